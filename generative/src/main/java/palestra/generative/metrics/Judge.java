package palestra.generative.metrics;

/**
 * A trained classifier whose features pictures are compared by, in place of the Inception network
 * of the usual scores: figures made with it are named after it. Not thread safe.
 */
public interface Judge {

  /** Its name in figures, such as {@code strokes-lenet5}. */
  String name();

  /** How many classes it tells apart. */
  int classes();

  /**
   * What it sees.
   *
   * @param rows pictures of the data that it was trained on
   */
  Seen see(float[][] rows);

  /**
   * What a judge sees in some pictures.
   *
   * @param features of its last hidden layer, a row for each picture
   * @param probabilities of the classes, a row for each picture
   */
  record Seen(float[][] features, float[][] probabilities) {}
}
