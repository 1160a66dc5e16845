package palestra.generative.applications;

/**
 * One figure of an application beside its baseline's.
 *
 * @param name such as {@code psnrX2}
 * @param ours what the network reaches
 * @param baseline what is reached without it; not a number where it has none
 * @param higherIsBetter whether more is better
 */
public record Figure(String name, double ours, double baseline, boolean higherIsBetter) {

  /** One where more is better. */
  public static Figure higher(String name, double ours, double baseline) {
    return new Figure(name, ours, baseline, true);
  }

  /** One where less is better. */
  public static Figure lower(String name, double ours, double baseline) {
    return new Figure(name, ours, baseline, false);
  }

  /** Whether ours is the better one; false without a baseline. */
  public boolean better() {
    return higherIsBetter ? ours > baseline : ours < baseline;
  }
}
