package palestra.agents.baseline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.IntFunction;
import palestra.agents.Agent;
import palestra.agents.Metrics;
import palestra.agents.Policy;
import palestra.agents.internal.StateFile;
import palestra.envs.vector.Batch;
import palestra.envs.vector.VectorEnvironment;

/**
 * Plays and never learns, so that it stands beside learners: trained, saved, resumed, evaluated and
 * ranked as they are. Page: {@code docs/baselines.md}.
 */
final class PlayingAgent implements Agent {
  private final String id;
  private final IntFunction<Player> players;
  private final Player player;

  /**
   * An agent that plays so.
   *
   * @param players makes a player for a number of copies
   */
  PlayingAgent(String id, int copies, IntFunction<Player> players) {
    this.id = id;
    this.players = players;
    this.player = players.apply(copies);
  }

  @Override
  public void act(Batch observations, Batch actions) {
    player.act(observations, actions);
  }

  @Override
  public void act(Batch observations, Optional<Batch> masks, Batch actions) {
    player.act(observations, masks, actions);
  }

  @Override
  public void observe(VectorEnvironment env) {
    for (int copy = 0; copy < env.count(); copy++) {
      if (env.terminated()[copy] || env.truncated()[copy]) {
        player.reset(copy);
      }
    }
  }

  /** Nothing is ever learned. */
  @Override
  public Optional<Metrics> update() {
    return Optional.empty();
  }

  @Override
  public Policy policy(int copies) {
    return players.apply(copies);
  }

  @Override
  public void save(Path directory) throws IOException {
    StateFile.write(directory, id, player::save);
  }

  @Override
  public void load(Path directory) throws IOException {
    StateFile.read(directory, id, player::load);
  }

  @Override
  public void close() {}
}
