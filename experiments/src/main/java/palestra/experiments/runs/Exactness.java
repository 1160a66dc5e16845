package palestra.experiments.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import palestra.networks.Device;
import palestra.networks.Facts;

/**
 * Whether a run has the same bits when it is made again, and when it is resumed.
 *
 * @param exact whether it has
 * @param why it has not, one reason each
 */
public record Exactness(boolean exact, List<String> why) {

  /** What TensorFlow reads once, when its first kernel asks; only a process's start can set it. */
  private static final String VARIABLE = "TF_DETERMINISTIC_OPS";

  public Exactness {
    why = List.copyOf(why);
  }

  /**
   * Of a run on that device.
   *
   * @param deterministic whether kernels of a GPU are to give the same bits each time
   * @param others what else makes runs differ, if anything
   * @throws IllegalArgumentException if that cannot be had; says what to do
   */
  static Exactness of(Device device, boolean deterministic, Optional<String> others) {
    boolean gpu = device != Device.CPU && Facts.read().hasGpu();
    return of(gpu, deterministic, "1".equals(System.getenv(VARIABLE)), others);
  }

  static Exactness of(
      boolean gpu, boolean deterministic, boolean kernelsAre, Optional<String> others) {
    List<String> why = new ArrayList<>();
    others.ifPresent(why::add);
    if (gpu && deterministic && !kernelsAre) {
      throw new IllegalArgumentException(
          "deterministic: TensorFlow's kernels for a GPU can only be told before the process"
              + " starts: set the environment variable "
              + VARIABLE
              + "=1, as in "
              + VARIABLE
              + "=1 ./palestra train ...");
    }
    if (gpu && !deterministic) {
      why.add("kernels of a GPU add up in any order; deterministic: true makes them exact");
    }
    return new Exactness(why.isEmpty(), why);
  }
}
