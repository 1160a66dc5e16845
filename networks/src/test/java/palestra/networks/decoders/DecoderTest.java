package palestra.networks.decoders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.networks.Device;
import palestra.networks.Endpoint;
import palestra.networks.Model;

class DecoderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mlp widths=7,5 | 2 | 80
          mlp widths=7,5 norm=batch | 2 | 104
          mlp widths=7 | 4,3,2 | 220
          deconv | 28,28,1 | 45857
          deconv filters=8,4 size=3 | 8,8,3 | 531
          deconv filters=8 norm=batch units=5 | 10,10,4 | 1752
          deconv filters=6 | 7,5,1 | 385
          """)
  void makesTheShapeAskedFor(String text, String shape, long parameters) {
    Decoder decoder = Decoder.valueOf(text);
    long[] sizes = Arrays.stream(shape.split(",")).mapToLong(Long::parseLong).toArray();
    decoder.check(sizes);
    try (Model model = new Model(Device.CPU, 1)) {
      Operand<TFloat32> z = model.input("z", TFloat32.class, 3, 3);
      Operand<TFloat32> made = decoder.apply(model.scope().child("decoder"), z, sizes);
      assertThat(made.shape().get(0)).isEqualTo(3);
      assertThat(Arrays.copyOfRange(made.shape().asArray(), 1, sizes.length + 1)).isEqualTo(sizes);
      assertThat(model.parameterCount()).isEqualTo(parameters);
      Endpoint decode = model.endpoint("decode").input("z", z).output("made", made).build();
      decode.floats("z").put(0, new float[] {1, 0, 0, 0, 1, 0, 0, 0, 1});
      decode.run();
      float[] out = new float[decode.result("made").capacity()];
      decode.result("made").get(0, out);
      assertThat(out[0]).isNotEqualTo(out[out.length / 3]);
      for (float value : out) {
        assertThat(value).isFinite();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mlp", "mlp widths=3", "deconv", "deconv filters=8,4 units=3 norm=batch"})
  void readsWhatItWrites(String text) {
    assertThat(Decoder.valueOf(text).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          decon | there is no decoder "decon"; there are mlp, deconv
          mlp widths=0 | mlp: widths must be at least 1, but is 0
          deconv filters= | deconv: filters must be one or more numbers above 0, but are []
          deconv size=1 | deconv: size must be 2 or more, but is 1
          deconv norm=some | decoder deconv: norm must be one of [batch, group, none], but is "some"
          deconv side=3 | decoder deconv has no setting side; it has filters, size, units, norm, activation
          """)
  void refusesSettings(String text, String why) {
    assertThatThrownBy(() -> Decoder.valueOf(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(why);
  }

  @ParameterizedTest
  @ValueSource(strings = "deconv")
  void refusesPoints(String text) {
    assertThatThrownBy(() -> Decoder.valueOf(text).check(2))
        .hasMessage("deconv makes pictures [height, width, channels], not [2]");
  }
}
