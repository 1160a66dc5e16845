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
}
