package palestra.generative;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A model that learns to make samples like its data. Built from a config record and a {@link
 * GenerativeContext}; its graph is built once.
 */
public interface GenerativeModel extends AutoCloseable {

  /**
   * Trains for some generator steps, each with the critic or encoder steps that belong to it.
   *
   * @param generatorSteps at least 1
   * @return named figures, such as losses, as means over these steps, in a fixed order
   */
  Map<String, Double> trainStep(int generatorSteps);

  /** Whether it makes samples; a classifier does not. */
  default boolean generates() {
    return true;
  }

  /**
   * Fresh samples, a row each, in the units of the data. Does not touch the training's randomness:
   * the same weights and seed give the same samples.
   */
  float[][] sample(int count, long seed);

  /**
   * Quality figures of the present weights by name, in a fixed order; the same for the same seed.
   */
  Map<String, Double> metrics(long seed);

  /** How long training had to wait for data so far, in seconds; not saved. */
  default double secondsWaited() {
    return 0;
  }

  /** Writes into a directory everything {@link #load} needs to go on bit for bit. */
  void save(Path directory) throws IOException;

  /**
   * What the figures of a log or of {@link #metrics} tell of trouble that training does not stop
   * for, such as mode collapse; one line each, empty where all is well.
   *
   * @param figures named figures of {@link #trainStep} or {@link #metrics}
   */
  default List<String> warnings(Map<String, Double> figures) {
    return List.of();
  }

  /** Goes back to a state that {@link #save} wrote. */
  void load(Path directory) throws IOException;

  /**
   * Takes over the networks from what {@link #save} wrote in another run, to train them further;
   * step counts and randomness stay as they are.
   */
  default void loadWeights(Path directory) throws IOException {
    throw new UnsupportedOperationException(
        getClass().getSimpleName() + " cannot start from another run's weights");
  }

  @Override
  void close();
}
