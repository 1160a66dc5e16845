package palestra.envs;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import palestra.envs.seeding.Generator;
import palestra.envs.seeding.Pcg64;
import palestra.envs.spaces.Space;

/**
 * One environment: the Gymnasium contract in Java.
 *
 * <p>An episode starts with {@link #reset} and goes on with {@link #step} until a step reports
 * {@code terminated} (the task itself ended: the value of what follows is zero) or {@code
 * truncated} (something outside the task cut it short, usually a step limit: what follows still has
 * a value, and learners bootstrap from the last observation).
 *
 * <p>Implementations are deterministic: the same start and the same actions give the same episode.
 * They are not thread safe.
 *
 * @param <O> what an observation is, as {@link #observationSpace()} has it
 * @param <A> what an action is, as {@link #actionSpace()} has it
 */
public interface Environment<O, A> extends AutoCloseable {

  /** The observations this environment gives. */
  Space<O> observationSpace();

  /** The actions this environment takes. */
  Space<A> actionSpace();

  /**
   * Starts an episode.
   *
   * @throws IllegalArgumentException if an option is unknown or out of its range; says which
   */
  Reset<O> reset(Start start);

  /** Starts an episode from the given seed, as {@code env.reset(seed=...)} does in Gymnasium. */
  default Reset<O> reset(long seed) {
    return reset(Start.seed(seed));
  }

  /** Starts the next episode, drawing on from the environment's own generator. */
  default Reset<O> reset() {
    return reset(Start.next());
  }

  /**
   * Takes one step. The observation in the answer belongs to the caller.
   *
   * @throws IllegalArgumentException if the action is not in {@link #actionSpace()}; the
   *     environment's state is then unchanged
   * @throws IllegalStateException before the first reset, or after the episode's end
   */
  Step<O> step(A action);

  /** The generator this environment draws its randomness from, in its present state. */
  Generator random();

  /** The generator that {@code reset(seed)} starts from, before anything is drawn. */
  default Generator seeded(long seed) {
    return Pcg64.seeded(seed);
  }

  /**
   * Which of a {@code Discrete} action space's actions may be taken now, 1 or 0 for each, as
   * Gymnasium's {@code info["action_mask"]}; empty where all always may. Agents that heed masks
   * choose among the allowed ones; what a forbidden one does, the environment's page says.
   */
  default Optional<byte[]> actionMask() {
    return Optional.empty();
  }

  /** Size of the picture that {@link #draw} fills, in canvas units. */
  default PictureSize pictureSize() {
    return new PictureSize(600, 400);
  }

  /** Steps in a second of the task's own time: what Gymnasium's metadata calls render_fps. */
  default double stepsPerSecond() {
    return 30;
  }

  /**
   * What people call each discrete action, in order, such as "left"; empty where they have none.
   */
  default List<String> actionNames() {
    return List.of();
  }

  /** Draws the present state on a canvas of {@link #pictureSize()}. */
  void draw(Canvas canvas);

  /** Writes everything {@link #loadState} needs to go on bit for bit, generator included. */
  void saveState(DataOutput out) throws IOException;

  /** Goes back to a state that {@link #saveState} wrote. */
  void loadState(DataInput in) throws IOException;

  /** Frees what the environment holds outside the heap; most hold nothing. */
  @Override
  default void close() {}
}
