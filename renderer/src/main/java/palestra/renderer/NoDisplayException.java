package palestra.renderer;

/** A window was asked for where there is no display: wrong use, so an illegal argument. */
public final class NoDisplayException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public NoDisplayException(String reason) {
    super("no display for --window: use --out X.gif, or run under Xvfb (" + reason + ")");
  }
}
