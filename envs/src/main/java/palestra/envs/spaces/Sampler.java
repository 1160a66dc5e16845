package palestra.envs.spaces;

/** Draws elements of a space, one after the other. */
@FunctionalInterface
public interface Sampler<T> {
  /** The next element, a fresh object that belongs to the caller. */
  T next();
}
