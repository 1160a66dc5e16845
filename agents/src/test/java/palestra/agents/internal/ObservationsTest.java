package palestra.agents.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.agents.buffers.ObservationRows;
import palestra.envs.spaces.Box;
import palestra.envs.spaces.DType;
import palestra.envs.spaces.Discrete;
import palestra.envs.spaces.MultiBinary;
import palestra.envs.spaces.MultiDiscrete;
import palestra.envs.spaces.Numbers;
import palestra.envs.spaces.Space;
import palestra.envs.spaces.Text;
import palestra.envs.spaces.Tuple;
import palestra.envs.vector.Batch;
import palestra.networks.Device;
import palestra.networks.Endpoint;
import palestra.networks.Initializer;
import palestra.networks.Model;
import palestra.networks.gradients.Gradients;
import palestra.networks.layers.Activation;
import palestra.networks.layers.Dense;
import palestra.networks.losses.Losses;

final class ObservationsTest {

  private static Batch batch(Space<?> space, double[]... numbers) {
    Batch batch = new Batch(Numbers.dtype(space), numbers.length, Numbers.size(space));
    for (int row = 0; row < numbers.length; row++) {
      batch.setRow(row, numbers[row]);
    }
    return batch;
  }

  /** What a network sees in observations of a space. */
  private static float[] seen(Space<?> space, double[]... numbers) {
    Observations observations = Observations.of("ppo", space);
    try (Model model = new Model(Device.CPU, 1)) {
      Operand<?> input = observations.input(model, "x", numbers.length);
      Endpoint endpoint =
          model
              .endpoint("see")
              .input("x", input)
              .output("y", model.scope().tf().identity(observations.numbers(model.scope(), input)))
              .build();
      ObservationRows rows = observations.rows(endpoint, "x");
      observations.write(batch(space, numbers), rows);
      assertThat(rows.bytes().position()).isZero();
      endpoint.run();
      float[] seen = new float[numbers.length * observations.size()];
      endpoint.result("y").get(0, seen);
      return seen;
    }
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
    assertThat(seen(box, new double[] {0, 1}, new double[] {1, 1})).containsExactly(0, 1, 1, 1);
  }

  @Test
  void bytesAreUnsigned() {
    assertThat(seen(Box.uint8(0, 255, 2), new double[] {200, 255})).containsExactly(200, 255);
  }

  @Test
  void picturesAreSeenFromZeroToOne() {
    assertThat(seen(Box.uint8(0, 255, 1, 2, 2), new double[] {0, 1, 51, 255}))
        .containsExactly(new float[] {0, 1 / 255f, 51 / 255f, 1}, within(1e-7f));
  }

  /** As Stable-Baselines3's {@code is_image_space}: in doubt it is none. */
  static Stream<Box<?>> noPictures() {
    double[] low = {0, 0, 1};
    double[] high = {255, 254, 255};
    double[] zeros = new double[3];
    double[] brightest = {255, 255, 255};
    return Stream.of(
        Box.uint8(0, 255, 1, 3),
        Box.uint8(0, 255, 1, 1, 1, 3),
        Box.of(DType.UINT8, low, brightest, 1, 1, 3),
        Box.of(DType.UINT8, zeros, high, 1, 1, 3),
        Box.float32(0, 255, 1, 1, 3));
  }

  @ParameterizedTest
  @MethodSource("noPictures")
  void whatIsNoPictureIsNotScaled(Box<?> box) {
    assertThat(seen(box, new double[] {9, 7, 200})).containsExactly(9, 7, 200);
  }

  @Test
  void pixelsStayOneByteEachOutsideOfTheGraph() {
    Box<byte[]> space = Box.uint8(0, 255, 1, 1, 3);
    Observations observations = Observations.of("ppo", space);
    assertThat(observations.dtype()).isEqualTo(DType.UINT8);
    ObservationRows rows = observations.rows(3);
    assertThat(rows.bytes().capacity()).isEqualTo(9);
    observations.write(batch(space, new double[] {1, 2, 255}, new double[] {3, 4, 5}), rows);
    assertThat(rows.bytes().array()).containsExactly(1, 2, -1, 3, 4, 5, 0, 0, 0);
    Batch floats = new Batch(DType.FLOAT32, 1, 3);
    assertThatIllegalStateException().isThrownBy(() -> observations.write(floats, rows));
  }

  /** The first layer's gradient is the one that the same numbers give as floats. */
  @Test
  void gradientsComeDownToTheCast() {
    double[] pixels = {0, 51, 102, 255};
    double[] numbers = {0, 51 / 255f, 102 / 255f, 1};
    float[] ofPixels = kernelGradient(Box.uint8(0, 255, 2, 2, 1), pixels);
    float[] ofNumbers = kernelGradient(Box.float32(0, 1, 2, 2, 1), numbers);
    assertThat(ofPixels).containsExactly(ofNumbers, within(1e-6f));
    assertThat(ofPixels[0]).isZero();
    assertThat(ofPixels[3]).isNotZero();
  }

  private static float[] kernelGradient(Space<?> space, double[] row) {
    Observations observations = Observations.of("ppo", space);
    try (Model model = new Model(Device.CPU, 1)) {
      Operand<?> input = observations.input(model, "x", 1);
      Operand<TFloat32> y =
          new Dense(1, Activation.TANH, Initializer.constant(0.1f))
              .apply(model.scope().child("dense"), observations.numbers(model.scope(), input));
      List<Operand<TFloat32>> gradients =
          Gradients.of(model.scope(), Losses.mean(model.scope(), y), model.scope().trainable());
      Endpoint endpoint =
          model.endpoint("slope").input("x", input).output("kernel", gradients.get(0)).build();
      observations.write(batch(space, row), observations.rows(endpoint, "x"));
      endpoint.run();
      float[] gradient = new float[row.length];
      endpoint.result("kernel").get(0, gradient);
      return gradient;
    }
  }

  @Test
  void aDiscreteOneIsOneHot() {
    assertThat(seen(new Discrete(3), new double[] {2}, new double[] {0}))
        .containsExactly(0, 0, 1, 1, 0, 0);
  }

  @Test
  void switchesAreSeenAsTheyAre() {
    assertThat(seen(new MultiBinary(3), new double[] {1, 0, 1})).containsExactly(1, 0, 1);
  }

  @Test
  void severalChoicesAreEachOneHot() {
    MultiDiscrete space = new MultiDiscrete(new long[] {2, 3}, new long[] {0, -1}, 2);
    assertThat(seen(space, new double[] {1, -1}, new double[] {0, 1}))
        .containsExactly(0, 1, 1, 0, 0, 1, 0, 0, 0, 1);
    Tuple tuple = new Tuple(new Discrete(2), new Discrete(3, -1));
    assertThat(seen(tuple, new double[] {1, -1})).containsExactly(0, 1, 1, 0, 0);
  }

  @Test
  void othersAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Observations.of("ppo", new Text(2)))
        .withMessageStartingWith("ppo sees Box, Discrete, MultiDiscrete and MultiBinary")
        .withMessageContaining("wrapper FlattenObservation");
  }
}
