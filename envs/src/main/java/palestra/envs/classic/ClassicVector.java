package palestra.envs.classic;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import palestra.envs.seeding.Pcg64;
import palestra.envs.spaces.Numbers;
import palestra.envs.spaces.Space;
import palestra.envs.vector.ActionRows;
import palestra.envs.vector.ArrayVectorEnvironment;
import palestra.envs.vector.AutoresetMode;
import palestra.envs.vector.Batch;

/** Many copies of a task at once; copy for copy the same episodes as the single one gives. */
final class ClassicVector extends ArrayVectorEnvironment<Pcg64> {
  private final String name;
  private final Copies copies;
  private final int numbers;
  private final float[] rows;
  private final long[] choices;
  private final float[] efforts;

  /**
   * Copies, not yet started.
   *
   * @param name the environment's name, for messages
   * @param copies makes the states of so many copies
   * @param maxEpisodeSteps steps after which an episode is truncated
   */
  ClassicVector(
      String name,
      Space<?> observationSpace,
      Space<?> actionSpace,
      IntFunction<? extends Copies> copies,
      int count,
      AutoresetMode mode,
      OptionalInt maxEpisodeSteps) {
    super(observationSpace, actionSpace, count, mode, maxEpisodeSteps, Pcg64::seeded);
    this.name = name;
    this.copies = copies.apply(count);
    numbers = Numbers.size(observationSpace);
    rows = new float[numbers * count];
    choices = new long[count];
    efforts = new float[count];
  }

  @Override
  protected void takeActions(Batch batch) {
    ActionRows.require(name, singleActionSpace(), batch);
    if (copies instanceof Copies.Discrete discrete) {
      batch.longs().get(0, choices);
      discrete.act(choices);
    } else if (copies instanceof Copies.Continuous continuous) {
      batch.floats().get(0, efforts);
      continuous.act(efforts);
    }
  }

  @Override
  protected void advance(double[] rewards, boolean[] terminated) {
    if (copies.draws()) {
      for (int i = 0; i < rewards.length; i++) {
        if (!skipsAction(i)) {
          copies.draw(i, random(i));
        }
      }
    }
    copies.advance(rewards, terminated);
  }

  @Override
  protected void startEpisode(int copy, Pcg64 random) {
    copies.start(copy, random);
  }

  @Override
  protected void observe(Batch observations) {
    copies.observe(rows);
    observations.floats().put(0, rows);
  }

  @Override
  protected void observe(int copy, Batch observations) {
    copies.observe(copy, rows);
    observations.floats().put(numbers * copy, rows, numbers * copy, numbers);
  }

  @Override
  protected void saveCopies(DataOutput out) throws IOException {
    for (int i = 0; i < count(); i++) {
      copies.save(i, out);
    }
  }

  @Override
  protected void loadCopies(DataInput in) throws IOException {
    for (int i = 0; i < count(); i++) {
      copies.load(i, in);
    }
  }
}
