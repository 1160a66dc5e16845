package palestra.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DeviceTest {

  @Test
  void namesAreThoseOfTheCommandLine() {
    for (Device device : Device.values()) {
      assertThat(Device.of(device.toString())).isEqualTo(device);
    }
    assertThat(Device.of("GPU")).isEqualTo(Device.GPU);
    assertThatThrownBy(() -> Device.of("tpu"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("device must be auto, cpu or gpu, but is \"tpu\"");
  }

  @Test
  void factsNameVersionBuildAndDevices() {
    Facts facts = Facts.read();
    assertThat(facts.tensorFlow()).matches("2\\.\\d+\\.\\d+.*");
    assertThat(facts.build()).isIn("cpu", "gpu");
    assertThat(facts.devices()).contains("CPU:0");
  }

  /** On a machine with a GPU the model is made; elsewhere the reason is one line. */
  @Test
  void aGpuThatIsNotThereIsAClearError() {
    if (Facts.read().hasGpu()) {
      new Model(Device.GPU, 1).close();
    } else {
      assertThatThrownBy(() -> new Model(Device.GPU, 1))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "device gpu: TensorFlow sees no GPU on this machine; use --device cpu or auto");
    }
  }
}
