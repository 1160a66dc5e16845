package palestra.tests.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import palestra.experiments.data.Digits8Provider;
import palestra.generative.data.Data;
import palestra.generative.data.Examples;
import palestra.generative.data.StoredData;

/** The real digits, out of scikit-learn, by the environment that the launcher makes for users. */
final class Digits8Test {

  /** The first digit of scikit-learn's set, a 0. */
  private static final int[] FIRST = {
    0, 0, 5, 13, 9, 1, 0, 0, 0, 0, 13, 15, 10, 15, 5, 0, 0, 3, 15, 2, 0, 11, 8, 0, 0, 4, 12, 0, 0,
    8, 8, 0, 0, 5, 8, 0, 0, 9, 8, 0, 0, 4, 11, 0, 1, 12, 7, 0, 0, 2, 14, 5, 10, 12, 0, 0, 0, 0, 6,
    13, 10, 0, 0, 0
  };

  @Test
  void digitsAreScikitLearnsAndStayInTheCache(@TempDir Path cache) {
    Path root = Path.of(System.getProperty("palestra.root")).toAbsolutePath().normalize();
    List<String> said = new ArrayList<>();
    StoredData data = (StoredData) new Digits8Provider(root, cache, said::add).open("digits8");
    assertThat(said).hasSize(1);

    int[] counts = new int[10];
    double sum = 0;
    boolean hasFirst = false;
    for (Data.Part part : Data.Part.values()) {
      Examples examples = data.part(part);
      for (int i = 0; i < examples.size(); i++) {
        counts[examples.labels()[i]]++;
        boolean first = examples.labels()[i] == 0;
        for (int k = 0; k < 64; k++) {
          sum += 16 * examples.rows()[i][k];
          first &= 16 * examples.rows()[i][k] == FIRST[k];
        }
        hasFirst |= first;
      }
    }
    assertThat(counts).containsExactly(178, 182, 177, 183, 181, 182, 181, 179, 174, 180);
    assertThat(sum).as("all pixels together").isEqualTo(561_718);
    assertThat(hasFirst).isTrue();
    assertThat(data.size(Data.Part.HELD_OUT)).isEqualTo(297);

    // without a launcher: what is there is read
    Data again = new Digits8Provider(null, cache, said::add).open("digits8");
    assertThat(said).hasSize(1);
    assertThat(again.examples(Data.Part.HELD_OUT, 5, 1).rows())
        .isDeepEqualTo(data.examples(Data.Part.HELD_OUT, 5, 1).rows());
  }
}
