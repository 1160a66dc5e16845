package palestra.envs.bridge;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the Python is that Gymnasium's environments run in. In this order:
 *
 * <ol>
 *   <li>the system property {@code palestra.python}, or else the environment variable {@code
 *       PALESTRA_PYTHON}, names an interpreter: that one, as it is;
 *   <li>the launcher started this JVM (it sets the system property {@code palestra.root}): the
 *       virtual environment that the launcher makes from lock files on first need, with the {@link
 *       Family families} asked for;
 *   <li>neither: there is none, and the error says how to name one.
 * </ol>
 */
public final class PythonHome {

  private static final String PROPERTY = "palestra.python";
  private static final String VARIABLE = "PALESTRA_PYTHON";

  /** Environments that need more of Python than Gymnasium itself does. */
  public enum Family {
    /** The Arcade Learning Environment: {@code ALE/Pong-v5}, {@code PongNoFrameskip-v4}. */
    ATARI("ALE/.*|[A-Za-z0-9]+NoFrameskip-v[04]"),

    /** Gymnasium's robots in MuJoCo: {@code Hopper-v5}. */
    MUJOCO(
        "(Ant|HalfCheetah|Hopper|Humanoid|HumanoidStandup|InvertedDoublePendulum"
            + "|InvertedPendulum|Pusher|Reacher|Swimmer|Walker2d)-v[45]"),

    /** Gymnasium's Box2D worlds: {@code LunarLander-v3}. */
    BOX2D("(LunarLander|BipedalWalker|CarRacing).*");

    private final Pattern ids;

    Family(String ids) {
      this.ids = Pattern.compile(ids);
    }

    /**
     * The families that an environment needs; none for those that Gymnasium runs by itself, and for
     * those of packages unknown here.
     *
     * @param environmentId Gymnasium's, such as {@code ALE/Pong-v5}
     */
    public static Set<Family> of(String environmentId) {
      return Stream.of(values())
          .filter(family -> family.ids.matcher(environmentId).matches())
          .collect(Collectors.toUnmodifiableSet());
    }

    /** The name that {@code ./palestra python} knows the family by, such as {@code atari}. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final String named;
  private final String namedBy;
  private final Path root;
  private final Consumer<String> progress;

  /**
   * For tests; users call {@link #find}.
   *
   * @param named the interpreter's path, or a name to be looked up on the path; null for none
   * @param namedBy what names it, for messages
   * @param root the checkout with the launcher; null for none
   * @param progress is told each line that the launcher has for the user
   */
  PythonHome(String named, String namedBy, Path root, Consumer<String> progress) {
    this.named = named == null || named.isBlank() ? null : named;
    this.namedBy = namedBy;
    this.root = root;
    this.progress = progress;
  }

  /**
   * What this JVM's system properties and environment say. Nothing is started or set up yet; what
   * the launcher has to say later goes to {@link System#err}.
   */
  public static PythonHome find() {
    String property = System.getProperty(PROPERTY);
    boolean byProperty = property != null && !property.isBlank();
    String root = System.getProperty("palestra.root");
    return new PythonHome(
        byProperty ? property : System.getenv(VARIABLE),
        byProperty ? PROPERTY : VARIABLE,
        root == null || root.isBlank() ? null : Path.of(root),
        line -> System.err.println(line));
  }

  /** Whether the user named the interpreter, so that nothing is ever set up. */
  public boolean isNamed() {
    return named != null;
  }

  /**
   * The interpreter to run, set up if need be: the first time, and the first time for each family,
   * that is a download.
   *
   * @param needed the families it must be able to run; a named interpreter is not checked for them
   * @throws IllegalArgumentException if the one named is not there
   * @throws IllegalStateException if there is none, or setting it up failed
   */
  public Path interpreter(Set<Family> needed) {
    if (named != null) {
      return resolveNamed();
    }
    if (root == null) {
      throw new IllegalStateException(
          "no Python for Gymnasium's environments: start through ./palestra, which sets one up, or"
              + " name one that has gymnasium and py4j: PALESTRA_PYTHON=/path/to/python");
    }
    List<String> command =
        new ArrayList<>(List.of(root.resolve("palestra").toString(), "__python", "bridge"));
    new TreeSet<>(needed).forEach(family -> command.add(family.toString()));
    return launch(command);
  }

  /**
   * The interpreter as far as it is there: named, or set up before. Sets up nothing.
   *
   * @throws IllegalArgumentException if the one named is not there
   */
  public Optional<Path> installed() {
    if (named != null) {
      return Optional.of(resolveNamed());
    }
    return Optional.ofNullable(root)
        .map(checkout -> checkout.resolve(".palestra/python/bridge/bin/python"))
        .filter(PythonHome::isProgram);
  }

  private Path resolveNamed() {
    Stream<Path> candidates =
        named.contains(File.separator)
            ? Stream.of(Path.of(named).toAbsolutePath())
            : Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, named));
    return candidates
        .filter(PythonHome::isProgram)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    namedBy
                        + "="
                        + named
                        + " names no program; name a Python that has gymnasium and py4j"));
  }

  private static boolean isProgram(Path path) {
    return Files.isRegularFile(path) && Files.isExecutable(path);
  }

  /**
   * The launcher's progress is passed on line by line, not inherited: the JVM's own descriptor 2
   * may be closed. Its standard output goes to a file, so that one thread can read both.
   */
  private Path launch(List<String> command) {
    Path output = null;
    Process launcher = null;
    try {
      output = Files.createTempFile("palestra-python", ".out");
      launcher = new ProcessBuilder(command).redirectOutput(output.toFile()).start();
      launcher.getOutputStream().close();
      String last = passOn(launcher);
      int status = launcher.waitFor();
      if (status != 0) {
        throw failed("the launcher ended with status " + status + ", " + last, null);
      }
      String path = lastLine(Files.readString(output));
      if (path.isEmpty() || !isProgram(Path.of(path))) {
        throw failed(command.get(0) + " named no interpreter but '" + path + "'", null);
      }
      return Path.of(path);
    } catch (IOException e) {
      throw failed(e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("interrupted", e);
    } finally {
      if (launcher != null) {
        launcher.destroy();
      }
      if (output != null && !output.toFile().delete()) {
        output.toFile().deleteOnExit();
      }
    }
  }

  private String passOn(Process launcher) throws IOException {
    String last = "saying nothing";
    try (BufferedReader errors = launcher.errorReader(StandardCharsets.UTF_8)) {
      for (String line = errors.readLine(); line != null; line = errors.readLine()) {
        progress.accept(line);
        last = line.isBlank() ? last : line.strip();
      }
    }
    return last;
  }

  private static String lastLine(String text) {
    return text.lines().filter(line -> !line.isBlank()).reduce("", (before, line) -> line.strip());
  }

  private static IllegalStateException failed(String why, Throwable cause) {
    return new IllegalStateException(
        "setting up Python for Gymnasium's environments failed: "
            + why
            + "; "
            + VARIABLE
            + "=/path/to/python names one that is there already",
        cause);
  }
}
