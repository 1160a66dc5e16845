package palestra.envs.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import palestra.envs.Start;
import palestra.envs.classic.CartPole;
import palestra.envs.classic.CartPoleVector;
import palestra.envs.seeding.Pcg64;
import palestra.envs.spaces.DType;
import palestra.envs.wrappers.TimeLimit;

/** Both kinds of vector environment: structure of arrays, and singles in turn. */
final class VectorEnvironmentTest {
  private static final int COUNT = 5;
  private static final int LIMIT = 30;

  private static VectorEnvironment arrays(AutoresetMode mode) {
    return new CartPoleVector(COUNT, mode, OptionalInt.of(LIMIT), CartPole.Settings.DEFAULT);
  }

  private static VectorEnvironment singles(AutoresetMode mode) {
    return new SyncVectorEnvironment(() -> new TimeLimit<>(new CartPole(), LIMIT), COUNT, mode);
  }

  static Stream<VectorEnvironment> sameStep() {
    return Stream.of(arrays(AutoresetMode.SAME_STEP), singles(AutoresetMode.SAME_STEP));
  }

  static Stream<VectorEnvironment> nextStep() {
    return Stream.of(arrays(AutoresetMode.NEXT_STEP), singles(AutoresetMode.NEXT_STEP));
  }

  static Stream<VectorEnvironment> disabled() {
    return Stream.of(arrays(AutoresetMode.DISABLED), singles(AutoresetMode.DISABLED));
  }

  @ParameterizedTest
  @EnumSource(AutoresetMode.class)
  void bothKindsGiveTheSame(AutoresetMode mode) {
    VectorEnvironment one = arrays(mode);
    VectorEnvironment other = singles(mode);
    one.reset(17);
    other.reset(17);
    Pcg64 random = Pcg64.seeded(1);
    Batch actions = one.newActions();
    boolean cut = false;
    for (int step = 0; step < 200; step++) {
      assertThat(bytes(one.observations())).isEqualTo(bytes(other.observations()));
      // Copy 0 mostly balances, so that some episodes are cut short.
      boolean right = one.observations().get(2) + 0.25 * one.observations().get(3) > 0;
      actions.set(0, right ? 1 : 0);
      for (int i = 1; i < COUNT; i++) {
        actions.longs().put(i, random.integers(2));
      }
      one.step(actions);
      other.step(actions);
      assertThat(one.rewards()).isEqualTo(other.rewards());
      assertThat(one.terminated()).isEqualTo(other.terminated());
      assertThat(one.truncated()).isEqualTo(other.truncated());
      cut |= one.truncated()[0];
      boolean[] ended = new boolean[COUNT];
      for (int i = 0; i < COUNT; i++) {
        ended[i] = one.terminated()[i] || one.truncated()[i];
        assertThat(one.episodeStart(i)).isEqualTo(other.episodeStart(i));
        if (ended[i] && mode == AutoresetMode.SAME_STEP) {
          assertThat(one.finalObservations().row(i)).isEqualTo(other.finalObservations().row(i));
        }
      }
      if (mode == AutoresetMode.DISABLED) {
        one.reset(ended);
        other.reset(ended);
      }
    }
    assertThat(cut).isTrue();
  }

  @ParameterizedTest
  @MethodSource("sameStep")
  void sameStepKeepsTheFinalObservationBesideTheNewFirst(VectorEnvironment vector) {
    int ended = stepUntilAnEnd(vector);
    double[] last = vector.finalObservations().row(ended);
    double[] first = vector.observations().row(ended);
    assertThat(Math.abs(last[2])).isGreaterThan(CartPole.THETA_THRESHOLD);
    assertThat(Arrays.stream(first).map(Math::abs)).allMatch(number -> number < 0.05);
    assertThat(vector.rewards()[ended]).isEqualTo(1);
    CartPole single = new CartPole();
    float[] expected = single.reset(Start.generator(vector.episodeStart(ended))).observation();
    for (int i = 0; i < expected.length; i++) {
      assertThat(first[i]).isEqualTo(expected[i]);
    }
  }

  @ParameterizedTest
  @MethodSource("nextStep")
  void nextStepShowsTheFinalObservationAndThenResets(VectorEnvironment vector) {
    int ended = stepUntilAnEnd(vector);
    assertThat(Math.abs(vector.observations().row(ended)[2]))
        .isGreaterThan(CartPole.THETA_THRESHOLD);
    vector.step(vector.newActions());
    assertThat(vector.rewards()[ended]).isZero();
    assertThat(vector.terminated()[ended]).isFalse();
    assertThat(Arrays.stream(vector.observations().row(ended)).map(Math::abs))
        .allMatch(number -> number < 0.05);
  }

  @ParameterizedTest
  @MethodSource("disabled")
  void disabledRefusesToStepAnEndedCopy(VectorEnvironment vector) {
    int ended = stepUntilAnEnd(vector);
    byte[] before = bytes(vector.observations());
    assertThatIllegalStateException()
        .isThrownBy(() -> vector.step(vector.newActions()))
        .withMessageContaining("is over and autoreset is disabled");
    assertThat(bytes(vector.observations())).isEqualTo(before);
    boolean[] copies = new boolean[COUNT];
    for (int i = 0; i < COUNT; i++) {
      copies[i] = vector.terminated()[i];
    }
    vector.reset(copies);
    vector.step(vector.newActions());
    assertThat(vector.terminated()[ended]).isFalse();
  }

  /** Pushes to the left until a copy's episode ends; gives that copy. */
  private static int stepUntilAnEnd(VectorEnvironment vector) {
    vector.reset(3);
    while (true) {
      vector.step(vector.newActions());
      for (int i = 0; i < COUNT; i++) {
        if (vector.terminated()[i]) {
          return i;
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("sameStep")
  void aWrongActionNamesItsCopyAndMovesNone(VectorEnvironment vector) {
    vector.reset(3);
    byte[] before = bytes(vector.observations());
    Batch actions = vector.newActions();
    actions.set(0, 1);
    actions.set(3, 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> vector.step(actions))
        .withMessageContaining("copy 3");
    assertThat(bytes(vector.observations())).isEqualTo(before);
    actions.set(3, 0);
    vector.step(actions);
    VectorEnvironment other = arrays(AutoresetMode.SAME_STEP);
    other.reset(3);
    other.step(actions);
    assertThat(bytes(vector.observations())).isEqualTo(bytes(other.observations()));
  }

  @ParameterizedTest
  @MethodSource("sameStep")
  void whatDoesNotFitIsRefused(VectorEnvironment vector) {
    assertThatIllegalStateException().isThrownBy(() -> vector.step(vector.newActions()));
    assertThatIllegalStateException().isThrownBy(() -> vector.reset(new boolean[COUNT]));
    assertThatIllegalArgumentException().isThrownBy(() -> vector.reset(-1));
    vector.reset(0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> vector.step(new Batch(DType.FLOAT32, COUNT, 1)))
        .withMessage("actions are 5 rows of 1 INT64, but got 5 rows of 1 FLOAT32");
  }

  @ParameterizedTest
  @MethodSource("sameStep")
  void aSavedStateGoesOnBitForBit(VectorEnvironment vector) throws IOException {
    vector.reset(4);
    Pcg64 random = Pcg64.seeded(2);
    Batch actions = vector.newActions();
    play(vector, random, actions, 40);
    byte[] state = save(vector);
    byte[] seen = bytes(vector.observations());
    Pcg64 atSave = random.copy();
    play(vector, random, actions, 60);
    byte[] end = save(vector);
    vector.loadState(new DataInputStream(new ByteArrayInputStream(state)));
    assertThat(bytes(vector.observations())).isEqualTo(seen);
    play(vector, atSave, actions, 60);
    assertThat(save(vector)).isEqualTo(end);
  }

  private static void play(VectorEnvironment vector, Pcg64 random, Batch actions, int steps) {
    for (int step = 0; step < steps; step++) {
      for (int i = 0; i < COUNT; i++) {
        actions.longs().put(i, random.integers(2));
      }
      vector.step(actions);
    }
  }

  private static byte[] save(VectorEnvironment vector) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    vector.saveState(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static byte[] bytes(Batch batch) {
    byte[] bytes = new byte[batch.bytes().capacity()];
    batch.bytes().get(0, bytes);
    return bytes;
  }

  @Test
  void batchesHoldEveryElementType() {
    for (DType dtype : DType.values()) {
      Batch batch = new Batch(dtype, 2, 3);
      batch.setRow(1, new double[] {1, 0, 1});
      assertThat(batch.row(0)).containsExactly(0, 0, 0);
      assertThat(batch.row(1)).containsExactly(1, 0, 1);
      Batch copy = new Batch(dtype, 2, 3);
      batch.copyRow(1, copy);
      assertThat(copy.row(1)).containsExactly(1, 0, 1);
    }
    Batch pictures = new Batch(DType.UINT8, 1, 1);
    pictures.set(0, 255);
    assertThat(pictures.get(0)).isEqualTo(255);
    assertThatIllegalStateException()
        .isThrownBy(pictures::floats)
        .withMessage("this batch holds UINT8, not FLOAT32");
    assertThatIllegalArgumentException().isThrownBy(() -> pictures.setRow(0, new double[2]));
  }
}
