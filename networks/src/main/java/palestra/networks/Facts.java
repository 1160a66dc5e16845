package palestra.networks;

import java.util.List;
import org.tensorflow.TensorFlow;

/**
 * What TensorFlow is here: for {@code doctor}, and for the record of a run.
 *
 * @param tensorFlow version of the native library, such as {@code 2.18.0}
 * @param build {@code gpu} if the native library was built for GPUs, whether or not there is one;
 *     {@code cpu} otherwise
 * @param devices what TensorFlow can run on, such as {@code CPU:0}
 */
public record Facts(String tensorFlow, String build, List<String> devices) {

  public Facts {
    devices = List.copyOf(devices);
  }

  /** Loads TensorFlow, if need be, and asks it: a second at first. */
  public static Facts read() {
    return new Facts(TensorFlow.version(), Devices.gpuBuild() ? "gpu" : "cpu", Devices.list());
  }

  /** Whether {@link Device#GPU} would work. */
  public boolean hasGpu() {
    return devices.stream().anyMatch(device -> device.startsWith("GPU"));
  }
}
