package palestra.generative.data.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import palestra.generative.data.Cleaning;
import palestra.generative.data.Data;
import palestra.generative.data.DataSets;
import palestra.generative.data.StoredData;

class CsvTest {
  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = directory.resolve("points.csv");
  }

  private StoredData open(String text, String settings) throws IOException {
    Files.writeString(file, text);
    return (StoredData) DataSets.load().open("csv file=" + file + " heldOut=0 " + settings);
  }

  private AbstractThrowableAssert<?, ? extends Throwable> refusal(String text, String settings) {
    return assertThatThrownBy(() -> open(text, settings))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void readsNumbersAndClasses() throws IOException {
    StoredData plain = open("x, y\n1,2.5\n-3e1 , 4\n\n", "");
    assertThat(plain.shape()).containsExactly(2);
    assertThat(plain.classes()).isZero();
    assertThat(plain.part(Data.Part.TRAINING).rows())
        .isDeepEqualTo(new float[][] {{1, 2.5f}, {-30, 4}});

    StoredData named = open("x,kind,y\n1,pear,2\n3,apple,4\n5,pear,6\n", "label=kind");
    assertThat(named.classes()).isEqualTo(2);
    assertThat(named.part(Data.Part.TRAINING).labels()).containsExactly(1, 0, 1);
    assertThat(named.part(Data.Part.TRAINING).rows())
        .isDeepEqualTo(new float[][] {{1, 2}, {3, 4}, {5, 6}});
    StoredData numbered = open("kind,x\n3,1\n0,2\n", "label=kind");
    assertThat(numbered.classes()).isEqualTo(4);
    assertThat(numbered.part(Data.Part.TRAINING).labels()).containsExactly(3, 0);
  }

  @Test
  void missingNumbersNeedACleaningStep() throws IOException {
    String text = "x,kind,y\n1,a,2\n3,a,\n?,b,NaN\n2,b,na\n";
    refusal(text, "label=kind")
        .hasMessage(
            file
                + ": line 3, column 3 ('y') is NaN or missing; a cleaning step, as in '... | fill"
                + " value=median' or '... | drop-missing', takes care of it");
    StoredData filled = open(text, "label=kind | fill value=mean");
    assertThat(filled.part(Data.Part.TRAINING).rows())
        .isDeepEqualTo(new float[][] {{1, 2}, {3, 2}, {2, 2}, {2, 2}});
    assertThat(filled.cleanings()).containsExactly(new Cleaning("fill value=mean", 0, 4));
    assertThat(open(text, "label=kind | fill value=mean | duplicates").cleanings())
        .containsExactly(new Cleaning("fill value=mean", 0, 4), new Cleaning("duplicates", 1, 0));
    refusal(text, "label=kind | duplicates").hasMessageContaining("line 3, column 3 ('y')");
  }

  @Test
  void tellsWhatIsWrongAndWhere() {
    refusal("x,y\n1,2\n1,abc\n", "")
        .hasMessage(file + ": line 3, column 2 ('y'): 'abc' is not a number");
    refusal("x,y\n1,2\n1\n", "").hasMessage(file + ": line 3 has 1 columns, but the header 2");
    refusal("x,y\n1,Infinity\n", "").hasMessage(file + ": line 2, column 2 ('y') is infinite");
    refusal("x,y\n1,1e99\n", "").hasMessage(file + ": line 2, column 2 ('y') is infinite");
    refusal("x,y\n1,2\n", "label=z")
        .hasMessage(file + ": line 1: there is no column 'z'; there are x, y");
    refusal("x,y\n1,2\n1,1000\n", "label=y")
        .hasMessage(file + ": line 3: label '1000' is out of range; there can be 1000 classes");
    refusal("", "").hasMessage(file + ": line 1: there is no header");
    refusal("x,y\n", "").hasMessage(file + ": line 2: there are no examples");
    assertThatThrownBy(() -> DataSets.load().open("csv file=" + directory.resolve("none")))
        .hasMessage("there is no file " + directory.resolve("none"));
  }
}
