package palestra.agents.callbacks;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import palestra.agents.Agent;
import palestra.agents.Callback;
import palestra.agents.Trainer;
import palestra.envs.vector.VectorEnvironment;

/**
 * Saves everything that is needed to go on bit for bit whenever it is called, usually from {@link
 * EveryNSteps}: {@code directory/000010000} after 10,000 environment steps, with the agent, the
 * loop, the environments and other callbacks. The command line's runs have checkpoints of their
 * own, which also survive a power cut.
 */
public final class CheckpointCallback implements Callback {
  private static final String STATE = "training.state";

  private final Agent agent;
  private final VectorEnvironment env;
  private final Path directory;
  private final Callbacks others;

  /**
   * Saves an agent and its environment.
   *
   * @param others callbacks that keep something from step to step
   */
  public CheckpointCallback(
      Agent agent, VectorEnvironment env, Path directory, Callback... others) {
    this.agent = agent;
    this.env = env;
    this.directory = directory;
    this.others = new Callbacks(java.util.List.of(others));
  }

  @Override
  public void step(Trainer trainer) throws IOException {
    Path target = directory.resolve(String.format(Locale.ROOT, "%09d", trainer.envSteps()));
    agent.save(Files.createDirectories(target));
    try (DataOutputStream out =
        new DataOutputStream(Files.newOutputStream(target.resolve(STATE)))) {
      trainer.saveState(out);
      env.saveState(out);
      others.saveState(out);
    }
  }

  /**
   * Goes back to the newest checkpoint; stands in for {@link Trainer#start}.
   *
   * @return false, and nothing is done, where there is none
   */
  public boolean resume(Trainer trainer) throws IOException {
    Optional<Path> newest = newest();
    if (newest.isEmpty()) {
      return false;
    }
    agent.load(newest.get());
    try (DataInputStream in =
        new DataInputStream(Files.newInputStream(newest.get().resolve(STATE)))) {
      trainer.loadState(in);
      env.loadState(in);
      others.loadState(in);
    }
    return true;
  }

  private Optional<Path> newest() throws IOException {
    if (!Files.isDirectory(directory)) {
      return Optional.empty();
    }
    try (Stream<Path> held = Files.list(directory)) {
      // The state is written last: without it a checkpoint is not whole.
      return held.filter(path -> Files.exists(path.resolve(STATE)))
          .max(Comparator.comparing(path -> Long.parseLong(path.getFileName().toString())));
    }
  }
}
