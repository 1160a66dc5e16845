package palestra.generative.classifier;

import java.util.List;
import palestra.generative.GenerativeContext;
import palestra.generative.GenerativeModel;
import palestra.generative.GenerativeProvider;
import palestra.generative.Headline;
import palestra.generative.data.Data;
import palestra.generative.data.DataKind;
import palestra.networks.bodies.Body;

/** Finds {@link Classifier} under the id {@code classifier}. */
public final class ClassifierProvider implements GenerativeProvider<ClassifierConfig> {

  @Override
  public String id() {
    return "classifier";
  }

  @Override
  public String kind() {
    return "classifier";
  }

  @Override
  public ClassifierConfig defaults() {
    return ClassifierConfig.defaults();
  }

  @Override
  public boolean learns(DataKind kind) {
    return kind.pictures() && kind.labelled();
  }

  @Override
  public void check(ClassifierConfig config, Data data) {
    if (data.classes() < 2) {
      throw new IllegalArgumentException(
          "model '%s' learns labelled examples of 2 classes or more; '%s' has %s"
              .formatted(id(), data.name(), data.classes() == 0 ? "no labels" : "one"));
    }
    int[] shape = data.shape();
    long[] sizes = new long[shape.length];
    for (int i = 0; i < shape.length; i++) {
      sizes[i] = shape[i];
    }
    if (config.body().input() != Body.Input.PICTURE) {
      throw new IllegalArgumentException(
          "model '%s': body must be one that sees pictures, such as lenet5 or conv, not '%s'"
              .formatted(id(), config.body().text()));
    }
    config.body().check(sizes);
  }

  @Override
  public List<Headline> headlines(Data data) {
    return List.of(new Headline("accuracy", true), new Headline("crossEntropy", false));
  }

  @Override
  public GenerativeModel create(ClassifierConfig config, GenerativeContext context) {
    check(config, context.data());
    return new Classifier(config, context);
  }
}
