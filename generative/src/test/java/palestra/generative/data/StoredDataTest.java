package palestra.generative.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StoredDataTest {

  /** Example i is the point (i, 10 i) of class i modulo 3. */
  private static Examples line(int count) {
    float[][] rows = new float[count][];
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      rows[i] = new float[] {i, 10 * i};
      labels[i] = i % 3;
    }
    return new Examples(rows, labels);
  }

  private static StoredData split(int count, double share) {
    return StoredData.split(
        "line", new int[] {2}, 3, line(count), share, 4, (e, n) -> "row " + e + ", column " + n);
  }

  @Test
  void partsShareNothingAndMakeTheWhole() {
    StoredData data = split(50, 0.2);
    assertThat(data.size(Data.Part.TRAINING)).isEqualTo(40);
    assertThat(data.size(Data.Part.HELD_OUT)).isEqualTo(10);
    List<Float> all = new ArrayList<>();
    for (Data.Part part : Data.Part.values()) {
      Examples examples = data.examples(part, 1000, 9);
      assertThat(examples.size()).isEqualTo((int) data.size(part));
      for (int i = 0; i < examples.size(); i++) {
        all.add(examples.rows()[i][0]);
        assertThat(examples.labels()[i]).isEqualTo((int) examples.rows()[i][0] % 3);
      }
    }
    assertThat(all).doesNotHaveDuplicates().hasSize(50);
    assertThat(data.part(Data.Part.HELD_OUT).rows())
        .isEqualTo(split(50, 0.2).part(Data.Part.HELD_OUT).rows());
  }

  @Test
  void eachEpochHasAnOrderOfItsOwn() {
    StoredData data = split(40, 0);
    List<List<Float>> epochs = new ArrayList<>();
    List<Float> seen = new ArrayList<>();
    float[] rows = new float[2 * 16];
    int[] labels = new int[16];
    for (long index = 0; index < 5; index++) {
      data.batch(6, index, rows, labels);
      for (int i = 0; i < 16; i++) {
        seen.add(rows[2 * i]);
        assertThat(rows[2 * i + 1]).isEqualTo(10 * rows[2 * i]);
        assertThat(labels[i]).isEqualTo((int) rows[2 * i] % 3);
      }
    }
    epochs.add(seen.subList(0, 40));
    epochs.add(seen.subList(40, 80));
    List<Float> sorted = IntStream.range(0, 40).mapToObj(i -> (float) i).toList();
    assertThat(epochs)
        .doesNotHaveDuplicates()
        .allSatisfy(epoch -> assertThat(epoch).containsExactlyInAnyOrderElementsOf(sorted));
    float[] again = new float[2 * 16];
    data.batch(6, 2, again, null);
    for (int i = 0; i < 16; i++) {
      assertThat(again[2 * i]).isEqualTo(seen.get(32 + i));
    }
    data.batch(7, 2, rows, null);
    assertThat(rows).isNotEqualTo(again);
  }

  @Test
  void missingValuesAreToldBeforeAnythingIsLearned() {
    Examples examples = line(5);
    examples.rows()[3][1] = Float.NaN;
    StoredData data =
        StoredData.split(
            "x", new int[] {2}, 3, examples, 0, 1, (e, n) -> "x.csv row " + e + ", column " + n);
    assertThatThrownBy(() -> data.batch(1, 0, new float[4], null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("x.csv row 3, column 1 is NaN or missing");
    assertThatThrownBy(() -> data.examples(Data.Part.TRAINING, 1, 0))
        .hasMessageStartingWith("x.csv row 3, column 1 is NaN or missing");
  }

  @Test
  void refusesInfinityLabelsOutOfRangeAndRowsOfOtherSizes() {
    Examples infinite = line(5);
    infinite.rows()[4][0] = Float.NEGATIVE_INFINITY;
    assertThatThrownBy(() -> StoredData.of("x", new int[] {2}, 3, line(2), infinite))
        .hasMessage("held-out example 4, number 0 is infinite");
    assertThatThrownBy(() -> StoredData.of("x", new int[] {2}, 2, line(3), line(0)))
        .hasMessage(
            "training example 2, number 0: label 2 is out of range; there are 2 classes,"
                + " from 0");
    assertThatThrownBy(() -> StoredData.of("x", new int[] {3}, 3, line(3), line(0)))
        .hasMessage("x: example 0 has 2 numbers, not 3");
  }

  @Test
  void cleanedDataKeepTheirPartsAndSayWhatWasDone() {
    StoredData data = StoredData.of("x", new int[] {2}, 3, line(4), line(2));
    float[][] rows = {{0, 0}, null, {5, 5}, {3, 30}, null, {1, 10}};
    StoredData cleaned = data.cleaned("step", rows, 1);
    assertThat(cleaned.name()).isEqualTo("x | step");
    assertThat(cleaned.cleanings()).containsExactly(new Cleaning("step", 2, 1));
    assertThat(cleaned.part(Data.Part.TRAINING).rows())
        .isDeepEqualTo(new float[][] {{0, 0}, {5, 5}, {3, 30}});
    assertThat(cleaned.part(Data.Part.HELD_OUT).rows()).isDeepEqualTo(new float[][] {{1, 10}});
    assertThat(Arrays.stream(data.part(Data.Part.TRAINING).rows()).toList()).hasSize(4);
  }
}
