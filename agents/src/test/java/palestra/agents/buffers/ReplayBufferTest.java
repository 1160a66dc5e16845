package palestra.agents.buffers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import palestra.envs.seeding.Pcg64;
import palestra.envs.spaces.DType;

class ReplayBufferTest {

  /** Rows of two equal numbers. */
  private static ObservationRows rows(DType dtype, int... numbers) {
    ObservationRows rows = ObservationRows.allocate(dtype, 2, numbers.length);
    for (int i = 0; i < 2 * numbers.length; i++) {
      if (dtype == DType.UINT8) {
        rows.bytes().put(i, (byte) numbers[i / 2]);
      } else {
        rows.floats().put(i, numbers[i / 2]);
      }
    }
    return rows;
  }

  /**
   * Transition {@code k}: from (k, k) by action (k mod 3, k) to (k + 1, k + 1), half as good, ends
   * where k is 4.
   */
  private static ReplayBuffer filled(DType dtype, int capacity, int transitions) {
    ReplayBuffer buffer = new ReplayBuffer(capacity, dtype, 2, 2);
    for (int k = 0; k < transitions; k++) {
      float[] actions = {-1, -1, k % 3, k};
      double discount = k == 4 ? 0 : 0.5;
      int place =
          buffer.add(rows(dtype, -1, k), rows(dtype, -1, k + 1), 1, actions, 10 * k, discount);
      assertThat(place).isEqualTo(k % capacity);
    }
    return buffer;
  }

  private static ReplayBuffer filled(int capacity, int transitions) {
    return filled(DType.FLOAT32, capacity, transitions);
  }

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"UINT8", "FLOAT32"})
  void givesBackWhatItTookIn(DType dtype) {
    ReplayBuffer buffer = filled(dtype, 8, 5);
    int[] places = {9, 4, 2};
    ObservationRows s = rows(dtype, 0, 0);
    ObservationRows sNext = rows(dtype, 0, 0);
    FloatBuffer a = FloatBuffer.allocate(4);
    FloatBuffer r = FloatBuffer.allocate(2);
    FloatBuffer discount = FloatBuffer.allocate(2);
    buffer.observations(places, 1, s);
    buffer.nextObservations(places, 1, sNext);
    buffer.actions(places, 1, a);
    buffer.rewards(places, 1, r);
    buffer.discounts(places, 1, discount);
    assertThat(s.bytes()).isEqualTo(rows(dtype, 4, 2).bytes());
    assertThat(sNext.bytes()).isEqualTo(rows(dtype, 5, 3).bytes());
    assertThat(a.array()).containsExactly(1, 4, 2, 2);
    assertThat(r.array()).containsExactly(40, 20);
    assertThat(discount.array()).containsExactly(0, 0.5f);
  }

  @Test
  void readsDiscreteActionsAsNumbers() {
    ReplayBuffer buffer = new ReplayBuffer(2, DType.FLOAT32, 2, 1);
    buffer.add(rows(DType.FLOAT32, 1), rows(DType.FLOAT32, 2), 0, new float[] {17}, 0, 1);
    LongBuffer choices = LongBuffer.allocate(1);
    buffer.choices(new int[] {0}, 0, choices);
    assertThat(choices.get(0)).isEqualTo(17);
  }

  @Test
  void writesOverItsOldest() {
    ReplayBuffer buffer = filled(3, 5);
    assertThat(buffer.size()).isEqualTo(3);
    FloatBuffer r = FloatBuffer.allocate(3);
    buffer.rewards(new int[] {0, 1, 2}, 0, r);
    assertThat(r.array()).containsExactly(30, 40, 20);
  }

  @Test
  void drawsEveryTransitionAboutAsOften() {
    ReplayBuffer buffer = filled(8, 5);
    int[] places = new int[50_000];
    buffer.sample(Pcg64.seeded(1), places);
    int[] counts = new int[8];
    Arrays.stream(places).forEach(place -> counts[place]++);
    // Four standard deviations of a binomial count: 4 sqrt(50000 0.2 0.8) = 358.
    for (int k = 0; k < 5; k++) {
      assertThat(counts[k]).isBetween(10_000 - 358, 10_000 + 358);
    }
    assertThat(counts[5] + counts[6] + counts[7]).isZero();
  }

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"UINT8", "FLOAT32"})
  void goesOnFromWhatWasSaved(DType dtype) throws IOException {
    ReplayBuffer buffer = filled(dtype, 4, 6);
    byte[] saved = bytes(buffer);
    ReplayBuffer restored = new ReplayBuffer(4, dtype, 2, 2);
    restored.load(new DataInputStream(new ByteArrayInputStream(saved)));
    for (ReplayBuffer each : new ReplayBuffer[] {buffer, restored}) {
      each.add(rows(dtype, 8), rows(dtype, 9), 0, new float[2], 7, 1);
    }
    int[] all = {0, 1, 2, 3};
    ObservationRows s = rows(dtype, 0, 0, 0, 0);
    ObservationRows sNext = rows(dtype, 0, 0, 0, 0);
    FloatBuffer r = FloatBuffer.allocate(4);
    FloatBuffer discount = FloatBuffer.allocate(4);
    restored.observations(all, 0, s);
    restored.nextObservations(all, 0, sNext);
    restored.rewards(all, 0, r);
    restored.discounts(all, 0, discount);
    assertThat(s.bytes()).isEqualTo(rows(dtype, 4, 5, 8, 3).bytes());
    assertThat(sNext.bytes()).isEqualTo(rows(dtype, 5, 6, 9, 4).bytes());
    assertThat(r.array()).containsExactly(40, 50, 7, 30);
    assertThat(discount.array()).containsExactly(0, 0.5f, 1, 0.5f);
    assertThat(bytes(restored)).isEqualTo(bytes(buffer));
  }

  private static byte[] bytes(ReplayBuffer buffer) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    buffer.save(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  @Test
  void refusesWhatDoesNotFit() throws IOException {
    var in = new DataInputStream(new ByteArrayInputStream(bytes(filled(8, 8))));
    assertThatThrownBy(() -> new ReplayBuffer(4, DType.FLOAT32, 2, 2).load(in))
        .isInstanceOf(IOException.class)
        .hasMessage("the saved replay buffer holds 8 transitions, but bufferSize is 4");
  }

  /** Four times as many pixels fit as floats. */
  @Test
  void refusesToBeLargerThanAnArray() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ReplayBuffer(1 << 30, DType.FLOAT32, 4, 1))
        .withMessage(
            "bufferSize 1073741824 is too large for observations of 16 bytes: at most 134217727");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ReplayBuffer(1 << 30, DType.UINT8, 4, 1))
        .withMessage(
            "bufferSize 1073741824 is too large for observations of 4 bytes: at most 536870909");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ReplayBuffer(Integer.MAX_VALUE, DType.FLOAT32, Integer.MAX_VALUE, 1))
        .withMessageEndingWith("at most 0");
  }
}
