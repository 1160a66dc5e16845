package palestra.networks;

import java.util.Locale;

/** Where graphs run. */
public enum Device {
  /** The first GPU where there is one, the CPU elsewhere. */
  AUTO,
  CPU,
  /** The first GPU; an error where there is none. */
  GPU;

  /**
   * The device of a name as the command line has it.
   *
   * @param name {@code auto}, {@code cpu} or {@code gpu}, in any case
   * @throws IllegalArgumentException if it is another; says which there are
   */
  public static Device of(String name) {
    for (Device device : values()) {
      if (device.toString().equalsIgnoreCase(name)) {
        return device;
      }
    }
    throw new IllegalArgumentException("device must be auto, cpu or gpu, but is \"" + name + "\"");
  }

  /** The name as the command line has it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
