package palestra.generative.data.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import palestra.generative.data.Data;
import palestra.generative.data.DataSets;
import palestra.generative.data.StoredData;

class FolderTest {
  private static final int ORANGE = 0xff8000;
  @TempDir private Path directory;

  /** The left half of one colour, the right half black. */
  private Path picture(String name, int height, int width, int colour) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width / 2; x++) {
        image.setRGB(x, y, colour);
      }
    }
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    ImageIO.write(image, name.substring(name.lastIndexOf('.') + 1), file.toFile());
    return file;
  }

  private Data open(String settings) {
    return DataSets.load().open("folder dir=\"" + directory + "\" " + settings);
  }

  private AbstractThrowableAssert<?, ? extends Throwable> refusal(String settings) {
    return assertThatThrownBy(() -> open(settings)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void readsColoursAndGreys() throws IOException {
    picture("a.png", 2, 4, ORANGE);
    Files.writeString(directory.resolve("notes.txt"), "no picture");
    StoredData data = (StoredData) open("heldOut=0");
    assertThat(data.shape()).containsExactly(2, 4, 3);
    assertThat(data.classes()).isZero();
    float[] row = data.part(Data.Part.TRAINING).rows()[0];
    assertThat(Arrays.copyOf(row, 9)).containsExactly(1, 128 / 255f, 0, 1, 128 / 255f, 0, 0, 0, 0);
    float[] grey = ((StoredData) open("heldOut=0 channels=1")).part(Data.Part.TRAINING).rows()[0];
    assertThat(grey).hasSize(8);
    assertThat(grey[0]).isCloseTo(0.299f + 0.587f * 128 / 255, within(1e-6f));
    assertThat(grey[2]).isZero();
  }

  @Test
  void subDirectoriesAreClasses() throws IOException {
    for (int i = 0; i < 6; i++) {
      picture("dogs/" + i + ".png", 4, 4, 0x0000ff);
      picture("cats/" + i + ".jpg", 4, 4, 0xffffff);
    }
    Files.createDirectories(directory.resolve("bees"));
    StoredData data = (StoredData) open("heldOut=0.25");
    assertThat(data.classes()).isEqualTo(2);
    assertThat(data.size(Data.Part.HELD_OUT)).isEqualTo(3);
    var training = data.part(Data.Part.TRAINING);
    for (int i = 0; i < 9; i++) {
      assertThat(training.rows()[i][0] > 0.5).isEqualTo(training.labels()[i] == 0);
    }
    Path stray = picture("stray.png", 4, 4, 0);
    refusal("")
        .hasMessage(
            "folder: "
                + stray
                + " stands beside sub-directories, which are the classes,"
                + " and is in none");
  }

  @Test
  void otherSizesAreRefusedOrFitted() throws IOException {
    Path small = picture("a.png", 4, 4, 0xffffff);
    Path wide = picture("b.png", 10, 20, 0xffffff);
    refusal("")
        .hasMessage(
            "folder: "
                + small
                + " has 4 x 4 pixels, but "
                + wide
                + " has 10 x 20;"
                + " fit=crop or fit=scale makes them one size");
    StoredData scaled = (StoredData) open("heldOut=0 fit=scale size=5");
    assertThat(scaled.shape()).containsExactly(5, 5, 3);
    float[] row = scaled.part(Data.Part.TRAINING).rows()[1];
    assertThat(row[0]).isCloseTo(1, within(1e-6f));
    assertThat(row[2 * 3]).as("half white, half black").isCloseTo(0.5f, within(1e-6f));
    assertThat(row[4 * 3]).isZero();
    assertThat(open("fit=crop").shape()).containsExactly(64, 64, 3);
    Files.delete(wide);
    refusal("size=8")
        .hasMessage(
            "folder: "
                + small
                + " has 4 x 4 pixels, but size is 8; fit=crop or fit=scale"
                + " makes them so");
    refusal("channels=2").hasMessage("folder: channels must be 1 or 3, but is 2");
  }

  @Test
  void cropKeepsTheMiddleAndTheProportions() throws IOException {
    picture("a.png", 8, 24, 0xffffff);
    float[] row =
        ((StoredData) open("heldOut=0 fit=crop size=4")).part(Data.Part.TRAINING).rows()[0];
    // columns 4 to 7 of 12; white ends in their middle
    assertThat(row[0]).isCloseTo(1, within(1e-6f));
    assertThat(row[3]).isBetween(0.75f, 1f);
    assertThat(row[6]).isBetween(0f, 0.25f);
    assertThat(row[9]).isZero();
  }

  @Test
  void damageIsFoundWithItsPlace() throws IOException {
    Path file = picture("a.png", 16, 16, ORANGE);
    byte[] good = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(good, good.length - 6));
    refusal("")
        .hasMessage(
            "%s: offset %d: the file ends, but the picture does not", file, good.length - 6);
    byte[] changed = good.clone();
    changed[20] ^= 1; // in the header chunk, which begins at 8
    Files.write(file, changed);
    refusal("").hasMessage(file + ": offset 8: the chunk here is damaged: its check sum is wrong");
    Files.writeString(file, "GIF89a and so on");
    refusal("").hasMessage(file + ": offset 0: this is neither PNG nor JPEG");
    Files.delete(file);

    Path jpeg = picture("b.jpeg", 16, 16, ORANGE);
    good = Files.readAllBytes(jpeg);
    assertThat(open("heldOut=0").size(Data.Part.TRAINING)).isEqualTo(1);
    Files.write(jpeg, Arrays.copyOf(good, good.length - 2));
    refusal("")
        .hasMessage(
            "%s: offset %d: the file ends, but the picture does not", jpeg, good.length - 2);
    changed = good.clone();
    changed[2] = 0;
    Files.write(jpeg, changed);
    refusal("").hasMessage(jpeg + ": offset 2: there is no marker where a segment should begin");
    Files.delete(jpeg);
    refusal("").hasMessage("folder: " + directory + " has no PNG or JPEG files");
  }
}
