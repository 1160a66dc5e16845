package palestra.envs.spaces;

/** Sizes of elements laid out as one vector of numbers, a {@link Discrete} one-hot. */
public final class Flattening {
  private Flattening() {}

  /**
   * Length of the vector, Gymnasium's {@code flatdim}.
   *
   * @throws IllegalArgumentException if elements of the space have no fixed length
   */
  public static int size(Space<?> space) {
    if (space instanceof Box<?> box) {
      return box.size();
    } else if (space instanceof Discrete discrete) {
      return Math.toIntExact(discrete.n());
    } else if (space instanceof MultiDiscrete discretes) {
      long sum = 0;
      for (long n : discretes.nvec()) {
        sum += n;
      }
      return Math.toIntExact(sum);
    } else if (space instanceof MultiBinary binary) {
      return binary.size();
    } else if (space instanceof Tuple tuple) {
      return tuple.spaces().stream().mapToInt(Flattening::size).sum();
    } else if (space instanceof Dict dict) {
      return dict.spaces().values().stream().mapToInt(Flattening::size).sum();
    }
    throw new IllegalArgumentException("elements of " + space + " have no fixed length");
  }
}
