package palestra.generative.vae;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import palestra.generative.EncodingModel;
import palestra.generative.GenerativeContext;
import palestra.generative.data.Batches;
import palestra.generative.data.Data;
import palestra.generative.data.Examples;
import palestra.generative.internal.Chunks;
import palestra.generative.internal.Training;
import palestra.generative.metrics.Judges;
import palestra.generative.metrics.PictureErrors;
import palestra.generative.metrics.SampleMetrics;
import palestra.generative.vae.Networks.Posterior;
import palestra.networks.Endpoint;
import palestra.networks.Model;
import palestra.networks.Scope;
import palestra.networks.losses.Losses;
import palestra.networks.optimizers.Adam;
import palestra.networks.optimizers.Minimizer;
import palestra.networks.random.SplitMix64;

/**
 * Variational autoencoder (Kingma and Welling 2013): an encoder gives a normal distribution {@code
 * q(z|x)} of latents, a decoder the distribution {@code p(x|z)} of examples, the prior {@code p(z)}
 * is standard normal. With {@code k} latents of each example drawn from {@code q} it maximises
 *
 * <pre>
 *   k = 1   log p(x|z) - beta KL(q(z|x) || p(z))                       ELBO; beta-VAE
 *   k > 1   log 1/k sum_i p(x|z_i) (p(z_i) / q(z_i|x))^beta             IWAE (Burda et al. 2015)
 * </pre>
 *
 * <p>Shapes: examples {@code [batch, ...shape]}, latents {@code [k batch, latentSize]}, what is
 * decoded {@code [k batch, numbers in an example]}. A conditional one (Sohn et al. 2015) has the
 * class, one number for each, beside the encoder's features and beside the latents.
 */
public sealed class Vae implements EncodingModel permits ConditionalVae {
  /** Held-out examples that reconstruction and active units are measured on. */
  private static final int ENCODED = 1_000;

  /** Burda et al. 2015, section 5.2: a latent whose mean varies less than this is not used. */
  private static final double ACTIVE_VARIANCE = 0.01;

  private static final String LABELS = Weighing.LABELS;
  private static final String BETA = "beta";
  private static final String SIGMA = "logSigma";
  private static final int NO_LABEL = -1;

  private final VaeConfig config;
  private final Data data;
  private final Judges judges;
  private final Model model;
  private final Networks networks;
  private final Training training;
  private final Endpoint encode;
  private final Endpoint decode;
  private final Weighing weighing;

  /** Builds the graph. */
  public Vae(VaeConfig config, GenerativeContext context) {
    this.config = config;
    this.data = context.data();
    this.judges = context.judges();
    this.model = new Model(context.device(), context.seed());
    this.networks = new Networks(model, config, data);
    this.training = training(context);
    this.encode = encoding();
    this.decode = decoding();
    this.weighing = Weighing.in(model, networks);
  }

  private Training training(GenerativeContext context) {
    Scope scope = model.scope().forTraining();
    Ops tf = scope.tf();
    int batch = config.batchSize();
    int k = config.importanceSamples();
    Operand<TFloat32> rows = model.input("rows", TFloat32.class, networks.codec().rows(batch));
    Operand<TInt64> labels = networks.labels(LABELS, batch);
    Operand<TFloat32> beta = model.input(BETA, TFloat32.class);

    Operand<TFloat32> x = networks.binarized(scope, rows);
    Operand<TFloat32> y = networks.withheld(scope, networks.oneHot(scope, labels));
    Posterior q = networks.posterior(scope, x, y);
    Operand<TFloat32> epsilon =
        scope.normal("epsilon", Shape.of((long) k * batch, networks.latentSize()));
    Operand<TFloat32> z = Networks.latents(scope, q, epsilon, k);
    Operand<TFloat32> logLikelihood = networks.logLikelihood(scope, x, z, y, k);
    Operand<TFloat32> reconstruction = tf.math.neg(Losses.mean(scope, logLikelihood));
    Operand<TFloat32> divergence = Losses.mean(scope, Bounds.divergence(scope, q));
    Operand<TFloat32> loss =
        k == 1
            ? tf.math.add(reconstruction, tf.math.mul(beta, divergence))
            : Bounds.importanceLoss(
                scope, logLikelihood, Bounds.logRatio(scope, q, z, epsilon, k), beta, k);

    Minimizer minimizer =
        new Minimizer(
            model, "adam", new Adam(), loss, model.scope().trainable(), Double.POSITIVE_INFINITY);
    Endpoint.Builder train =
        told(model.endpoint("train").input(Training.ROWS, rows).input(BETA, beta), labels)
            .output("loss", loss)
            .output("reconstruction", reconstruction)
            .output("klDivergence", divergence)
            .threads(Training.threads(data));
    return new Training(
        model,
        minimizer,
        minimizer.addTo(train).build(),
        List.of("loss", "reconstruction", "klDivergence"),
        config.learningRate(),
        batch,
        context);
  }

  private Endpoint encoding() {
    Scope scope = model.scope();
    Operand<TFloat32> rows =
        model.input("encodeRows", TFloat32.class, networks.codec().rows(Chunks.ROWS));
    Operand<TInt64> labels = networks.labels("encodeLabels", Chunks.ROWS);
    Posterior q = networks.posterior(scope, rows, networks.oneHot(scope, labels));
    return told(model.endpoint("encode").input(Chunks.IN, rows), labels)
        .output(Chunks.OUT, q.mean())
        .build();
  }

  private Endpoint decoding() {
    Scope scope = model.scope();
    Operand<TFloat32> z =
        model.input("decodeRows", TFloat32.class, Chunks.ROWS, networks.latentSize());
    Operand<TInt64> labels = networks.labels("decodeLabels", Chunks.ROWS);
    Operand<TFloat32> decoded = networks.decoded(scope, z, networks.oneHot(scope, labels));
    Endpoint.Builder endpoint =
        told(model.endpoint("decode").input(Chunks.IN, z), labels)
            .output(Chunks.OUT, networks.mean(scope, decoded));
    if (networks.likelihood() == Likelihood.GAUSSIAN) {
      endpoint.output(SIGMA, scope.tf().identity(networks.logSigma()));
    }
    return endpoint.build();
  }

  private static Endpoint.Builder told(Endpoint.Builder endpoint, Operand<TInt64> labels) {
    return labels == null ? endpoint : endpoint.input(LABELS, labels);
  }

  @Override
  public Map<String, Double> trainStep(int generatorSteps) {
    Map<String, Double> figures = training.run(generatorSteps, this::feed);
    figures.put(BETA, config.beta().at(training.progress()));
    return figures;
  }

  private void feed(Endpoint train, Batches.Batch batch) {
    train.floats(BETA).put(0, (float) config.beta().at(training.progress()));
    for (int i = 0; config.conditional() && i < batch.labels().length; i++) {
      train.longs(LABELS).put(i, batch.labels()[i]);
    }
  }

  @Override
  public int latentSize() {
    return networks.latentSize();
  }

  @Override
  public String encoder() {
    return networks.codec().encoder();
  }

  /** The posterior's means; a conditional model is not told the class. */
  @Override
  public float[][] encode(float[][] rows) {
    return run(encode, rows, null);
  }

  /** The means; a conditional model is not told the class. */
  @Override
  public float[][] decode(float[][] latents) {
    return run(decode, latents, null);
  }

  private float[][] run(Endpoint endpoint, float[][] rows, int[] labels) {
    return Chunks.run(
        endpoint,
        rows,
        first -> {
          for (int i = 0; config.conditional() && i < Chunks.ROWS; i++) {
            boolean told = labels != null && first + i < labels.length;
            endpoint.longs(LABELS).put(i, told ? labels[first + i] : NO_LABEL);
          }
        });
  }

  /**
   * Pictures are the decoder's means; points are drawn around them. A conditional model's classes
   * are drawn evenly.
   */
  @Override
  public float[][] sample(int count, long seed) {
    int[] labels = new int[count];
    RandomGenerator random = new SplitMix64(~seed);
    for (int i = 0; config.conditional() && i < count; i++) {
      labels[i] = random.nextInt(data.classes());
    }
    return drawn(labels, seed);
  }

  /** One sample of each of these classes, which only a conditional model looks at. */
  final float[][] drawn(int[] labels, long seed) {
    float[][] latents = new float[labels.length][latentSize()];
    addNormal(latents, 1, new SplitMix64(seed));
    float[][] samples = run(decode, latents, labels);
    if (!data.pictures()) {
      double sigma = Math.exp(decode.result(SIGMA).get(0));
      addNormal(samples, sigma, new SplitMix64(seed + 1));
    }
    return samples;
  }

  private static void addNormal(float[][] rows, double deviation, RandomGenerator random) {
    for (float[] row : rows) {
      for (int k = 0; k < row.length; k++) {
        row[k] += (float) (deviation * random.nextGaussian());
      }
    }
  }

  @Override
  public Map<String, Double> metrics(long seed) {
    Examples judged = data.examples(Data.Part.HELD_OUT, config.likelihoodExamples(), seed);
    float[][] x = networks.binarized(judged.rows(), seed);
    int[] labels = config.conditional() ? judged.labels() : null;
    Map<String, Double> figures = weighing.of(x, labels, config.likelihoodSamples(), seed);

    float[][] rows = data.examples(Data.Part.HELD_OUT, ENCODED, seed).rows();
    float[][] latents = encode(rows);
    figures.put("reconstructionError", PictureErrors.meanSquaredError(rows, decode(latents)));
    figures.put("activeUnits", (double) activeUnits(latents));
    figures.putAll(SampleMetrics.of(data, judges, sample(SampleMetrics.samples(data), seed), seed));
    return figures;
  }

  /** How many latents vary from example to example. */
  static int activeUnits(float[][] means) {
    int active = 0;
    for (int k = 0; k < means[0].length; k++) {
      double sum = 0;
      double squares = 0;
      for (float[] row : means) {
        sum += row[k];
        squares += (double) row[k] * row[k];
      }
      double mean = sum / means.length;
      active += squares / means.length - mean * mean > ACTIVE_VARIANCE ? 1 : 0;
    }
    return active;
  }

  /** How many classes it tells apart; 0 where it is not conditional. */
  final int toldClasses() {
    return config.conditional() ? data.classes() : 0;
  }

  /** Copies of all variables by path. */
  final Map<String, float[]> weights() {
    return model.values();
  }

  @Override
  public double secondsWaited() {
    return training.secondsWaited();
  }

  @Override
  public void save(Path directory) throws IOException {
    training.save(directory);
  }

  @Override
  public void load(Path directory) throws IOException {
    training.load(directory);
  }

  @Override
  public void loadWeights(Path directory) throws IOException {
    training.loadWeights(directory);
  }

  @Override
  public void close() {
    training.close();
  }
}
