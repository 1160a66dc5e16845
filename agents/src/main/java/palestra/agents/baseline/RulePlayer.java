package palestra.agents.baseline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import palestra.envs.registry.Baseline;
import palestra.envs.replay.Thought;
import palestra.envs.spaces.Discrete;
import palestra.envs.spaces.Space;
import palestra.envs.vector.Batch;

/** Plays by the environment's rule, one instance for each copy. */
final class RulePlayer implements Player {
  private static final byte[] NO_MASK = new byte[0];

  private final Space<?> actionSpace;
  private final Baseline[] rules;
  private final double[][] chosen;

  RulePlayer(Space<?> actionSpace, Supplier<Baseline> rule, int copies) {
    this.actionSpace = actionSpace;
    rules = new Baseline[copies];
    Arrays.setAll(rules, copy -> rule.get());
    chosen = new double[copies][];
    start(0);
  }

  @Override
  public void start(long seed) {
    for (Baseline rule : rules) {
      rule.reset();
    }
  }

  @Override
  public void reset(int copy) {
    rules[copy].reset();
  }

  @Override
  public void act(Batch observations, Optional<Batch> masks, Batch actions) {
    for (int copy = 0; copy < rules.length; copy++) {
      byte[] mask = masks.isPresent() ? mask(masks.get(), copy) : NO_MASK;
      chosen[copy] = rules[copy].act(observations.row(copy), mask);
      actions.setRow(copy, chosen[copy]);
    }
  }

  private static byte[] mask(Batch masks, int copy) {
    byte[] mask = new byte[masks.rowSize()];
    masks.bytes().get(copy * mask.length, mask);
    return mask;
  }

  /** A rule is sure of its action. */
  @Override
  public Thought thought(int copy) {
    if (!(actionSpace instanceof Discrete discrete)) {
      return Thought.NONE;
    }
    float[] probabilities = new float[Math.toIntExact(discrete.n())];
    probabilities[(int) ((long) chosen[copy][0] - discrete.start())] = 1;
    return new Thought(probabilities, new float[0], Float.NaN);
  }

  @Override
  public void save(DataOutput out) throws IOException {
    for (Baseline rule : rules) {
      rule.saveState(out);
    }
  }

  @Override
  public void load(DataInput in) throws IOException {
    for (Baseline rule : rules) {
      rule.loadState(in);
    }
  }
}
