package palestra.generative.data.files;

import java.nio.file.Path;
import palestra.generative.data.Examples;

/**
 * Pictures of one channel out of an IDX file, with labels out of another, as examples.
 *
 * @param examples pictures, bytes divided by their greatest value
 * @param height in pixels
 * @param width in pixels
 * @param classes how many there are; 0 without labels
 */
public record IdxPictures(Examples examples, int height, int width, int classes) {

  /**
   * Reads both files.
   *
   * @param labels null for none
   * @param classes how many there are; 0 for one more than the greatest label
   * @param greatest the byte that stands for white, such as 255; a greater one is refused
   * @throws IllegalArgumentException if a file is not as it should be; one line with the file and
   *     the offset of the byte
   */
  public static IdxPictures read(Path images, Path labels, int classes, int greatest) {
    IdxFile pictures = IdxFile.read(images, 3);
    int count = pictures.dimensions()[0];
    int height = pictures.dimensions()[1];
    int width = pictures.dimensions()[2];
    if (count == 0 || height == 0 || width == 0) {
      throw IdxFile.wrong(
          images, 4, "%d pictures of %d x %d pixels are none".formatted(count, height, width));
    }
    int size = height * width;
    float[][] rows = new float[count][size];
    for (int i = 0; i < count; i++) {
      for (int k = 0; k < size; k++) {
        int value = pictures.body()[i * size + k] & 0xff;
        if (value > greatest) {
          throw IdxFile.wrong(
              images,
              pictures.offset(i * size + k),
              "pixel %d, but the greatest is %d".formatted(value, greatest));
        }
        rows[i][k] = value / (float) greatest;
      }
    }
    if (labels == null) {
      return new IdxPictures(new Examples(rows, new int[count]), height, width, 0);
    }
    IdxFile kinds = IdxFile.read(labels, 1);
    if (kinds.dimensions()[0] != count) {
      throw IdxFile.wrong(
          labels,
          4,
          "%d labels, but %s has %d pictures".formatted(kinds.dimensions()[0], images, count));
    }
    int[] label = new int[count];
    int most = 0;
    for (int i = 0; i < count; i++) {
      label[i] = kinds.body()[i] & 0xff;
      most = Math.max(most, label[i]);
      if (classes > 0 && label[i] >= classes) {
        throw IdxFile.wrong(
            labels,
            kinds.offset(i),
            "label %d is out of range; there are %d classes, from 0".formatted(label[i], classes));
      }
    }
    return new IdxPictures(
        new Examples(rows, label), height, width, classes > 0 ? classes : most + 1);
  }

  /** The shape of one. */
  public int[] shape() {
    return new int[] {height, width, 1};
  }
}
