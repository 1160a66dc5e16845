package palestra.networks;

/**
 * A loss, gradient or weight is infinite or not a number. What was about to be changed or written
 * was left as it is.
 */
public final class NotFiniteException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  private final long update;
  private final String tensor;

  /**
   * A fault of training.
   *
   * @param minimizer whose update it was
   * @param update the number of the update that was not made, from 1
   * @param tensor such as {@code loss} or {@code gradient of policy/head/kernel}
   * @param value what it is
   */
  public NotFiniteException(String minimizer, long update, String tensor, String value) {
    super("update " + update + " of " + minimizer + ": " + tensor + " is " + value);
    this.update = update;
    this.tensor = tensor;
  }

  /** A variable that was to be written. */
  public NotFiniteException(String tensor, String value) {
    super(tensor + " is " + value);
    this.update = 0;
    this.tensor = tensor;
  }

  /** The number of the update that was not made, from 1; 0 where none was under way. */
  public long update() {
    return update;
  }

  /** Which tensor: {@code loss}, {@code gradient of PATH}, {@code weight PATH}, {@code input X}. */
  public String tensor() {
    return tensor;
  }
}
