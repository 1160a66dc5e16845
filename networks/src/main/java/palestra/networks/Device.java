package palestra.networks;

/** Where graphs run. */
public enum Device {
  /** The first GPU where there is one, the CPU elsewhere. */
  AUTO,
  CPU,
  /** The first GPU; an error where there is none. */
  GPU
}
