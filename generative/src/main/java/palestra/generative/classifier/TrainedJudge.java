package palestra.generative.classifier;

import palestra.generative.metrics.Judge;

/** A judge that is a trained {@link Classifier}; closing it closes the classifier. */
public final class TrainedJudge implements Judge, AutoCloseable {
  private final String name;
  private final Classifier classifier;
  private final int classes;

  /**
   * Lets a classifier judge.
   *
   * @param name in figures, such as {@code strokes-lenet5}
   * @param classifier with trained weights
   */
  public TrainedJudge(String name, Classifier classifier) {
    this.name = name;
    this.classifier = classifier;
    this.classes = classifier.classes();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int classes() {
    return classes;
  }

  /** Features are those of the last hidden layer, after its activation. */
  @Override
  public Seen see(float[][] rows) {
    return classifier.see(rows);
  }

  @Override
  public void close() {
    classifier.close();
  }
}
