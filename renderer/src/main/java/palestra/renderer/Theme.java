package palestra.renderer;

/** The lab's colours, {@code 0xRRGGBBAA}: quiet paper and ink, one accent, few signals. */
public final class Theme {
  /** Behind everything. */
  public static final int PAPER = 0xF4F6F8FF;

  /** Behind what is read. */
  public static final int CARD = 0xFFFFFFFF;

  /** Text and numbers. */
  public static final int INK = 0x1F2A37FF;

  /** Labels. */
  public static final int MUTED = 0x728091FF;

  /** Rules, axes, empty bars. */
  public static final int FAINT = 0xE3E8EEFF;

  /** What is chosen, present or best. */
  public static final int ACCENT = 0x2B6CB0FF;

  /** The accent's quiet companion. */
  public static final int SOFT = 0xB5CCE5FF;

  /** Reached. */
  public static final int GOOD = 0x2F8F6BFF;

  /** Missed. */
  public static final int BAD = 0xC2553FFF;

  private Theme() {}

  /** The same colour, more or less see-through. */
  public static int alpha(int color, double alpha) {
    return (color & 0xFFFFFF00) | (int) Math.round(alpha * 255);
  }
}
