package palestra.envs.vector;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import palestra.envs.seeding.Generator;
import palestra.envs.spaces.DType;
import palestra.envs.spaces.Space;

/**
 * Copies that are dear to step, such as physics worlds. What comes out is the same whatever the
 * number of threads: every copy has its own generator and its own rows.
 *
 * @param <R> the generator the copies draw from
 */
public final class PoolVectorEnvironment<R extends Generator> extends ArrayVectorEnvironment<R> {
  private final String name;
  private final List<Copy<R>> copies = new ArrayList<>();
  private final Optional<Batch> masks;
  private Batch actions;

  /**
   * Copies, not yet started.
   *
   * @param name the environment's name, for messages
   * @param factory makes one copy, without a step limit
   * @param maxEpisodeSteps steps after which an episode is truncated
   * @param seeding makes a copy's generator from its seed
   */
  public PoolVectorEnvironment(
      String name,
      Space<?> observationSpace,
      Space<?> actionSpace,
      Supplier<? extends Copy<R>> factory,
      int count,
      AutoresetMode mode,
      OptionalInt maxEpisodeSteps,
      LongFunction<R> seeding) {
    super(observationSpace, actionSpace, count, mode, maxEpisodeSteps, seeding);
    this.name = name;
    for (int i = 0; i < count; i++) {
      copies.add(factory.get());
    }
    int maskSize = copies.get(0).maskSize();
    masks = maskSize == 0 ? Optional.empty() : Optional.of(new Batch(DType.UINT8, count, maskSize));
  }

  @Override
  protected void takeActions(Batch batch) {
    ActionRows.require(name, singleActionSpace(), batch);
    actions = batch;
  }

  @Override
  protected void advance(double[] rewards, boolean[] terminated) {
    for (int i = 0; i < rewards.length; i++) {
      if (skipsAction(i)) {
        continue;
      }
      Copy<R> copy = copies.get(i);
      rewards[i] = copy.move(actions, i);
      terminated[i] = copy.terminated();
    }
  }

  @Override
  protected void startEpisode(int copy, R random) {
    copies.get(copy).begin(random);
  }

  @Override
  protected void observe(Batch observations) {
    for (int i = 0; i < copies.size(); i++) {
      observe(i, observations);
    }
  }

  @Override
  protected void observe(int copy, Batch observations) {
    copies.get(copy).observe(observations, copy);
    if (masks.isPresent()) {
      copies.get(copy).mask(masks.get(), copy);
    }
  }

  @Override
  public Optional<Batch> actionMasks() {
    return masks;
  }

  @Override
  protected void saveCopies(DataOutput out) throws IOException {
    for (Copy<R> copy : copies) {
      copy.saveCopy(out);
    }
  }

  @Override
  protected void loadCopies(DataInput in) throws IOException {
    for (int i = 0; i < copies.size(); i++) {
      copies.get(i).loadCopy(in, random(i));
      if (masks.isPresent()) {
        copies.get(i).mask(masks.get(), i);
      }
    }
  }

  @Override
  public void close() {
    copies.forEach(Copy::close);
  }
}
