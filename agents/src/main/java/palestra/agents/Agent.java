package palestra.agents;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import palestra.envs.vector.Batch;
import palestra.envs.vector.VectorEnvironment;

/**
 * A learner: chooses actions while it explores, takes in what the environment answers, and learns
 * when its algorithm says it is time. Built from a config record and an {@link AgentContext}; its
 * graph is built once.
 *
 * <p>One training step is {@code act}, the environment's {@code step}, {@code observe}, {@code
 * update}, in this order; {@link Trainer} is that loop.
 */
public interface Agent extends AutoCloseable {

  /** Chooses an action for every copy, exploring as the algorithm does while it trains. */
  void act(Batch observations, Batch actions);

  /**
   * The same where some actions may not be taken now. One that does not heed masks chooses among
   * all.
   *
   * @param masks a row per copy of 1 or 0 for each discrete action, as {@link
   *     VectorEnvironment#actionMasks()} has them; empty where all may be taken
   */
  default void act(Batch observations, Optional<Batch> masks, Batch actions) {
    act(observations, actions);
  }

  /**
   * Takes in the answer to the last {@link #act}: rewards, ends, and what is seen now. The
   * environment resets ended copies in the same step; a truncated episode is bootstrapped from its
   * final observation.
   */
  void observe(VectorEnvironment env);

  /** Learns if it is time to, and then tells how it went; empty while still gathering. */
  Optional<Metrics> update();

  /**
   * What has been learned so far, to be acted on without learning or exploring: always the agent's
   * present weights.
   *
   * @param copies for how many environment copies it acts at once
   */
  Policy policy(int copies);

  /** Writes into a directory everything {@link #load} needs to go on bit for bit. */
  void save(Path directory) throws IOException;

  /** Goes back to a state that {@link #save} wrote. */
  void load(Path directory) throws IOException;

  /**
   * Takes from what {@link #save} wrote only what {@link #policy} needs. A state of another version
   * of this program often still has that.
   */
  default void loadPolicy(Path directory) throws IOException {
    load(directory);
  }

  /**
   * Takes over the networks from what {@link #save} wrote in another run, to train them further:
   * step counts, buffers and randomness stay as they are, so that schedules start from their
   * beginning.
   */
  default void loadWeights(Path directory) throws IOException {
    throw new UnsupportedOperationException(
        getClass().getSimpleName() + " cannot start from another run's weights");
  }

  /**
   * Takes over weights that were saved below one path of another network, such as an encoder's, as
   * those of the body of every network that it has, target networks included; all else stays.
   *
   * @param prefix path of the files without their endings, as {@link palestra.networks.Model#save}
   *     takes it
   * @param fromPath of the part, such as {@code encoder/body}
   * @throws IOException if the file is torn, or has not what such a body needs; names the variable
   */
  default void loadBody(Path prefix, String fromPath) throws IOException {
    throw new UnsupportedOperationException(
        getClass().getSimpleName() + " has no body that could take weights");
  }

  @Override
  void close();
}
