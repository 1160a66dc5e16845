package palestra.generative.classifier;

import java.util.Optional;
import palestra.generative.GenerativeContext;
import palestra.generative.data.Data;
import palestra.generative.metrics.JudgeNames;
import palestra.generative.metrics.Judges;
import palestra.networks.Device;
import palestra.networks.bodies.Body;
import palestra.networks.schedules.Schedule;

/**
 * How the judge of some data is trained: always in the same way from the same seed, so that figures
 * of different models and runs are made with the same features.
 *
 * @param name of the judge, such as {@code strokes-lenet5}
 * @param config of the classifier
 * @param steps how long it learns
 * @param seed where its randomness comes from
 */
record JudgeRecipe(String name, ClassifierConfig config, int steps, long seed) {
  /** Goes up with every change that makes other judges of the same recipe. */
  private static final int VERSION = 1;

  private static final int STEPS = 2_000;

  /** The recipe for data; none where they are no labelled pictures. */
  static Optional<JudgeRecipe> of(Data data) {
    if (!JudgeNames.has(data)) {
      return Optional.empty();
    }
    ClassifierConfig d = ClassifierConfig.defaults();
    String body = JudgeNames.body(data).equals("conv") ? "conv units=0" : JudgeNames.body(data);
    ClassifierConfig config =
        new ClassifierConfig(
            Body.valueOf(body),
            64,
            (int) Math.min(64, data.size(Data.Part.TRAINING)),
            Schedule.linear(2e-3, 0),
            d.beta1(),
            d.beta2(),
            d.adamEpsilon());
    return Optional.of(new JudgeRecipe(JudgeNames.of(data), config, STEPS, 1));
  }

  /** The same for another number of steps. */
  JudgeRecipe withSteps(int other) {
    return new JudgeRecipe(name, config, other, seed);
  }

  /** A classifier to be trained, or to take over weights that were. */
  Classifier classifier(Data data, Device device) {
    return new Classifier(config, new GenerativeContext(data, steps, device, seed, Judges.NONE));
  }

  /** All that the weights depend on but for the data. */
  String text() {
    return "version %d, body %s, %s, steps %d, seed %d"
        .formatted(VERSION, config.body().text(), config, steps, seed);
  }
}
