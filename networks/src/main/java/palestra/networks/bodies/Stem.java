package palestra.networks.bodies;

/** How a body of pictures begins. */
public enum Stem {
  /** As in its paper, for pictures of about 100 pixels a side or more: shrinks them at once. */
  LARGE,
  /** One convolution of 3 x 3 that keeps the size, as for CIFAR's pictures of 32 x 32. */
  SMALL
}
