package palestra.generative.data.files;

import java.nio.file.Path;
import palestra.generative.data.Data;
import palestra.generative.data.StoredData;

/**
 * {@code idx}: pictures of one channel from an IDX file, with labels from another.
 *
 * @param images the file of pictures; gzip or plain
 * @param labels the file of labels; empty for none
 * @param classes how many there are; 0 for one more than the greatest label
 * @param heldOut the share that is held out, from 0 to below 1
 * @param split the seed that draws the held-out part
 */
public record Idx(String images, String labels, int classes, double heldOut, long split)
    implements FileData {

  /** Checks the settings. */
  public Idx {
    if (classes < 0 || classes > 256) {
      throw new IllegalArgumentException("idx: classes must be from 0 to 256, but is " + classes);
    }
  }

  static Idx defaults() {
    return new Idx("", "", 0, 0.1, 0);
  }

  @Override
  public Data open() {
    Path pictures = FileData.required("idx", "images", images, "a file of pictures");
    Path kinds = labels.isBlank() ? null : Path.of(labels);
    IdxPictures read = IdxPictures.read(pictures, kinds, classes, 255);
    return StoredData.split(
        FilesProvider.text(this),
        read.shape(),
        read.classes(),
        read.examples(),
        heldOut,
        split,
        (example, number) -> pictures + ": picture " + example);
  }
}
