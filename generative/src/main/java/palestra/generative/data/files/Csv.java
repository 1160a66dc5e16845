package palestra.generative.data.files;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import palestra.generative.data.Data;
import palestra.generative.data.Examples;
import palestra.generative.data.StoredData;

/**
 * {@code csv}: points from a table in a text file. The first line names the columns, each other
 * line is one example; commas part the columns, and there are no quotes. A number that is missing
 * is empty, {@code NaN}, {@code NA} or {@code ?}; a cleaning step must take care of it.
 *
 * @param file the file
 * @param label the column of classes; empty for none. Whole numbers from 0 stand for themselves;
 *     else the different texts, in their alphabetical order, are classes 0, 1, ...
 * @param heldOut the share that is held out, from 0 to below 1
 * @param split the seed that draws the held-out part
 */
public record Csv(String file, String label, double heldOut, long split) implements FileData {
  private static final Set<String> MISSING = Set.of("", "nan", "na", "?");
  private static final int MOST_CLASSES = 1000;

  static Csv defaults() {
    return new Csv("", "", 0.1, 0);
  }

  @Override
  public Data open() {
    Path path = FileData.required("csv", "file", file, "a table with a header");
    List<String> lines = lines(path);
    if (lines.isEmpty() || lines.get(0).isBlank()) {
      throw new IllegalArgumentException(path + ": line 1: there is no header");
    }
    List<String> header = Arrays.stream(lines.get(0).split(",", -1)).map(String::strip).toList();
    int labels = label.isBlank() ? -1 : header.indexOf(label);
    if (labels < 0 && !label.isBlank()) {
      throw new IllegalArgumentException(
          "%s: line 1: there is no column '%s'; there are %s"
              .formatted(path, label, String.join(", ", header)));
    }
    List<float[]> rows = new ArrayList<>();
    List<String> kinds = new ArrayList<>();
    List<Integer> numbers = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        String[] fields = fields(path, i + 1, lines.get(i), header.size());
        rows.add(row(path, i + 1, fields, header, labels));
        kinds.add(labels < 0 ? "0" : fields[labels]);
        numbers.add(i + 1);
      }
    }
    if (rows.isEmpty() || header.size() == (labels < 0 ? 0 : 1)) {
      throw new IllegalArgumentException(path + ": line 2: there are no examples");
    }
    int[] classes = classes(path, kinds, numbers);
    int most = labels < 0 ? 0 : Arrays.stream(classes).max().orElseThrow() + 1;
    return StoredData.split(
        FilesProvider.text(this),
        new int[] {rows.get(0).length},
        most,
        new Examples(rows.toArray(float[][]::new), classes),
        heldOut,
        split,
        (example, number) -> {
          int column = labels >= 0 && number >= labels ? number + 1 : number;
          return place(path, numbers.get(example), column, header);
        });
  }

  private static List<String> lines(Path path) {
    try {
      return Files.readAllLines(path, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException("there is no file " + path, e);
    } catch (MalformedInputException e) {
      throw new IllegalArgumentException(path + ": is not text in UTF-8", e);
    } catch (IOException e) {
      throw new IllegalArgumentException(path + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static String place(Path path, int line, int column, List<String> header) {
    return "%s: line %d, column %d ('%s')".formatted(path, line, column + 1, header.get(column));
  }

  private static String[] fields(Path path, int line, String text, int columns) {
    String[] fields = text.split(",", -1);
    if (fields.length != columns) {
      throw new IllegalArgumentException(
          "%s: line %d has %d columns, but the header %d"
              .formatted(path, line, fields.length, columns));
    }
    for (int i = 0; i < columns; i++) {
      fields[i] = fields[i].strip();
    }
    return fields;
  }

  private static float[] row(
      Path path, int line, String[] fields, List<String> header, int labels) {
    float[] row = new float[labels < 0 ? fields.length : fields.length - 1];
    int count = 0;
    for (int i = 0; i < fields.length; i++) {
      if (i != labels) {
        row[count++] = number(path, line, i, fields[i], header);
      }
    }
    return row;
  }

  private static float number(Path path, int line, int i, String field, List<String> header) {
    if (MISSING.contains(field.toLowerCase(Locale.ROOT))) {
      return Float.NaN;
    }
    try {
      return Float.parseFloat(field);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s: '%s' is not a number".formatted(place(path, line, i, header), field), e);
    }
  }

  private static int[] classes(Path path, List<String> kinds, List<Integer> numbers) {
    boolean whole = kinds.stream().allMatch(kind -> kind.matches("[0-9]{1,9}"));
    List<String> names = List.copyOf(new TreeSet<>(kinds));
    int[] classes = new int[kinds.size()];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = whole ? Integer.parseInt(kinds.get(i)) : names.indexOf(kinds.get(i));
      if (classes[i] >= MOST_CLASSES) {
        throw new IllegalArgumentException(
            "%s: line %d: label '%s' is out of range; there can be %d classes"
                .formatted(path, numbers.get(i), kinds.get(i), MOST_CLASSES));
      }
    }
    return classes;
  }
}
