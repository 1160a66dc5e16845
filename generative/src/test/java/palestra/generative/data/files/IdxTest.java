package palestra.generative.data.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import palestra.generative.data.Data;
import palestra.generative.data.DataSets;
import palestra.generative.data.Examples;
import palestra.generative.data.StoredData;

class IdxTest {
  @TempDir private Path directory;

  /** Pictures of 2 x 3 pixels; picture i has the bytes 6 i, 6 i + 1, ... */
  private Path images(String name, int count) throws IOException {
    byte[] body = new byte[6 * count];
    for (int i = 0; i < body.length; i++) {
      body[i] = (byte) i;
    }
    Path file = directory.resolve(name);
    new IdxFile(new int[] {count, 2, 3}, body).write(file);
    return file;
  }

  private Path labels(String name, int... labels) throws IOException {
    byte[] body = new byte[labels.length];
    for (int i = 0; i < body.length; i++) {
      body[i] = (byte) labels[i];
    }
    Path file = directory.resolve(name);
    new IdxFile(new int[] {labels.length}, body).write(file);
    return file;
  }

  private static Data open(String text) {
    return DataSets.load().open(text);
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> refusal(String text) {
    return assertThatThrownBy(() -> open(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void bytesAreThoseOfTheFormat() throws IOException {
    Path file = labels("l", 3, 200);
    assertThat(Files.readAllBytes(file)).containsExactly(0, 0, 8, 1, 0, 0, 0, 2, 3, (byte) 200);
    assertThat(Files.readAllBytes(images("i", 1)))
        .containsExactly(0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 1, 2, 3, 4, 5);
    assertThat(directory).isDirectoryNotContaining("glob:**.next");
  }

  @Test
  void readsPicturesWithAndWithoutLabels() throws IOException {
    Path images = images("pictures of mine", 10);
    Path labels = labels("labels", 0, 1, 2, 0, 1, 2, 0, 1, 2, 2);
    Data data = open("idx images=\"" + images + "\" labels=" + labels);
    assertThat(data.name()).isEqualTo("idx images=\"" + images + "\" labels=" + labels);
    assertThat(data.shape()).containsExactly(2, 3, 1);
    assertThat(data.classes()).isEqualTo(3);
    assertThat(data.size(Data.Part.TRAINING)).isEqualTo(9);
    assertThat(data.size(Data.Part.HELD_OUT)).isEqualTo(1);
    Examples examples = data.examples(Data.Part.TRAINING, 9, 1);
    for (int i = 0; i < 9; i++) {
      int picture = Math.round(examples.rows()[i][0] * 255) / 6;
      assertThat(examples.labels()[i]).isEqualTo(picture == 9 ? 2 : picture % 3);
      assertThat(examples.rows()[i][5]).isEqualTo((6 * picture + 5) / 255f);
    }
    assertThat(open(data.name()).examples(Data.Part.HELD_OUT, 1, 1).rows())
        .isDeepEqualTo(data.examples(Data.Part.HELD_OUT, 1, 1).rows());
    Data plain = open("idx heldOut=0.5 images=\"" + images + "\"");
    assertThat(plain.classes()).isZero();
    assertThat(plain.size(Data.Part.HELD_OUT)).isEqualTo(5);
  }

  @Test
  void tellsWhatIsWrongAndWhere() throws IOException {
    Path images = images("images", 4);
    byte[] good = Files.readAllBytes(images);
    String text = "idx images=" + images;

    Files.write(images, new byte[] {'P', 'K', 3, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
    refusal(text)
        .hasMessage(
            images + ": offset 0: magic number 0x504b0304, not 0x00000803; this is no IDX file");
    byte[] changed = good.clone();
    changed[2] = 0x0d;
    Files.write(images, changed);
    refusal(text)
        .hasMessage(
            images
                + ": offset 2: magic number 0x00000d03, not 0x00000803; only unsigned bytes, type"
                + " 0x08, can be read");
    Files.copy(labels("l", 1), images, StandardCopyOption.REPLACE_EXISTING);
    refusal(text).hasMessage(images + ": offset 3: 1 dimensions, not 3");
    Files.write(images, Arrays.copyOf(good, 11));
    refusal(text)
        .hasMessage(images + ": offset 11: the file ends in its header, which has 16 bytes");
    Files.write(images, Arrays.copyOf(good, 33));
    refusal(text).hasMessage(images + ": offset 33: the file ends here, but should have 40 bytes");
    Files.write(images, Arrays.copyOf(good, 41));
    refusal(text).hasMessage(images + ": offset 40: the file should end here, but goes on");
    changed = good.clone();
    changed[8] = 0x7f;
    Files.write(images, changed);
    refusal(text).hasMessage(images + ": offset 8: dimension 2 is too large");
    changed[8] = (byte) 0xff;
    Files.write(images, changed);
    refusal(text).hasMessage(images + ": offset 8: dimension 2 is too large");
    Files.write(images, new byte[] {0, 0, 8, 3, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 3});
    refusal(text).hasMessage(images + ": offset 4: 0 pictures of 2 x 3 pixels are none");
    Files.write(images, new byte[0]);
    refusal(text)
        .hasMessage(images + ": offset 0: the file ends in its header, which has 16 bytes");
    Files.delete(images);
    refusal(text).hasMessage("there is no file " + images);
    refusal("idx").hasMessage("idx: images=PATH is missing; it names a file of pictures");
  }

  @Test
  void labelsMustFitThePictures() throws IOException {
    Path images = images("images", 4);
    Path labels = labels("labels", 0, 1, 9, 1);
    String text = "idx images=" + images + " labels=" + labels;
    refusal(text + " classes=3")
        .hasMessage(labels + ": offset 10: label 9 is out of range; there are 3 classes, from 0");
    assertThat(open(text).classes()).isEqualTo(10);
    labels("labels", 0, 1, 2);
    refusal(text).hasMessage(labels + ": offset 4: 3 labels, but " + images + " has 4 pictures");
    refusal(text + " heldOut=1").hasMessageContaining("3 labels");
    labels("labels", 0, 1, 2, 2);
    refusal(text + " heldOut=1").hasMessageContaining("heldOut must be from 0 to below 1");
  }

  @Test
  void mnistIsFourFilesByTheirPublishedNames() throws IOException {
    images("train-images-idx3-ubyte", 8);
    labels("train-labels.idx1-ubyte", 0, 1, 2, 3, 4, 5, 6, 7);
    images("plain", 3);
    zip(directory.resolve("plain"), directory.resolve("t10k-images-idx3-ubyte.gz"));
    labels("t10k-labels-idx1-ubyte", 9, 8, 7);
    for (String name : new String[] {"mnist", "fashion-mnist"}) {
      Data data = open(name + " dir=" + directory);
      assertThat(data.name()).isEqualTo(name + " dir=" + directory);
      assertThat(data.classes()).isEqualTo(10);
      assertThat(data.size(Data.Part.TRAINING)).isEqualTo(8);
      Examples heldOut = ((StoredData) data).part(Data.Part.HELD_OUT);
      assertThat(heldOut.labels()).containsExactly(9, 8, 7);
      assertThat(heldOut.rows()[2][1]).isEqualTo(13 / 255f);
    }
    Path packed = directory.resolve("t10k-images-idx3-ubyte.gz");
    byte[] bytes = Files.readAllBytes(packed);
    Files.write(packed, Arrays.copyOf(bytes, bytes.length - 9));
    refusal("mnist dir=" + directory)
        .hasMessage(packed + ": the compressed file is torn or damaged");
    Files.delete(packed);
    refusal("mnist dir=" + directory)
        .hasMessage(
            "mnist: there is no t10k-images-idx3-ubyte in "
                + directory
                + ", compressed (.gz) or not");
    refusal("mnist")
        .hasMessage(
            "mnist: dir=PATH is missing; it names the directory of" + " train-images-idx3-ubyte");
    refusal("fashion-mnist dir=" + packed)
        .hasMessageStartingWith("fashion-mnist: " + packed + " is no directory");
  }

  private static void zip(Path from, Path to) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(to))) {
      Files.copy(from, out);
    }
  }
}
