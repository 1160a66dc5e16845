package palestra.envs.vector;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import palestra.envs.Environment;
import palestra.envs.Step;
import palestra.envs.seeding.Generator;
import palestra.envs.spaces.DType;
import palestra.envs.spaces.Numbers;
import palestra.envs.spaces.Space;

/**
 * Copies of any single environment that step in turn, as Gymnasium's {@code SyncVectorEnv}. For
 * environments without a structure of arrays of their own; what a single environment allocates per
 * step, this does too.
 */
public final class SyncVectorEnvironment implements VectorEnvironment {
  private final String name;
  private final List<Environment<?, ?>> copies = new ArrayList<>();
  private final AutoresetMode mode;
  private final Space<?> observationSpace;
  private final Space<?> actionSpace;
  private final Batch fittingActions;
  private final CopyStates states;
  private final Generator[] starts;
  private final Object[] actionElements;
  private final Optional<Batch> masks;

  /**
   * Copies, not yet started.
   *
   * @param factory makes one copy, its step limit applied
   * @throws IllegalArgumentException if elements of its spaces are no plain numbers
   */
  public SyncVectorEnvironment(
      Supplier<? extends Environment<?, ?>> factory, int count, AutoresetMode mode) {
    this("the environment", factory, count, mode);
  }

  /**
   * Copies, not yet started.
   *
   * @param name the environment's name, for messages
   * @param factory makes one copy, its step limit applied
   * @throws IllegalArgumentException if elements of its spaces are no plain numbers
   */
  public SyncVectorEnvironment(
      String name, Supplier<? extends Environment<?, ?>> factory, int count, AutoresetMode mode) {
    if (count < 1) {
      throw new IllegalArgumentException(
          "a vector environment has 1 copy or more, but got " + count);
    }
    for (int i = 0; i < count; i++) {
      copies.add(factory.get());
    }
    this.name = name;
    this.mode = mode;
    observationSpace = copies.get(0).observationSpace();
    actionSpace = copies.get(0).actionSpace();
    fittingActions = newActions();
    states = new CopyStates(newObservations(), newObservations());
    masks = copies.get(0).actionMask().map(mask -> new Batch(DType.UINT8, count, mask.length));
    starts = new Generator[count];
    actionElements = new Object[count];
  }

  private Batch newObservations() {
    return new Batch(
        Numbers.dtype(observationSpace), copies.size(), Numbers.size(observationSpace));
  }

  @Override
  public Batch newActions() {
    return new Batch(Numbers.dtype(actionSpace), copies.size(), Numbers.size(actionSpace));
  }

  @Override
  public void reset(long seed) {
    for (int i = 0; i < copies.size(); i++) {
      Environment<?, ?> copy = copies.get(i);
      starts[i] = copy.seeded(seed + i);
      show(i, copy.reset(seed + i).observation());
    }
    states.clear();
  }

  @Override
  public void reset(boolean[] which) {
    states.requireStarted();
    for (int i = 0; i < copies.size(); i++) {
      if (which[i]) {
        restart(i);
      }
    }
  }

  @Override
  public void step(Batch actions) {
    states.requireSteppable(mode, actions, fittingActions);
    for (int i = 0; i < copies.size(); i++) {
      Object action = Numbers.element(actionSpace, actions.row(i));
      if (!actionSpace.contains(action) && !skipsAction(i)) {
        throw new IllegalArgumentException(
            "%s: an action is in %s, but copy %d got %s"
                .formatted(name, actionSpace, i, Arrays.toString(actions.row(i))));
      }
      actionElements[i] = action;
    }
    for (int i = 0; i < copies.size(); i++) {
      if (skipsAction(i)) {
        restart(i);
      } else {
        step(i, copies.get(i), actionElements[i]);
      }
    }
  }

  private boolean skipsAction(int copy) {
    return mode == AutoresetMode.NEXT_STEP && states.ended[copy];
  }

  @SuppressWarnings("unchecked") // the action was made for, and found in, the action space
  private <A> void step(int copy, Environment<?, A> environment, Object action) {
    Step<?> step = environment.step((A) action);
    states.rewards[copy] = step.reward();
    states.terminated[copy] = step.terminated();
    states.truncated[copy] = step.truncated();
    states.ended[copy] = step.done();
    show(copy, step.observation());
    if (step.done() && mode == AutoresetMode.SAME_STEP) {
      states.observations.copyRow(copy, states.finalObservations);
      begin(copy);
    }
  }

  private void begin(int copy) {
    starts[copy] = copies.get(copy).random().copy();
    show(copy, copies.get(copy).reset().observation());
  }

  private void restart(int copy) {
    begin(copy);
    states.clear(copy);
  }

  private void show(int copy, Object observation) {
    showMask(copy);
    states.observations.setRow(copy, Numbers.of(observationSpace, observation));
  }

  private void showMask(int copy) {
    if (masks.isPresent()) {
      Batch batch = masks.get();
      batch.bytes().put(copy * batch.rowSize(), copies.get(copy).actionMask().orElseThrow());
    }
  }

  @Override
  public int count() {
    return copies.size();
  }

  @Override
  public Space<?> singleObservationSpace() {
    return observationSpace;
  }

  @Override
  public Space<?> singleActionSpace() {
    return actionSpace;
  }

  @Override
  public AutoresetMode autoresetMode() {
    return mode;
  }

  @Override
  public Batch observations() {
    return states.observations;
  }

  @Override
  public Batch finalObservations() {
    return states.finalObservations;
  }

  @Override
  public double[] rewards() {
    return states.rewards;
  }

  @Override
  public boolean[] terminated() {
    return states.terminated;
  }

  @Override
  public boolean[] truncated() {
    return states.truncated;
  }

  @Override
  public Optional<Batch> actionMasks() {
    return masks;
  }

  @Override
  public Generator random(int copy) {
    return copies.get(copy).random();
  }

  @Override
  public Generator episodeStart(int copy) {
    states.requireStarted();
    return starts[copy].copy();
  }

  @Override
  public void saveState(DataOutput out) throws IOException {
    states.requireStarted();
    states.save(out);
    for (int i = 0; i < copies.size(); i++) {
      Generator.write(starts[i], out);
      copies.get(i).saveState(out);
    }
  }

  @Override
  public void loadState(DataInput in) throws IOException {
    states.load(in);
    for (int i = 0; i < copies.size(); i++) {
      starts[i] = Generator.read(in);
      copies.get(i).loadState(in);
      showMask(i);
    }
  }

  @Override
  public void close() {
    copies.forEach(Environment::close);
  }
}
