package palestra.renderer.replay;

import palestra.envs.Environment;
import palestra.envs.replay.Replay;
import palestra.envs.replay.Resimulation;
import palestra.envs.replay.Thought;

/** One episode being re-simulated: where it stands, and what is known there. */
final class Stage implements AutoCloseable {

  private final Showing showing;
  private final Environment<?, ?> environment;
  private final Resimulation simulation;

  Stage(Showing showing) {
    if (showing.replay().length() == 0) {
      throw new IllegalArgumentException("the episode \"" + showing.label() + "\" has no step");
    }
    this.showing = showing;
    environment = showing.environment().get();
    try {
      simulation = new Resimulation(environment, showing.replay());
    } catch (RuntimeException e) {
      environment.close();
      throw e;
    }
  }

  /** Goes to the state after that many steps; backwards is from the start again. */
  void seek(int steps) {
    int goal = Math.max(0, Math.min(steps, length()));
    if (goal < position()) {
      simulation.reset();
    }
    while (position() < goal) {
      simulation.advance();
    }
  }

  Replay replay() {
    return showing.replay();
  }

  String label() {
    return showing.label();
  }

  Environment<?, ?> environment() {
    return environment;
  }

  double stepsPerSecond() {
    return environment.stepsPerSecond();
  }

  int length() {
    return replay().length();
  }

  int position() {
    return simulation.position();
  }

  double returnSoFar() {
    return simulation.returnSoFar();
  }

  /** Reward of the step that led here; 0 at the start. */
  double reward() {
    return simulation.entry().map(Replay.Entry::reward).orElse(0.0);
  }

  /** What is about to happen here: the next step; at the end the last one. */
  Replay.Entry entry() {
    return simulation.next().orElseGet(() -> replay().entries().get(length() - 1));
  }

  Thought thought() {
    return entry().thought();
  }

  /** Whether the task itself has ended here. */
  boolean terminated() {
    return position() == length() && entry().terminated();
  }

  /** How this episode ended or stands, in one word or two. */
  String state() {
    if (simulation.difference().isPresent()) {
      return "differs";
    }
    if (position() < length()) {
      return "running";
    }
    return entry().terminated() ? "terminated" : entry().truncated() ? "truncated" : "cut short";
  }

  /** Whether the re-simulation came out differently from the recording. */
  boolean differs() {
    return simulation.difference().isPresent();
  }

  @Override
  public void close() {
    environment.close();
  }
}
