package palestra.networks.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.networks.Device;
import palestra.networks.Endpoint;
import palestra.networks.Initializer;
import palestra.networks.Model;

class MaxoutTest {

  @Test
  void takesTheLargestPieceOfEachUnit() {
    try (Model model = new Model(Device.CPU, 1)) {
      Operand<TFloat32> x = model.input("x", TFloat32.class, 1, 2);
      Operand<TFloat32> y =
          new Maxout(3, 2, Initializer.glorotUniform()).apply(model.scope().child("max"), x);
      Endpoint endpoint = model.endpoint("apply").input("x", x).output("y", y).build();
      endpoint.feed("x", 0.5f, -2).run();
      Map<String, float[]> values = model.values();
      float[] first = values.get("max/piece0/kernel");
      float[] second = values.get("max/piece1/kernel");
      for (int unit = 0; unit < 3; unit++) {
        float a = 0.5f * first[unit] - 2 * first[3 + unit];
        float b = 0.5f * second[unit] - 2 * second[3 + unit];
        assertThat(endpoint.result("y").get(unit)).isEqualTo(Math.max(a, b));
      }
    }
  }

  @Test
  void refusesASinglePiece() {
    assertThatThrownBy(() -> new Maxout(3, 1, Initializer.zeros()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 2 pieces");
  }
}
