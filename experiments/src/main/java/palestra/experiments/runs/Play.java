package palestra.experiments.runs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import palestra.agents.Agent;
import palestra.agents.Policy;
import palestra.envs.Environment;
import palestra.envs.vector.AutoresetMode;
import palestra.envs.vector.Batch;
import palestra.envs.vector.SyncVectorEnvironment;
import palestra.envs.vector.VectorEnvironment;
import palestra.experiments.config.Setting;
import palestra.networks.Device;

/**
 * One environment that is played step by step, at random or with the best that an agent's run
 * learned, for whoever looks on.
 */
public final class Play implements AutoCloseable {
  /** The policy that draws every action. */
  public static final String RANDOM = "random";

  private final Environment<?, ?> environment;
  private final VectorEnvironment copy;
  private final Agent agent;
  private final Policy policy;
  private final Batch actions;
  private final String identity;

  private Play(
      Environment<?, ?> environment,
      VectorEnvironment copy,
      Agent agent,
      Policy policy,
      String identity) {
    this.environment = environment;
    this.copy = copy;
    this.agent = agent;
    this.policy = policy;
    this.identity = identity;
    this.actions = copy.newActions();
  }

  /** What is to be played, looked at but not built yet. */
  public static final class Plan {
    private final AgentSetup<?> setup;
    private final Runs.Best best;
    private final String identity;

    private Plan(AgentSetup<?> setup, Runs.Best best, String identity) {
      this.setup = setup;
      this.best = best;
      this.identity = identity;
    }

    /** Everything that the episodes depend on beside the seed, in one line. */
    public String identity() {
      return identity;
    }

    /** Builds environment and policy. */
    public Play begin() {
      return Play.begin(this);
    }
  }

  /**
   * Plans to play.
   *
   * @param envArgs arguments of the environment; with a run those that it was trained with
   * @param wrappers around the environment; with a run those that it was trained with
   * @param policy {@link #RANDOM}, or the directory of an agent's run in that environment
   * @throws IllegalArgumentException if something is unknown, or the run is of another environment
   */
  public static Plan plan(
      Lab lab, String env, Map<String, String> envArgs, List<String> wrappers, String policy) {
    if (policy.equals(RANDOM)) {
      Map<String, Setting> settings = WrapperSetting.over(Map.of(), wrappers);
      AgentSetup<?> setup = AgentSetup.of(lab, RANDOM, env, envArgs, settings);
      return new Plan(
          setup, null, String.join("|", env, setup.envArgs().toString(), words(setup), RANDOM));
    }
    RunDirectory run = RunDirectory.open(Path.of(policy));
    RunInfo info = run.info();
    if (!info.kind().equals(RunInfo.AGENT)) {
      throw new IllegalArgumentException(
          "policy: " + run + " is a run of the model '" + info.learner() + "', not of an agent");
    } else if (!info.task().equals(env)) {
      throw new IllegalArgumentException(
          "policy: " + run + " was trained in " + info.task() + ", not in " + env);
    } else if (!wrappers.isEmpty() || !envArgs.isEmpty()) {
      throw new IllegalArgumentException(
          "policy: "
              + run
              + " brings its own wrappers and arguments of the environment; leave them out");
    }
    AgentSetup<?> setup = AgentSetup.of(lab, info);
    Runs.Best best = Runs.best(run);
    String identity =
        String.join(
            "|",
            env,
            setup.envArgs().toString(),
            words(setup),
            info.id(),
            best.name(),
            String.valueOf(best.steps()));
    return new Plan(setup, best, identity);
  }

  private static String words(AgentSetup<?> setup) {
    return String.join(" ", setup.wrappers());
  }

  private static Play begin(Plan plan) {
    AgentSetup<?> setup = plan.setup;
    Agent agent = null;
    Environment<?, ?> environment = null;
    // The agent is made for the copies that it was trained with, as it was then.
    try (VectorEnvironment env = setup.trainingEnvironment()) {
      agent = setup.agent(env, Device.CPU, 0);
      if (plan.best != null) {
        agent.loadPolicy(plan.best.learner());
      }
      environment = setup.singleEnvironment();
      if (plan.best != null) {
        setup.loadStatistics(plan.best.learner());
      }
      Environment<?, ?> made = environment;
      VectorEnvironment copy =
          new SyncVectorEnvironment(
              setup.environment().id(), () -> made, 1, AutoresetMode.SAME_STEP);
      return new Play(environment, copy, agent, agent.policy(1), plan.identity());
    } catch (IOException | RuntimeException e) {
      if (environment != null) {
        environment.close();
      }
      if (agent != null) {
        agent.close();
      }
      if (e instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      throw new RunFailure("cannot read " + plan.best.learner() + ": " + e.getMessage(), e);
    }
  }

  /** Starts the first episode. */
  public void start(long seed) {
    copy.reset(seed);
    policy.start(seed);
  }

  /**
   * Takes one step.
   *
   * @return whether it ended the episode; the next one has begun then
   */
  public boolean step() {
    policy.act(copy.observations(), copy.actionMasks(), actions);
    copy.step(actions);
    boolean ended = copy.terminated()[0] || copy.truncated()[0];
    if (ended) {
      policy.reset(0);
    }
    return ended;
  }

  /** What is seen now, in one row. */
  public Batch observation() {
    return copy.observations();
  }

  /** The environment as it is now. */
  public Environment<?, ?> environment() {
    return environment;
  }

  /** As {@link Plan#identity}. */
  public String identity() {
    return identity;
  }

  @Override
  public void close() {
    copy.close();
    agent.close();
  }
}
