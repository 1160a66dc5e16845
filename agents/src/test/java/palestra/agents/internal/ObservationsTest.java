package palestra.agents.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.FloatBuffer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import palestra.envs.spaces.Box;
import palestra.envs.spaces.Discrete;
import palestra.envs.spaces.MultiBinary;
import palestra.envs.spaces.Numbers;
import palestra.envs.spaces.Space;
import palestra.envs.vector.Batch;

final class ObservationsTest {

  private static float[] rows(Space<?> space, double[]... numbers) {
    Batch batch = new Batch(Numbers.dtype(space), numbers.length, Numbers.size(space));
    for (int row = 0; row < numbers.length; row++) {
      batch.setRow(row, numbers[row]);
    }
    Observations observations = Observations.of("ppo", space);
    FloatBuffer target = FloatBuffer.allocate(numbers.length * observations.size());
    observations.write(batch, target);
    assertThat(target.position()).isZero();
    return target.array();
  }

  static Stream<Box<?>> boxes() {
    return Stream.of(
        Box.float32(-9, 9, 1, 2),
        Box.float64(-9, 9, 1, 2),
        Box.bool(1, 2),
        Box.uint8(0, 255, 1, 2));
  }

  @ParameterizedTest
  @MethodSource("boxes")
  void numbersStayAsTheyAre(Box<?> box) {
    assertThat(rows(box, new double[] {0, 1}, new double[] {1, 1})).containsExactly(0, 1, 1, 1);
  }

  @Test
  void bytesAreUnsigned() {
    assertThat(rows(Box.uint8(0, 255, 2), new double[] {200, 255})).containsExactly(200, 255);
  }

  @Test
  void aDiscreteOneIsOneHot() {
    assertThat(rows(new Discrete(3), new double[] {2}, new double[] {0}))
        .containsExactly(0, 0, 1, 1, 0, 0);
  }

  @Test
  void othersAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Observations.of("ppo", new MultiBinary(2)))
        .withMessageStartingWith("ppo sees Box and Discrete observations only, but");
  }
}
