package palestra.networks.layers;

/** What a window sees beyond a picture's edge. */
public enum Padding {
  /**
   * Zeros, as many as make {@code ceil(in / stride)} places; where their number is odd, the one
   * more is at the bottom and right.
   */
  SAME,
  /** Nothing: the window stays inside. */
  VALID;

  /**
   * How many places a window takes along an axis; below 1 where it does not fit.
   *
   * @param in length of the axis
   * @param size reach of the window, holes included
   * @param stride from one place to the next
   */
  public long out(long in, long size, long stride) {
    return this == SAME ? (in + stride - 1) / stride : (in - size + stride) / stride;
  }
}
