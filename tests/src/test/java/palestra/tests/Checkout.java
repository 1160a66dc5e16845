package palestra.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The source tree these tests run in. */
public final class Checkout {

  /** Directories that hold what tools made, not what people wrote. */
  private static final List<String> MADE = List.of("target", ".palestra", ".git", "runs", "demo");

  private Checkout() {}

  /** The directory of the parent pom; Maven tells it to the tests. */
  public static Path root() {
    return Path.of(System.getProperty("palestra.root")).toAbsolutePath().normalize();
  }

  /** Every written file below a directory, in a fixed order. */
  static List<Path> files(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.walk(directory)) {
      return paths
          .filter(path -> !MADE.contains(directory.relativize(path).getName(0).toString()))
          .filter(path -> Stream.of(names(directory.relativize(path))).noneMatch("target"::equals))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String[] names(Path path) {
    return path.toString().split("/");
  }
}
