package palestra.generative.data.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import palestra.generative.data.Data;
import palestra.generative.data.Examples;
import palestra.generative.data.StoredData;

/**
 * {@code folder}: PNG and JPEG files of a directory, other files left alone. If it has
 * sub-directories with pictures, these are the classes, in the alphabetical order of their names.
 *
 * @param dir the directory
 * @param size the side of the pictures in pixels; 0 for the files' own size, which must be that of
 *     all, or for 64 where they are fitted
 * @param channels 3 for red, green and blue or 1 for grey
 * @param fit what is done about files of other sizes
 * @param heldOut the share that is held out, from 0 to below 1
 * @param split the seed that draws the held-out part
 */
public record Folder(String dir, int size, int channels, Fit fit, double heldOut, long split)
    implements FileData {

  /** What is done about files of other sizes. */
  public enum Fit {
    /** They are refused. */
    NONE,
    /** The shorter side is scaled to size, and the middle cut out. */
    CROP,
    /** Both sides are scaled to size, each by itself. */
    SCALE
  }

  /** Checks the settings. */
  public Folder {
    if (size < 0 || size > 4096) {
      throw new IllegalArgumentException("folder: size must be from 0 to 4096, but is " + size);
    }
    if (channels != 1 && channels != 3) {
      throw new IllegalArgumentException("folder: channels must be 1 or 3, but is " + channels);
    }
  }

  static Folder defaults() {
    return new Folder("", 0, 3, Fit.NONE, 0.1, 0);
  }

  @Override
  public Data open() {
    Path directory = FileData.directory("folder", dir, "a directory of PNG or JPEG files");
    List<Path> files = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    int classes = find(directory, files, labels);
    float[][] rows = new float[files.size()][];
    Picture first = null;
    for (int i = 0; i < rows.length; i++) {
      Picture picture = fitted(Picture.read(files.get(i), channels));
      first = first == null ? picture : first;
      checkSize(files, i, picture, first);
      rows[i] = picture.pixels();
    }
    return StoredData.split(
        FilesProvider.text(this),
        new int[] {first.height(), first.width(), channels},
        classes,
        new Examples(rows, labels.stream().mapToInt(Integer::intValue).toArray()),
        heldOut,
        split,
        (example, number) -> files.get(example).toString());
  }

  private Picture fitted(Picture picture) {
    int side = size == 0 ? 64 : size;
    return switch (fit) {
      case NONE -> picture;
      case SCALE -> picture.scaled(side, side);
      case CROP -> {
        double by = (double) side / Math.min(picture.height(), picture.width());
        int height = Math.max(side, (int) Math.round(by * picture.height()));
        int width = Math.max(side, (int) Math.round(by * picture.width()));
        yield picture.scaled(height, width).middle(side, side);
      }
    };
  }

  private void checkSize(List<Path> files, int i, Picture picture, Picture first) {
    if (picture.height() != first.height() || picture.width() != first.width()) {
      throw new IllegalArgumentException(
          "folder: %s has %s pixels, but %s has %s; fit=crop or fit=scale makes them one size"
              .formatted(files.get(0), first.size(), files.get(i), picture.size()));
    }
    if (size > 0 && (picture.height() != size || picture.width() != size)) {
      throw new IllegalArgumentException(
          "folder: %s has %s pixels, but size is %d; fit=crop or fit=scale makes them so"
              .formatted(files.get(i), picture.size(), size));
    }
  }

  /** Finds the files and their classes; gives the number of classes. */
  private static int find(Path directory, List<Path> files, List<Integer> labels) {
    int classes = 0;
    List<Path> own = new ArrayList<>();
    for (Path entry : entries(directory)) {
      if (Files.isDirectory(entry)) {
        List<Path> some = entries(entry).stream().filter(Folder::isPicture).toList();
        files.addAll(some);
        labels.addAll(Collections.nCopies(some.size(), classes));
        classes += some.isEmpty() ? 0 : 1;
      } else if (isPicture(entry)) {
        own.add(entry);
      }
    }
    if (!own.isEmpty() && !files.isEmpty()) {
      throw new IllegalArgumentException(
          "folder: %s stands beside sub-directories, which are the classes, and is in none"
              .formatted(own.get(0)));
    }
    files.addAll(own);
    labels.addAll(Collections.nCopies(own.size(), 0));
    if (files.isEmpty()) {
      throw new IllegalArgumentException(
          "folder: %s has no PNG or JPEG files".formatted(directory));
    }
    return classes;
  }

  private static boolean isPicture(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return Files.isRegularFile(file) && name.matches("[^.].*\\.(png|jpg|jpeg)");
  }

  private static List<Path> entries(Path directory) {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.sorted(Comparator.comparing(entry -> entry.getFileName().toString())).toList();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "folder: %s cannot be read: %s".formatted(directory, e.getMessage()), e);
    }
  }
}
