package palestra.envs.spaces;

/**
 * The set of an environment's observations or actions, as in Gymnasium: same names, bounds, element
 * types, and the same samples for the same seed.
 *
 * @param <T> what an element is in Java
 */
public sealed interface Space<T>
    permits Box, Discrete, MultiDiscrete, MultiBinary, Tuple, Dict, Text, Graph, Sequence, OneOf {

  /** Whether {@code x} is an element; false for null and for another type. */
  boolean contains(Object x);

  /** A sampler in the state of Gymnasium's space after {@code seed(seed)}. */
  Sampler<T> sampler(long seed);

  /** The space as Gymnasium prints it. */
  @Override
  String toString();
}
