package palestra.generative.classifier;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import palestra.generative.GenerativeContext;
import palestra.generative.GenerativeModel;
import palestra.generative.data.Batches;
import palestra.generative.data.Data;
import palestra.generative.data.Examples;
import palestra.generative.metrics.Classes;
import palestra.generative.metrics.Judge;
import palestra.networks.Endpoint;
import palestra.networks.Initializer;
import palestra.networks.Model;
import palestra.networks.Scope;
import palestra.networks.layers.Activation;
import palestra.networks.layers.Dense;
import palestra.networks.losses.Losses;
import palestra.networks.optimizers.Adam;
import palestra.networks.optimizers.Minimizer;
import palestra.networks.random.SplitMix64;

/**
 * Tells the classes of labelled examples apart: a body, a hidden layer of features, a layer of
 * logits, learned by Adam on the cross-entropy. It makes no samples; it is here because figures of
 * samples are made on its features; {@link TrainedJudge} lets it judge.
 *
 * <p>Shapes: examples {@code [batchSize, ...shape]}, features {@code [batchSize, featureUnits]},
 * logits {@code [batchSize, classes]}. In the file of its weights the body is {@code body}.
 */
public final class Classifier implements GenerativeModel {
  /** Held-out examples that {@code metrics} asks about, or as many as there are. */
  static final int HELD_OUT_EXAMPLES = 2_000;

  /** The file of the weights, without its ending, in the directory that {@code save} writes. */
  static final String WEIGHTS = "classifier";

  private static final int SEEN_ROWS = 250;

  private final ClassifierConfig config;
  private final Data data;
  private final long totalSteps;
  private final Batches batches;
  private final Model model;
  private final Minimizer minimizer;
  private final Endpoint learn;
  private final Endpoint see;

  /** What comes out of the network. */
  private record Heads(Operand<TFloat32> features, Operand<TFloat32> logits) {}

  /** Builds the graph. */
  public Classifier(ClassifierConfig config, GenerativeContext context) {
    this.config = config;
    this.data = context.data();
    this.totalSteps = context.totalGeneratorSteps();
    SplitMix64 seeds = new SplitMix64(context.seed());
    this.batches = new Batches(data, config.batchSize(), seeds.nextLong());
    this.model = new Model(context.device(), seeds.nextLong());

    Operand<TFloat32> x = model.input("x", TFloat32.class, batchOf(config.batchSize()));
    Operand<TInt64> labels = model.input("labels", TInt64.class, config.batchSize());
    Operand<TFloat32> logits = network(model.scope().forTraining(), x).logits();
    Operand<TFloat32> loss = Losses.categoricalCrossEntropy(model.scope(), logits, labels);
    minimizer =
        new Minimizer(
            model,
            "adam",
            new Adam(config.beta1(), config.beta2(), config.adamEpsilon()),
            loss,
            model.scope().trainable(),
            Double.POSITIVE_INFINITY);
    learn =
        minimizer
            .addTo(model.endpoint("learn").input("x", x).input("labels", labels))
            .output("loss", loss)
            .output("logits", logits)
            .threads(Endpoint.Threads.POOL)
            .build();

    Operand<TFloat32> seen = model.input("seen", TFloat32.class, batchOf(SEEN_ROWS));
    Heads heads = network(model.scope().forInference(), seen);
    see =
        model
            .endpoint("see")
            .input("x", seen)
            .output("features", heads.features())
            .output("probabilities", model.scope().tf().nn.softmax(heads.logits()))
            .threads(Endpoint.Threads.POOL)
            .build();
  }

  private Heads network(Scope scope, Operand<TFloat32> x) {
    Operand<TFloat32> h = config.body().apply(scope.child("body"), x);
    Operand<TFloat32> features =
        new Dense(config.featureUnits(), Activation.RELU, Initializer.heNormal())
            .apply(scope.child("features"), h);
    Operand<TFloat32> logits =
        new Dense(data.classes(), Activation.LINEAR, Initializer.glorotUniform())
            .apply(scope.child("head"), features);
    return new Heads(features, logits);
  }

  private long[] batchOf(int rows) {
    int[] shape = data.shape();
    long[] batch = new long[shape.length + 1];
    batch[0] = rows;
    for (int i = 0; i < shape.length; i++) {
      batch[i + 1] = shape[i];
    }
    return batch;
  }

  /** Steps of one batch each; how well it names the examples that it learns from. */
  @Override
  public Map<String, Double> trainStep(int steps) {
    if (steps < 1) {
      throw new IllegalArgumentException("steps must be 1 or more: " + steps);
    }
    double loss = 0;
    double right = 0;
    for (int i = 0; i < steps; i++) {
      Batches.Batch batch = batches.next();
      learn.feed("x", batch.rows());
      for (int k = 0; k < batch.labels().length; k++) {
        learn.longs("labels").put(k, batch.labels()[k]);
      }
      minimizer.run(learn, config.learningRate().at(progress()));
      loss += learn.result("loss").get(0);
      right += shareRight(batch.labels());
    }
    Map<String, Double> means = new LinkedHashMap<>();
    means.put("loss", loss / steps);
    means.put("trainingAccuracy", right / steps);
    means.put("learningRate", config.learningRate().at(progress()));
    return means;
  }

  /** Training done, from 0 to 1. */
  private double progress() {
    return (double) minimizer.steps() / totalSteps;
  }

  private double shareRight(int[] labels) {
    FloatBuffer logits = learn.result("logits");
    float[] row = new float[data.classes()];
    int right = 0;
    for (int i = 0; i < labels.length; i++) {
      logits.get(i * row.length, row);
      right += Classes.likeliest(row) == labels[i] ? 1 : 0;
    }
    return (double) right / labels.length;
  }

  /** How many classes it tells apart. */
  public int classes() {
    return data.classes();
  }

  /** The features and the probabilities of the classes of some examples, a row each. */
  public Judge.Seen see(float[][] rows) {
    float[][] features = new float[rows.length][config.featureUnits()];
    float[][] probabilities = new float[rows.length][data.classes()];
    int size = data.rowSize();
    for (int start = 0; start < rows.length; start += SEEN_ROWS) {
      int count = Math.min(SEEN_ROWS, rows.length - start);
      for (int i = 0; i < count; i++) {
        see.floats("x").put(i * size, rows[start + i]);
      }
      see.run();
      for (int i = 0; i < count; i++) {
        see.result("features").get(i * config.featureUnits(), features[start + i]);
        see.result("probabilities").get(i * data.classes(), probabilities[start + i]);
      }
    }
    return new Judge.Seen(features, probabilities);
  }

  /** The classes of some examples, the likeliest of each. */
  public int[] classify(float[][] rows) {
    float[][] probabilities = see(rows).probabilities();
    int[] classes = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      classes[i] = Classes.likeliest(probabilities[i]);
    }
    return classes;
  }

  @Override
  public boolean generates() {
    return false;
  }

  /** A classifier makes none. */
  @Override
  public float[][] sample(int count, long seed) {
    throw new UnsupportedOperationException("a classifier makes no samples");
  }

  /**
   * Of 2,000 held-out examples: {@code accuracy}, the share that it names rightly, and {@code
   * crossEntropy}, the mean of {@code -log p(label)} in nats.
   */
  @Override
  public Map<String, Double> metrics(long seed) {
    Examples examples = data.examples(Data.Part.HELD_OUT, HELD_OUT_EXAMPLES, seed);
    float[][] probabilities = see(examples.rows()).probabilities();
    int right = 0;
    double crossEntropy = 0;
    for (int i = 0; i < examples.size(); i++) {
      int label = examples.labels()[i];
      right += Classes.likeliest(probabilities[i]) == label ? 1 : 0;
      crossEntropy -= Math.log(Math.max(probabilities[i][label], Float.MIN_NORMAL));
    }
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("accuracy", (double) right / examples.size());
    figures.put("crossEntropy", crossEntropy / examples.size());
    return figures;
  }

  @Override
  public double secondsWaited() {
    return batches.secondsWaited();
  }

  @Override
  public void save(Path directory) throws IOException {
    Files.createDirectories(directory);
    model.counter("batch")[0] = batches.index();
    model.save(directory.resolve(WEIGHTS));
  }

  @Override
  public void load(Path directory) throws IOException {
    model.load(directory.resolve(WEIGHTS));
    batches.moveTo(model.counter("batch")[0]);
  }

  @Override
  public void loadWeights(Path directory) throws IOException {
    model.loadWeights(directory.resolve(WEIGHTS));
  }

  @Override
  public void close() {
    batches.close();
    model.close();
  }
}
