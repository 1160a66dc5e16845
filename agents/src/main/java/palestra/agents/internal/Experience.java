package palestra.agents.internal;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;
import java.util.function.IntConsumer;
import palestra.agents.AgentContext;
import palestra.agents.buffers.HerConfig;
import palestra.agents.buffers.HindsightReplay;
import palestra.agents.buffers.ObservationRows;
import palestra.agents.buffers.Replay;
import palestra.agents.buffers.ReplayBuffer;
import palestra.agents.buffers.Transitions;
import palestra.agents.buffers.UniformReplay;
import palestra.envs.registry.GoalTask;
import palestra.envs.seeding.Pcg64;
import palestra.envs.vector.Batch;
import palestra.envs.vector.VectorEnvironment;

/**
 * How an off-policy agent gathers: what every copy saw and did goes into the replay with what came
 * of it, and so many steps later it is time to learn.
 */
public final class Experience {

  /**
   * When to learn, and from how much.
   *
   * @param bufferSize transitions the replay holds
   * @param learningStarts environment steps, over all copies, before learning
   * @param trainFreq steps of each copy between two phases of learning
   * @param gradientSteps updates of a phase; -1 for as many as environment steps since the last
   * @param batchSize transitions of an update
   * @param gamma discount of one step
   */
  public record Plan(
      int bufferSize,
      int learningStarts,
      int trainFreq,
      int gradientSteps,
      int batchSize,
      double gamma) {

    /** Refuses what cannot be. */
    public Plan {
      Checks.atLeast("bufferSize", bufferSize, 1);
      Checks.atLeast("learningStarts", learningStarts, 0);
      Checks.atLeast("trainFreq", trainFreq, 1);
      Checks.gradientSteps(gradientSteps);
      Checks.atLeast("batchSize", batchSize, 1);
      Checks.share("gamma", gamma);
    }
  }

  private final AgentContext context;
  private final Plan plan;
  private final Observations observations;
  private final Replay replay;
  private final Pcg64 sampling;
  private final ObservationRows seen;
  private final ObservationRows seenNow;
  private final ObservationRows seenFinally;
  private final float[] actions;
  private final int actionSize;
  private final int[] places;
  private final boolean[] underWay;
  private long envSteps;
  private long vectorSteps;

  /**
   * Nothing gathered yet.
   *
   * @param actionSize numbers of one action; 1 for a discrete one
   * @param sampling draws minibatches
   * @throws IllegalArgumentException if hindsight is asked for where there are no goals, or masks
   */
  public Experience(
      String agent,
      AgentContext context,
      Observations observations,
      int actionSize,
      Plan plan,
      HerConfig her,
      Pcg64 sampling) {
    this.context = context;
    this.plan = plan;
    this.observations = observations;
    this.replay = replay(agent, context, observations, actionSize, plan, her);
    this.sampling = sampling;
    this.seen = observations.rows(context.copies());
    this.seenNow = observations.rows(context.copies());
    this.seenFinally = observations.rows(context.copies());
    this.actionSize = actionSize;
    this.actions = new float[context.copies() * actionSize];
    this.places = new int[context.copies()];
    this.underWay = new boolean[context.copies()];
  }

  private static Replay replay(
      String agent,
      AgentContext context,
      Observations observations,
      int actionSize,
      Plan plan,
      HerConfig her) {
    Optional<GoalTask> goals = Goals.forHindsight(her, agent, context, observations);
    ReplayBuffer buffer =
        new ReplayBuffer(plan.bufferSize(), observations.dtype(), observations.size(), actionSize);
    if (goals.isEmpty()) {
      return new UniformReplay(buffer, plan.batchSize());
    }
    return new HindsightReplay(
        her,
        goals.get(),
        buffer,
        observations.size(),
        actionSize,
        context.copies(),
        plan.batchSize(),
        plan.gamma());
  }

  /** Notes what is acted on. */
  public void look(Batch batch) {
    observations.write(batch, seen);
  }

  /** What {@link #look} noted. */
  public ObservationRows seen() {
    return seen;
  }

  /** Rows of what every copy does, to be written before {@link #observe}. */
  public float[] actions() {
    return actions;
  }

  /** Whether a copy has not finished its last step and goes on with the action it has. */
  public boolean underWay(int copy) {
    return underWay[copy];
  }

  /** Whether actions are still drawn at random. */
  public boolean warmingUp() {
    return envSteps < plan.learningStarts();
  }

  /** Takes in the answer. */
  public void observe(VectorEnvironment env) {
    observe(env, copy -> {});
  }

  /**
   * Takes in the answer.
   *
   * @param ended is told of every copy whose episode is over
   */
  public void observe(VectorEnvironment env, IntConsumer ended) {
    observations.write(env.observations(), seenNow);
    boolean any = false;
    for (int i = 0; i < env.count(); i++) {
      any |= env.terminated()[i] || env.truncated()[i];
    }
    if (any) {
      observations.write(env.finalObservations(), seenFinally);
    }
    for (int i = 0; i < env.count(); i++) {
      underWay[i] = !env.moved(i);
      places[i] = -1;
      if (underWay[i]) {
        continue;
      }
      envSteps++;
      boolean over = env.terminated()[i] || env.truncated()[i];
      places[i] =
          replay.add(
              seen,
              over ? seenFinally : seenNow,
              i,
              actions,
              env.rewards()[i],
              env.terminated()[i] ? 0 : plan.gamma(),
              over);
      if (over) {
        ended.accept(i);
      }
    }
    vectorSteps++;
  }

  /** Where a copy's last transition lies; -1 where that is not known. */
  public int place(int copy) {
    return places[copy];
  }

  /** Whether it is time to learn. */
  public boolean timeToLearn() {
    return vectorSteps % plan.trainFreq() == 0
        && envSteps > plan.learningStarts()
        && replay.size() > 0;
  }

  /** Updates of this phase of learning. */
  public int updates() {
    return plan.gradientSteps() == -1 ? plan.trainFreq() * context.copies() : plan.gradientSteps();
  }

  /** Share of the planned environment steps that are done. */
  public double progress() {
    return (double) envSteps / context.totalEnvSteps();
  }

  /** Draws a minibatch. */
  public void sample(Transitions into) {
    replay.sample(sampling, into);
  }

  /** Transitions that can be drawn now. */
  public int size() {
    return replay.size();
  }

  /** The places of the minibatch drawn last. */
  public int[] drawn() {
    return replay.places();
  }

  /** Writes everything {@link #load} needs to go on bit for bit. */
  public void save(DataOutput out) throws IOException {
    out.writeLong(envSteps);
    out.writeLong(vectorSteps);
    sampling.save(out);
    replay.save(out);
    for (int i = 0; i < underWay.length; i++) {
      out.writeBoolean(underWay[i]);
      for (int k = 0; k < actionSize; k++) {
        out.writeFloat(actions[i * actionSize + k]);
      }
    }
  }

  /** Reads what {@link #save} wrote. */
  public void load(DataInput in) throws IOException {
    envSteps = in.readLong();
    vectorSteps = in.readLong();
    sampling.set(Pcg64.load(in));
    replay.load(in);
    for (int i = 0; i < underWay.length; i++) {
      underWay[i] = in.readBoolean();
      for (int k = 0; k < actionSize; k++) {
        actions[i * actionSize + k] = in.readFloat();
      }
    }
  }
}
