package palestra.agents;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import palestra.envs.vector.AutoresetMode;
import palestra.envs.vector.Batch;
import palestra.envs.vector.VectorEnvironment;

/**
 * The training loop: act, step the environment, observe, update; over and over until the planned
 * environment steps are done. It owns neither the agent nor the environment.
 *
 * <pre>{@code
 * Trainer trainer = new Trainer(agent, env, 100_000);
 * trainer.start(seed);
 * trainer.run(new EveryNSteps(10_000, new CheckpointCallback(agent, env, directory)));
 * }</pre>
 */
public final class Trainer {
  private final Agent agent;
  private final VectorEnvironment env;
  private final long totalEnvSteps;
  private final Batch actions;
  private final EpisodeStatistics episodes;
  private Optional<Metrics> metrics = Optional.empty();
  private long envSteps;
  private long envStepsBefore;
  private String stopReason;
  private boolean started;
  private long actNanos;
  private long envNanos;
  private long learnNanos;
  private long otherNanos;

  /**
   * A loop that has not started.
   *
   * @param totalEnvSteps environment steps over all copies after which it stops; the last step of
   *     all copies may go beyond
   * @throws IllegalArgumentException unless the environment resets ended copies in the same step
   */
  public Trainer(Agent agent, VectorEnvironment env, long totalEnvSteps) {
    if (env.autoresetMode() != AutoresetMode.SAME_STEP) {
      throw new IllegalArgumentException(
          "training needs an environment with autoreset SAME_STEP, not " + env.autoresetMode());
    }
    if (totalEnvSteps < 1) {
      throw new IllegalArgumentException(
          "totalEnvSteps must be at least 1, but is " + totalEnvSteps);
    }
    this.agent = agent;
    this.env = env;
    this.totalEnvSteps = totalEnvSteps;
    this.actions = env.newActions();
    this.episodes = new EpisodeStatistics(env.count());
  }

  /** Starts the first episodes: copy {@code i} from {@code seed + i}. */
  public void start(long seed) {
    env.reset(seed);
    started = true;
  }

  /**
   * One step of every copy, and an update where the agent finds it time.
   *
   * @return false, and nothing is done, when the planned steps are reached or {@link #stop} was
   *     called
   * @throws IllegalStateException before {@link #start} or {@link #loadState}
   */
  public boolean step() {
    if (!started) {
      throw new IllegalStateException("the trainer has not been started");
    }
    if (finished()) {
      return false;
    }
    envStepsBefore = envSteps;
    long begin = System.nanoTime();
    agent.act(env.observations(), env.actionMasks(), actions);
    long acted = System.nanoTime();
    env.step(actions);
    long stepped = System.nanoTime();
    agent.observe(env);
    Optional<Metrics> update = agent.update();
    long learned = System.nanoTime();
    if (update.isPresent()) {
      metrics = update;
    }
    envSteps += episodes.step(env);
    actNanos += acted - begin;
    envNanos += stepped - acted;
    learnNanos += learned - stepped;
    otherNanos += System.nanoTime() - learned;
    return true;
  }

  /**
   * Steps until the planned steps are done or somebody calls {@link #stop}.
   *
   * @param callbacks called after every step, in this order
   * @return why it stopped early; empty if it did not
   */
  public Optional<String> run(Callback... callbacks) throws IOException {
    for (Callback callback : callbacks) {
      callback.start(this);
    }
    while (step()) {
      for (Callback callback : callbacks) {
        callback.step(this);
      }
    }
    for (Callback callback : callbacks) {
      callback.end(this);
    }
    return stopReason();
  }

  /**
   * Ends the training after this step. The first reason stays.
   *
   * @param reason in a few words, such as {@code evaluation reached 195}
   */
  public void stop(String reason) {
    if (stopReason == null) {
      stopReason = Objects.requireNonNull(reason);
    }
  }

  /** Why it was stopped before the planned steps; empty if it was not. */
  public Optional<String> stopReason() {
    return Optional.ofNullable(stopReason);
  }

  /** Whether the last step of all copies reached or crossed a multiple of so many. */
  public boolean reached(long everyEnvSteps) {
    return envSteps / everyEnvSteps > envStepsBefore / everyEnvSteps;
  }

  /** Environment steps done, over all copies. */
  public long envSteps() {
    return envSteps;
  }

  /** Environment steps planned, over all copies. */
  public long totalEnvSteps() {
    return totalEnvSteps;
  }

  /** Whether the planned steps are done, or somebody stopped the training. */
  public boolean finished() {
    return envSteps >= totalEnvSteps || stopReason != null;
  }

  /** Where the time of all steps since this object was made went. */
  public Phases phases() {
    return new Phases(envNanos / 1e9, actNanos / 1e9, learnNanos / 1e9, otherNanos / 1e9);
  }

  /** The episodes that ended so far. */
  public EpisodeStatistics episodes() {
    return episodes;
  }

  /** How the last update went; empty before the first. */
  public Optional<Metrics> metrics() {
    return metrics;
  }

  /**
   * Writes the loop's own state; the agent's and the environment's are theirs to save. Times and a
   * reason to stop are not part of it.
   */
  public void saveState(DataOutput out) throws IOException {
    out.writeLong(envSteps);
    episodes.saveState(out);
    Map<String, Double> last = metrics.map(Metrics::values).orElse(Map.of());
    out.writeBoolean(metrics.isPresent());
    out.writeInt(last.size());
    for (Map.Entry<String, Double> metric : last.entrySet()) {
      out.writeUTF(metric.getKey());
      out.writeDouble(metric.getValue());
    }
  }

  /** Goes back to a state that {@link #saveState} wrote; stands in for {@link #start}. */
  public void loadState(DataInput in) throws IOException {
    envSteps = in.readLong();
    envStepsBefore = envSteps;
    episodes.loadState(in);
    boolean updated = in.readBoolean();
    int size = in.readInt();
    Map<String, Double> last = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      last.put(in.readUTF(), in.readDouble());
    }
    metrics = updated ? Optional.of(new Metrics(last)) : Optional.empty();
    started = true;
  }
}
