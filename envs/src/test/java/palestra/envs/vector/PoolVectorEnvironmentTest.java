package palestra.envs.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import palestra.envs.classic.CartPole;
import palestra.envs.classic.CartPoleVector;
import palestra.envs.seeding.Pcg64;
import palestra.envs.spaces.Discrete;

/** The pool gives the same whoever steps its copies, and tells what went wrong where. */
final class PoolVectorEnvironmentTest {
  private static final int COUNT = 13;
  private static final int LIMIT = 30;

  private static PoolVectorEnvironment<Pcg64> pool(AutoresetMode mode, int threads) {
    CartPole one = new CartPole();
    return new PoolVectorEnvironment<>(
        "CartPole",
        one.observationSpace(),
        one.actionSpace(),
        CartPole::new,
        COUNT,
        mode,
        OptionalInt.of(LIMIT),
        Pcg64::seeded,
        threads);
  }

  @ParameterizedTest
  @EnumSource(AutoresetMode.class)
  void theNumberOfThreadsChangesNothing(AutoresetMode mode) throws IOException {
    byte[] expected;
    try (VectorEnvironment arrays =
        new CartPoleVector(COUNT, mode, OptionalInt.of(LIMIT), CartPole.Settings.DEFAULT)) {
      expected = record(arrays);
    }
    for (int threads : new int[] {1, 2, 3, 7}) {
      try (VectorEnvironment pool = pool(mode, threads)) {
        boolean same = Arrays.equals(record(pool), expected);
        assertThat(same).as("%d threads give the same", threads).isTrue();
      }
    }
  }

  /** Everything that 300 steps show, a return to a saved state in their midst included. */
  private static byte[] record(VectorEnvironment env) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    env.reset(5);
    Pcg64 random = Pcg64.seeded(8);
    play(env, random, out);
    byte[] saved = save(env);
    Pcg64 atSave = random.copy();
    ByteArrayOutputStream first = new ByteArrayOutputStream();
    play(env, random, new DataOutputStream(first));
    env.loadState(new DataInputStream(new ByteArrayInputStream(saved)));
    ByteArrayOutputStream second = new ByteArrayOutputStream();
    play(env, atSave, new DataOutputStream(second));
    boolean same = Arrays.equals(second.toByteArray(), first.toByteArray());
    assertThat(same).as("a saved state goes on the same").isTrue();
    out.write(first.toByteArray());
    return bytes.toByteArray();
  }

  private static void play(VectorEnvironment env, Pcg64 random, DataOutputStream out)
      throws IOException {
    Batch actions = env.newActions();
    boolean[] ended = new boolean[COUNT];
    for (int step = 0; step < 150; step++) {
      for (int i = 0; i < COUNT; i++) {
        boolean right = env.observations().get(4 * i + 2) + env.observations().get(4 * i + 3) > 0;
        actions.longs().put(i, i % 3 == 0 ? (right ? 1 : 0) : random.integers(2));
      }
      env.step(actions);
      for (int i = 0; i < COUNT; i++) {
        out.writeDouble(env.rewards()[i]);
        out.writeBoolean(env.terminated()[i]);
        out.writeBoolean(env.truncated()[i]);
        env.episodeStart(i).save(out);
        ended[i] = env.terminated()[i] || env.truncated()[i];
        if (ended[i] && env.autoresetMode() == AutoresetMode.SAME_STEP) {
          for (double number : env.finalObservations().row(i)) {
            out.writeDouble(number);
          }
        }
        for (double number : env.observations().row(i)) {
          out.writeDouble(number);
        }
      }
      if (env.autoresetMode() == AutoresetMode.DISABLED) {
        env.reset(ended);
      }
    }
  }

  private static byte[] save(VectorEnvironment env) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    env.saveState(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  @Test
  void anActionThatIsNoneMovesNoCopy() {
    try (VectorEnvironment pool = pool(AutoresetMode.SAME_STEP, 3)) {
      pool.reset(0);
      double[] before = pool.observations().row(0);
      Batch actions = pool.newActions();
      actions.set(6, 2);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> pool.step(actions))
          .withMessage("CartPole: an action is in Discrete(2), but copy 6 got 2");
      assertThat(pool.observations().row(0)).isEqualTo(before);
    }
  }

  @Test
  void thereAreNeverMoreThreadsThanCopies() {
    try (PoolVectorEnvironment<Pcg64> pool = pool(AutoresetMode.SAME_STEP, 100)) {
      assertThat(pool.threads()).isEqualTo(COUNT);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> pool(AutoresetMode.SAME_STEP, 0))
        .withMessage("a pool has 1 thread or more, but got 0");
  }

  /** A task that notes who steps it, and fails at the steps of its plan. */
  private record Task(Set<Thread> threads, int failsAt, int[] steps) implements Copy<Pcg64> {
    Task(Set<Thread> threads, int failsAt) {
      this(threads, failsAt, new int[1]);
    }

    @Override
    public void begin(Pcg64 random) {
      threads.add(Thread.currentThread());
    }

    @Override
    public double move(Batch actions, int row) {
      threads.add(Thread.currentThread());
      if (++steps[0] == failsAt) {
        throw new ArithmeticException("the world fell apart");
      }
      return 1;
    }

    @Override
    public boolean terminated() {
      return false;
    }

    @Override
    public void observe(Batch observations, int row) {}

    @Override
    public void saveCopy(DataOutput out) {}

    @Override
    public void loadCopy(DataInput in, Pcg64 random) {}

    @Override
    public void close() {}
  }

  private static PoolVectorEnvironment<Pcg64> tasks(Supplier<Task> tasks, int threads) {
    Discrete two = new Discrete(2);
    return new PoolVectorEnvironment<>(
        "Task",
        two,
        two,
        tasks,
        8,
        AutoresetMode.SAME_STEP,
        OptionalInt.empty(),
        Pcg64::seeded,
        threads);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void aFailureNamesTheFirstCopyThatFailed(int threads) {
    Set<Thread> seen = ConcurrentHashMap.newKeySet();
    int[] made = new int[1];
    try (VectorEnvironment pool =
        tasks(() -> new Task(seen, ++made[0] == 4 || made[0] == 7 ? 3 : -1), threads)) {
      pool.reset(0);
      pool.step(pool.newActions());
      pool.step(pool.newActions());
      assertThatIllegalStateException()
          .isThrownBy(() -> pool.step(pool.newActions()))
          .withMessageStartingWith("Task: copy 3 failed: ")
          .withMessageContaining("the world fell apart")
          .withCauseInstanceOf(ArithmeticException.class);
      pool.reset(0);
      pool.step(pool.newActions());
      assertThat(pool.rewards()).containsOnly(1);
    }
  }

  @Test
  void closingEndsTheThreads() {
    Set<Thread> seen = ConcurrentHashMap.newKeySet();
    PoolVectorEnvironment<Pcg64> pool = tasks(() -> new Task(seen, -1), 4);
    pool.reset(0);
    for (int step = 0; step < 10_000 && seen.size() < 2; step++) {
      pool.step(pool.newActions());
    }
    assertThat(seen.size()).as("threads that worked").isBetween(2, 4);
    pool.close();
    seen.remove(Thread.currentThread());
    assertThat(seen).noneMatch(Thread::isAlive).allMatch(Thread::isDaemon);
    assertThatIllegalStateException()
        .isThrownBy(() -> pool.step(pool.newActions()))
        .withMessage("Task: it is closed");
  }
}
