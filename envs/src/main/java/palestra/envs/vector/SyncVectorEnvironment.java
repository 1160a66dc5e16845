package palestra.envs.vector;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import palestra.envs.Environment;
import palestra.envs.Step;
import palestra.envs.seeding.Pcg64;
import palestra.envs.spaces.Numbers;
import palestra.envs.spaces.Space;

/**
 * Copies of any single environment that step in turn, as Gymnasium's {@code SyncVectorEnv}. For
 * environments without a structure of arrays of their own; what a single environment allocates per
 * step, this does too.
 */
public final class SyncVectorEnvironment implements VectorEnvironment {
  private final List<Environment<?, ?>> copies = new ArrayList<>();
  private final AutoresetMode mode;
  private final Space<?> observationSpace;
  private final Space<?> actionSpace;
  private final Batch fittingActions;
  private final CopyStates states;
  private final Pcg64[] starts;
  private final Object[] actionElements;

  /**
   * Copies, not yet started.
   *
   * @param factory makes one copy, its step limit applied
   * @throws IllegalArgumentException if elements of its spaces are no plain numbers
   */
  public SyncVectorEnvironment(
      Supplier<? extends Environment<?, ?>> factory, int count, AutoresetMode mode) {
    if (count < 1) {
      throw new IllegalArgumentException(
          "a vector environment has 1 copy or more, but got " + count);
    }
    for (int i = 0; i < count; i++) {
      copies.add(factory.get());
    }
    this.mode = mode;
    observationSpace = copies.get(0).observationSpace();
    actionSpace = copies.get(0).actionSpace();
    fittingActions = newActions();
    states = new CopyStates(newObservations(), newObservations());
    starts = new Pcg64[count];
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
      // Seeding alone is what the environment does first; the generator before its draws is kept.
      starts[i] = Pcg64.seeded(seed + i);
      show(i, copies.get(i).reset(seed + i).observation());
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
            "the action of copy %d is not in %s".formatted(i, actionSpace));
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
    states.observations.setRow(copy, Numbers.of(observationSpace, observation));
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
  public Pcg64 episodeStart(int copy) {
    states.requireStarted();
    return starts[copy].copy();
  }

  @Override
  public void saveState(DataOutput out) throws IOException {
    states.requireStarted();
    states.save(out);
    for (int i = 0; i < copies.size(); i++) {
      starts[i].save(out);
      copies.get(i).saveState(out);
    }
  }

  @Override
  public void loadState(DataInput in) throws IOException {
    states.load(in);
    for (int i = 0; i < copies.size(); i++) {
      starts[i] = Pcg64.load(in);
      copies.get(i).loadState(in);
    }
  }

  @Override
  public void close() {
    copies.forEach(Environment::close);
  }
}
