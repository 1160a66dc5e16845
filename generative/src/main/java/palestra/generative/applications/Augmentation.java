package palestra.generative.applications;

import java.util.List;
import palestra.generative.GenerativeContext;
import palestra.generative.classifier.Classifier;
import palestra.generative.classifier.ClassifierProvider;
import palestra.generative.data.Data;
import palestra.generative.data.Examples;
import palestra.generative.metrics.Judges;
import palestra.generative.vae.ConditionalVae;
import palestra.generative.vae.CvaeProvider;

/**
 * Data augmentation: where labelled examples are few, a conditional variational autoencoder (Sohn
 * et al. 2015) learns from them and makes more, and a classifier learns from both. The baseline is
 * the same classifier, trained for as many steps on the real examples alone. Measured on held-out
 * examples. In the mixture real examples are repeated until they are as many as the samples, so
 * that half of every batch is real.
 */
public final class Augmentation {
  /** Examples that are drawn for each one that is kept, so that there are enough of each class. */
  private static final int DRAWN = 4;

  private Augmentation() {}

  /**
   * What came out.
   *
   * @param figures {@code accuracy}, the mean over all repeats, then that of each
   * @param real all real examples of the last repeat, class by class
   * @param generated samples of it, class by class
   * @param classes how many there are
   */
  public record Result(List<Figure> figures, Examples real, Examples generated, int classes) {}

  /** One repeat. */
  private record Round(double with, double without, Examples real, Examples generated) {}

  /**
   * Trains and measures.
   *
   * @throws IllegalArgumentException if the data have no classes, or too few examples of one
   */
  public static Result run(AugmentConfig config, Task task) {
    task.requireClasses("augment");
    int classes = task.data().classes();
    int count = config.perClass() * classes;
    requireBatch("model.batchSize", config.model().batchSize(), count);
    requireBatch("classifier.batchSize", config.classifier().batchSize(), count);
    new CvaeProvider().check(config.model(), task.data());
    new ClassifierProvider().check(config.classifier(), task.data());
    Examples heldOut = task.data().examples(Data.Part.HELD_OUT, config.heldOut(), task.seed(0));
    Round last = null;
    Figure[] figures = new Figure[config.repeats() + 1];
    double with = 0;
    double without = 0;
    for (int i = 1; i <= config.repeats(); i++) {
      last = round(config, task, i, heldOut);
      figures[i] = Figure.higher("accuracy" + i, last.with(), last.without());
      with += last.with() / config.repeats();
      without += last.without() / config.repeats();
    }
    figures[0] = Figure.higher("accuracy", with, without);
    return new Result(List.of(figures), last.real(), last.generated(), classes);
  }

  private static void requireBatch(String name, int batch, int examples) {
    if (batch > examples) {
      throw new IllegalArgumentException(
          "%s must be at most the %d examples that there are (perClass times classes), but is %d"
              .formatted(name, examples, batch));
    }
  }

  private static Round round(AugmentConfig config, Task task, int repeat, Examples heldOut) {
    int classes = task.data().classes();
    int first = 10 * repeat;
    Examples drawn =
        task.data()
            .examples(Data.Part.TRAINING, DRAWN * config.perClass() * classes, task.seed(first));
    Examples real = LabelledSample.perClass(drawn, classes, config.perClass());
    Data few = LabelledSample.data(task.data(), "perClass=" + config.perClass(), real, heldOut);
    Examples generated = generated(config, task, few, repeat);
    int copies = Math.max(1, config.generatedPerClass() / config.perClass());
    Data mixed =
        LabelledSample.data(
            task.data(),
            "generated=" + config.generatedPerClass(),
            LabelledSample.joined(real, copies, generated),
            heldOut);
    double with = accuracy(config, task, mixed, heldOut, repeat, "with");
    double without = accuracy(config, task, few, heldOut, repeat, "without");
    return new Round(with, without, real, generated);
  }

  private static Examples generated(AugmentConfig config, Task task, Data few, int repeat) {
    int[] labels = new int[config.generatedPerClass() * few.classes()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i / config.generatedPerClass();
    }
    try (ConditionalVae model =
        new ConditionalVae(
            config.model(), context(few, config.totalSteps(), task, 10 * repeat + 1))) {
      task.train(model, config.totalSteps(), "generative model of examples " + repeat);
      return new Examples(model.sample(labels, task.seed(10 * repeat + 2)), labels);
    }
  }

  private static double accuracy(
      AugmentConfig config, Task task, Data data, Examples heldOut, int repeat, String how) {
    try (Classifier classifier =
        new Classifier(
            config.classifier(), context(data, config.classifierSteps(), task, 10 * repeat + 3))) {
      task.train(
          classifier,
          config.classifierSteps(),
          "classifier of examples %d %s samples".formatted(repeat, how));
      int[] said = classifier.classify(heldOut.rows());
      int right = 0;
      for (int i = 0; i < said.length; i++) {
        right += said[i] == heldOut.labels()[i] ? 1 : 0;
      }
      return (double) right / said.length;
    }
  }

  private static GenerativeContext context(Data data, long steps, Task task, int part) {
    return new GenerativeContext(data, steps, task.device(), task.seed(part), Judges.NONE);
  }
}
