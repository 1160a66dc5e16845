package palestra.agents.buffers;

import static org.assertj.core.api.Assertions.assertThat;
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
import palestra.envs.seeding.Pcg64;

class ReplayBufferTest {

  /** Transition {@code k}: from (k, k) by action k mod 3 to (k + 1, k + 1), ends where k is 4. */
  private static ReplayBuffer filled(int capacity, int transitions) {
    ReplayBuffer buffer = new ReplayBuffer(capacity, 2);
    for (int k = 0; k < transitions; k++) {
      FloatBuffer from = FloatBuffer.wrap(new float[] {-1, -1, k, k});
      FloatBuffer to = FloatBuffer.wrap(new float[] {-1, -1, k + 1, k + 1});
      buffer.add(from, to, 1, k % 3, 10 * k, k == 4);
    }
    return buffer;
  }

  @Test
  void givesBackWhatItTookIn() {
    ReplayBuffer buffer = filled(8, 5);
    int[] places = {9, 4, 2};
    FloatBuffer s = FloatBuffer.allocate(4);
    FloatBuffer sNext = FloatBuffer.allocate(4);
    LongBuffer a = LongBuffer.allocate(2);
    FloatBuffer r = FloatBuffer.allocate(2);
    FloatBuffer discount = FloatBuffer.allocate(2);
    buffer.observations(places, 1, s);
    buffer.nextObservations(places, 1, sNext);
    buffer.actions(places, 1, a);
    buffer.rewards(places, 1, r);
    buffer.discounts(places, 1, 0.5, discount);
    assertThat(s.array()).containsExactly(4, 4, 2, 2);
    assertThat(sNext.array()).containsExactly(5, 5, 3, 3);
    assertThat(a.array()).containsExactly(1, 2);
    assertThat(r.array()).containsExactly(40, 20);
    assertThat(discount.array()).containsExactly(0, 0.5f);
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

  @Test
  void goesOnFromWhatWasSaved() throws IOException {
    ReplayBuffer buffer = filled(4, 6);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    buffer.save(new DataOutputStream(bytes));
    ReplayBuffer restored = new ReplayBuffer(4, 2);
    restored.load(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    for (ReplayBuffer each : new ReplayBuffer[] {buffer, restored}) {
      each.add(FloatBuffer.wrap(new float[2]), FloatBuffer.wrap(new float[2]), 0, 0, 7, false);
    }
    int[] all = {0, 1, 2, 3};
    FloatBuffer r = FloatBuffer.allocate(4);
    FloatBuffer restoredR = FloatBuffer.allocate(4);
    FloatBuffer discount = FloatBuffer.allocate(4);
    buffer.rewards(all, 0, r);
    restored.rewards(all, 0, restoredR);
    restored.discounts(all, 0, 1, discount);
    assertThat(restoredR.array()).containsExactly(r.array()).containsExactly(40, 50, 7, 30);
    assertThat(discount.array()).containsExactly(0, 1, 1, 1);
  }

  @Test
  void refusesWhatDoesNotFit() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    filled(8, 8).save(new DataOutputStream(bytes));
    var in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    assertThatThrownBy(() -> new ReplayBuffer(4, 2).load(in))
        .isInstanceOf(IOException.class)
        .hasMessage("the saved replay buffer holds 8 transitions, but bufferSize is 4");
    assertThatThrownBy(() -> new ReplayBuffer(1 << 30, 4))
        .hasMessageContaining("bufferSize 1073741824 is too large");
  }
}
