package palestra.experiments.bench;

import java.util.List;
import java.util.function.Consumer;

/**
 * Measures something, and where there is a peer, the peer in the same run and in turns. Found
 * through {@link java.util.ServiceLoader}.
 */
public interface Benchmark {
  /** The name after {@code bench}. */
  String name();

  /** What is measured, in a few words. */
  String description();

  /**
   * Measures.
   *
   * @param log takes lines that tell how it goes
   * @throws IllegalStateException if it cannot be done here; says what is missing
   */
  List<BenchRow> run(Consumer<String> log);

  /**
   * Measures a part.
   *
   * @param log takes lines that tell how it goes
   * @param only what the names of the things to measure have in them; all where it is empty
   * @throws IllegalArgumentException if nothing has, or this benchmark has no parts
   */
  default List<BenchRow> run(Consumer<String> log, String only) {
    if (!only.isEmpty()) {
      throw new IllegalArgumentException(
          "benchmark '" + name() + "' has no parts: leave out --only");
    }
    return run(log);
  }
}
