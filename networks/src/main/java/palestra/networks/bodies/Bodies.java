package palestra.networks.bodies;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.tensorflow.types.TFloat32;
import palestra.networks.Device;
import palestra.networks.Model;
import palestra.networks.text.RecordText;

/** All bodies by name, and the way from text to a body and back. */
public final class Bodies {
  private Bodies() {}

  /**
   * A body as users know it.
   *
   * @param name such as {@code nature-cnn}
   * @param body with the name's own settings, a record
   * @param summary what it is, in a few words
   * @param paper who described it, and when
   */
  public record Entry(String name, Body body, String summary, String paper) {}

  /**
   * What a body is made of for one shape of input.
   *
   * @param parameters how many numbers it learns
   * @param stages its steps in their order, and what comes out of each, batch of 1 first
   */
  public record Summary(long parameters, List<Model.Stage> stages) {}

  private static final List<Entry> ALL = entries();

  private static final RecordText<Body> TEXT =
      new RecordText<>(
          "body",
          ALL.stream()
              .collect(
                  Collectors.toMap(Entry::name, Entry::body, (a, b) -> a, LinkedHashMap::new)));

  private static List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    entries.add(
        new Entry("mlp", MlpBody.DEFAULTS, "dense layers", "Rumelhart, Hinton, Williams 1986"));
    entries.add(
        new Entry("lenet5", LeNet5.DEFAULTS, "two 5 x 5 convolutions", "LeCun et al. 1998"));
    entries.add(
        new Entry("alexnet", AlexNet.DEFAULTS, "five convolutions", "Krizhevsky et al. 2012"));
    entries.add(new Entry("vgg", Vgg.DEFAULTS, "blocks of 3 x 3", "Simonyan and Zisserman 2014"));
    entries.add(
        new Entry("inception", Inception.DEFAULTS, "four windows at once", "Szegedy et al. 2014"));
    entries.add(new Entry("resnet", ResNet.DEFAULTS, "residual blocks", "He et al. 2015"));
    entries.add(
        new Entry("densenet", DenseNet.DEFAULTS, "each sees all before", "Huang et al. 2016"));
    entries.add(
        new Entry("mobilenet", MobileNet.DEFAULTS, "depthwise separable", "Howard et al. 2017"));
    entries.add(
        new Entry(
            "efficientnet", EfficientNet.DEFAULTS, "inverted bottlenecks", "Tan and Le 2019"));
    entries.add(
        new Entry("conv", ConvBody.DEFAULTS, "convolutions in steps of 2", "Radford et al. 2015"));
    entries.add(
        new Entry("nature-cnn", NatureCnn.DEFAULTS, "Atari's convolutions", "Mnih et al. 2015"));
    entries.add(
        new Entry("impala", Impala.DEFAULTS, "residual, for agents", "Espeholt et al. 2018"));
    entries.add(new Entry("rnn", RnnBody.DEFAULTS, "plain recurrent layers", "Elman 1990"));
    entries.add(
        new Entry(
            "lstm",
            LstmBody.DEFAULTS,
            "long short-term memory over a sequence",
            "Hochreiter, Schmidhuber 1997"));
    entries.add(
        new Entry(
            "gru", GruBody.DEFAULTS, "gated recurrent units over a sequence", "Cho et al. 2014"));
    entries.add(
        new Entry(
            "transformer",
            TransformerBody.DEFAULTS,
            "a transformer's encoder over a sequence",
            "Vaswani et al. 2017; Devlin et al. 2018"));
    entries.add(
        new Entry(
            "vit",
            VitBody.DEFAULTS,
            "a transformer over a picture's patches",
            "Dosovitskiy et al. 2020"));
    entries.add(
        new Entry("gcn", GcnBody.DEFAULTS, "graph convolutions, pooled", "Kipf, Welling 2017"));
    return List.copyOf(entries);
  }

  /** All of them, in the order in which they are shown. */
  public static List<Entry> all() {
    return ALL;
  }

  /** Builds a body for inputs of one shape, without the batch, and says what came out. */
  public static Summary summary(Body body, long... shape) {
    body.check(shape);
    long[] batch = new long[shape.length + 1];
    batch[0] = 1;
    System.arraycopy(shape, 0, batch, 1, shape.length);
    try (Model model = new Model(Device.CPU, 0)) {
      body.apply(model.scope(), model.input("x", TFloat32.class, batch));
      return new Summary(model.parameterCount(), model.stages());
    }
  }

  static Body read(String text) {
    return TEXT.read(text);
  }

  static String text(Body body) {
    return TEXT.text(body);
  }
}
