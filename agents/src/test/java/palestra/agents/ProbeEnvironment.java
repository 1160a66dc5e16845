package palestra.agents;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import palestra.envs.seeding.Pcg64;
import palestra.envs.spaces.Box;
import palestra.envs.spaces.DType;
import palestra.envs.spaces.Discrete;
import palestra.envs.spaces.Space;
import palestra.envs.vector.AutoresetMode;
import palestra.envs.vector.Batch;
import palestra.envs.vector.VectorEnvironment;

/** Small real environments, each with one ability to learn; two actions, one number to see. */
public final class ProbeEnvironment implements VectorEnvironment {

  /** What is asked of the agent. */
  public enum Ability {
    /** One step: action 1 gives 1, action 0 gives 0. */
    CHOICE(1, false),
    /** One step: the action that equals what is seen gives 1. */
    SIGHT(1, false),
    /** Two steps, a reward of 1 after the second only: the first is worth the discount. */
    DISCOUNT(2, false),
    /** Four steps of reward 1, then cut short: worth 1 / (1 - gamma), not four rewards. */
    TRUNCATION(4, true);

    private final int length;
    private final boolean truncates;

    Ability(int length, boolean truncates) {
      this.length = length;
      this.truncates = truncates;
    }
  }

  private final Ability ability;
  private final Pcg64 random = Pcg64.seeded(0);
  private final Batch observations;
  private final Batch finalObservations;
  private final int[] steps;
  private final double[] rewards;
  private final boolean[] terminated;
  private final boolean[] truncated;

  public ProbeEnvironment(Ability ability, int copies) {
    this.ability = ability;
    observations = new Batch(DType.FLOAT32, copies, 1);
    finalObservations = new Batch(DType.FLOAT32, copies, 1);
    steps = new int[copies];
    rewards = new double[copies];
    terminated = new boolean[copies];
    truncated = new boolean[copies];
  }

  @Override
  public int count() {
    return steps.length;
  }

  @Override
  public Space<?> singleObservationSpace() {
    return Box.float32(-1, 1, 1);
  }

  @Override
  public Space<?> singleActionSpace() {
    return new Discrete(2);
  }

  @Override
  public AutoresetMode autoresetMode() {
    return AutoresetMode.SAME_STEP;
  }

  @Override
  public void reset(long seed) {
    random.set(Pcg64.seeded(seed));
    for (int i = 0; i < steps.length; i++) {
      begin(i);
    }
  }

  @Override
  public void reset(boolean[] copies) {
    for (int i = 0; i < steps.length; i++) {
      if (copies[i]) {
        begin(i);
      }
    }
  }

  private void begin(int i) {
    steps[i] = 0;
    observations.floats().put(i, ability == Ability.SIGHT ? (float) random.integers(2) : 0);
  }

  @Override
  public void step(Batch actions) {
    for (int i = 0; i < steps.length; i++) {
      long action = actions.longs().get(i);
      rewards[i] =
          switch (ability) {
            case CHOICE -> action;
            case SIGHT -> action == Math.round(observations.floats().get(i)) ? 1 : 0;
            case DISCOUNT -> steps[i] == 1 ? 1 : 0;
            case TRUNCATION -> 1;
          };
      steps[i]++;
      boolean ended = steps[i] == ability.length;
      terminated[i] = ended && !ability.truncates;
      truncated[i] = ended && ability.truncates;
      if (ability == Ability.DISCOUNT) {
        observations.floats().put(i, steps[i]);
      }
      if (ended) {
        finalObservations.floats().put(i, observations.floats().get(i));
        begin(i);
      }
    }
  }

  @Override
  public Batch newActions() {
    return new Batch(DType.INT64, steps.length, 1);
  }

  @Override
  public Batch observations() {
    return observations;
  }

  @Override
  public Batch finalObservations() {
    return finalObservations;
  }

  @Override
  public double[] rewards() {
    return rewards;
  }

  @Override
  public boolean[] terminated() {
    return terminated;
  }

  @Override
  public boolean[] truncated() {
    return truncated;
  }

  @Override
  public Pcg64 episodeStart(int copy) {
    return random.copy();
  }

  @Override
  public void saveState(DataOutput out) throws IOException {
    random.save(out);
    for (int i = 0; i < steps.length; i++) {
      out.writeInt(steps[i]);
      out.writeFloat(observations.floats().get(i));
    }
  }

  @Override
  public void loadState(DataInput in) throws IOException {
    random.set(Pcg64.load(in));
    for (int i = 0; i < steps.length; i++) {
      steps[i] = in.readInt();
      observations.floats().put(i, in.readFloat());
    }
  }
}
