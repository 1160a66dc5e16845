package palestra.generative.data.files;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import palestra.generative.data.Data;
import palestra.generative.data.StoredData;

/**
 * {@code mnist}: 60,000 handwritten digits to learn from and 10,000 held out, 28 x 28 pixels (LeCun
 * et al. 1998), as the four IDX files that the user has. Each may be compressed ({@code .gz}), and
 * be named with a dash or a dot before {@code idx}.
 *
 * @param dir the directory of {@code train-images-idx3-ubyte} and the others
 */
public record Mnist(String dir) implements FileData {

  static Mnist defaults() {
    return new Mnist("");
  }

  @Override
  public Data open() {
    return open("mnist", dir, FilesProvider.text(this));
  }

  /** Reads four files of the published names. */
  static Data open(String data, String dir, String text) {
    Path directory = FileData.directory(data, dir, "the directory of train-images-idx3-ubyte");
    IdxPictures training = part(data, directory, "train");
    IdxPictures heldOut = part(data, directory, "t10k");
    if (training.height() != heldOut.height() || training.width() != heldOut.width()) {
      throw new IllegalArgumentException(
          "%s: pictures to learn from in %s have %d x %d pixels, held-out ones %d x %d"
              .formatted(
                  data,
                  directory,
                  training.height(),
                  training.width(),
                  heldOut.height(),
                  heldOut.width()));
    }
    return StoredData.of(text, training.shape(), 10, training.examples(), heldOut.examples());
  }

  private static IdxPictures part(String data, Path directory, String part) {
    Path images = find(data, directory, part + "-images", "idx3-ubyte");
    Path labels = find(data, directory, part + "-labels", "idx1-ubyte");
    return IdxPictures.read(images, labels, 10, 255);
  }

  private static Path find(String data, Path directory, String begin, String end) {
    for (String name : List.of(begin + "-" + end, begin + "." + end)) {
      for (String packed : List.of("", ".gz")) {
        Path file = directory.resolve(name + packed);
        if (Files.isRegularFile(file)) {
          return file;
        }
      }
    }
    throw new IllegalArgumentException(
        "%s: there is no %s-%s in %s, compressed (.gz) or not"
            .formatted(data, begin, end, directory));
  }
}
