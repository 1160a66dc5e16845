package palestra.envs.replay;

import java.util.Optional;
import java.util.OptionalLong;
import palestra.envs.Environment;
import palestra.envs.Start;
import palestra.envs.Step;
import palestra.envs.spaces.Numbers;

/**
 * Plays a recorded episode again: steps an environment through it, so that the environment can be
 * drawn at every step.
 */
public final class Resimulation {
  private final Environment<?, ?> environment;
  private final Replay replay;
  private int position;
  private double returnSoFar;
  private String difference;

  /**
   * Starts at the episode's beginning.
   *
   * @param environment made with the replay's id and arguments; the caller closes it
   */
  public Resimulation(Environment<?, ?> environment, Replay replay) {
    this.environment = environment;
    this.replay = replay;
    reset();
  }

  /** Goes back to the episode's beginning. */
  public void reset() {
    environment.reset(
        new Start(OptionalLong.empty(), Optional.of(replay.start()), replay.options()));
    position = 0;
    returnSoFar = 0;
    difference = null;
  }

  /**
   * Takes the next recorded step.
   *
   * @return false, and nothing has moved, if the episode is over
   */
  public boolean advance() {
    if (position == replay.length()) {
      return false;
    }
    Replay.Entry entry = replay.entries().get(position);
    Step<?> step = step(environment, entry.action());
    position++;
    returnSoFar += entry.reward();
    if (difference == null) {
      difference = compare(entry, step);
    }
    return true;
  }

  @SuppressWarnings("unchecked") // Numbers gives an element of the environment's own action space
  private static <A> Step<?> step(Environment<?, A> environment, double[] action) {
    return environment.step((A) Numbers.element(environment.actionSpace(), action));
  }

  private String compare(Replay.Entry entry, Step<?> step) {
    if (Double.compare(entry.reward(), step.reward()) != 0) {
      return "step %d gives reward %s, but the recording has %s"
          .formatted(position, step.reward(), entry.reward());
    }
    boolean recorded = entry.terminated() || entry.truncated();
    if (recorded != step.done()) {
      return "step %d %s the episode, but not in the recording"
          .formatted(position, step.done() ? "ends" : "does not end");
    }
    return null;
  }

  /** The replay being played. */
  public Replay replay() {
    return replay;
  }

  /** The environment, in the state after the last step taken. */
  public Environment<?, ?> environment() {
    return environment;
  }

  /** How many steps have been taken. */
  public int position() {
    return position;
  }

  /** Sum of the recorded rewards of the steps taken. */
  public double returnSoFar() {
    return returnSoFar;
  }

  /** The step taken last; empty at the beginning. */
  public Optional<Replay.Entry> entry() {
    return position == 0 ? Optional.empty() : Optional.of(replay.entries().get(position - 1));
  }

  /** The step that {@link #advance} takes next, with the thought in the present state. */
  public Optional<Replay.Entry> next() {
    return position == replay.length()
        ? Optional.empty()
        : Optional.of(replay.entries().get(position));
  }

  /** Where this episode first came out differently from the recording; empty while it has not. */
  public Optional<String> difference() {
    return Optional.ofNullable(difference);
  }
}
