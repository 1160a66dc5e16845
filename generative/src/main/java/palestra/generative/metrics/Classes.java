package palestra.generative.metrics;

/** What is said of an example's class. */
public final class Classes {
  private Classes() {}

  /** The class with the greatest probability, or logit; the first of several. */
  public static int likeliest(float[] probabilities) {
    int likeliest = 0;
    for (int i = 1; i < probabilities.length; i++) {
      if (probabilities[i] > probabilities[likeliest]) {
        likeliest = i;
      }
    }
    return likeliest;
  }
}
