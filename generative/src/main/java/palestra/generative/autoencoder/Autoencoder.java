package palestra.generative.autoencoder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import palestra.generative.EncodingModel;
import palestra.generative.GenerativeContext;
import palestra.generative.data.Data;
import palestra.generative.internal.Chunks;
import palestra.generative.internal.Codec;
import palestra.generative.internal.Training;
import palestra.generative.metrics.Judges;
import palestra.generative.metrics.PictureErrors;
import palestra.generative.metrics.SampleMetrics;
import palestra.networks.Endpoint;
import palestra.networks.Model;
import palestra.networks.Scope;
import palestra.networks.gradients.Gradients;
import palestra.networks.losses.Losses;
import palestra.networks.optimizers.Adam;
import palestra.networks.optimizers.Minimizer;
import palestra.networks.random.SplitMix64;

/**
 * Autoencoder: an encoder {@code f} and a decoder {@code g} that learn to give back what they are
 * shown through a narrow, corrupted, resting or contracting code:
 *
 * <pre>
 *   minimise  L(x, g(f(x')))                            x' = x, or corrupted: denoising
 *             + sparsityWeight S(f(x'))                 sparse
 *             + contractionWeight |df/dx|_F^2           contractive
 * </pre>
 *
 * <p>S is {@code sum_j KL(target || mean of f_j over the batch)} (Ng 2011) or {@code sum_j |f_j|}.
 * Shapes: examples {@code [batch, ...shape]}, latents {@code [batch, latentSize]}. It has no
 * distribution of its own: samples are decoded from a normal distribution that is fitted to the
 * training examples' latents.
 */
public final class Autoencoder implements EncodingModel {
  /** Held-out examples that metrics are means over. */
  private static final int MEASURED = 1_000;

  /** Training examples whose latents the distribution for samples is fitted to. */
  private static final int FITTED = 2_000;

  private static final int PICTURE_LATENTS = 32;
  private static final float TINY = 1e-6f;
  private static final String SEED = "seed";

  private final AutoencoderConfig config;
  private final Data data;
  private final Judges judges;
  private final Codec codec;
  private final int latentSize;
  private final Model model;
  private final Training training;
  private final Endpoint encode;
  private final Endpoint decode;
  private final Endpoint contraction;

  /** What samples are drawn from; null until the present weights are asked for one. */
  private LatentNormal normal;

  /** Builds the graph. */
  public Autoencoder(AutoencoderConfig config, GenerativeContext context) {
    this.config = config;
    this.data = context.data();
    this.judges = context.judges();
    this.codec = Codec.of(config.encoder(), config.decoder(), data);
    this.latentSize =
        config.latentSize() > 0 ? config.latentSize() : data.pictures() ? PICTURE_LATENTS : 1;
    this.model = new Model(context.device(), context.seed());
    this.training = training(context);
    this.encode = encoding();
    this.decode = decoding();
    this.contraction = contracting();
  }

  private Training training(GenerativeContext context) {
    Scope scope = model.scope().forTraining();
    Ops tf = scope.tf();
    int batch = config.batchSize();
    Operand<TFloat32> x = model.input("rows", TFloat32.class, codec.rows(batch));
    Operand<TFloat32> corrupted = config.corruption().apply(scope, x, config.corruptionLevel());
    Operand<TFloat32> z = latents(scope, corrupted);

    Map<String, Operand<TFloat32>> figures = new LinkedHashMap<>();
    Operand<TFloat32> loss = Losses.mean(scope, reconstruction(scope, x, z));
    figures.put("reconstruction", loss);
    if (config.sparsity() != Sparsity.NONE) {
      Operand<TFloat32> sparsity =
          config.sparsity() == Sparsity.KL
              ? divergence(scope, z, config.sparsityTarget())
              : magnitude(scope, z);
      figures.put("sparsity", sparsity);
      loss = plus(tf, loss, config.sparsityWeight(), sparsity);
    }
    if (config.contractionWeight() > 0) {
      Operand<TFloat32> norm = jacobianNorm(scope, corrupted, z, config.jacobianProbes());
      figures.put("jacobianNorm", norm);
      loss = plus(tf, loss, config.contractionWeight(), norm);
    }
    figures.put("loss", loss);

    Minimizer minimizer =
        new Minimizer(
            model, "adam", new Adam(), loss, model.scope().trainable(), Double.POSITIVE_INFINITY);
    Endpoint.Builder train =
        model.endpoint("train").input(Training.ROWS, x).threads(Training.threads(data));
    figures.forEach(train::output);
    return new Training(
        model,
        minimizer,
        minimizer.addTo(train).build(),
        List.copyOf(figures.keySet()),
        config.learningRate(),
        batch,
        context);
  }

  private static Operand<TFloat32> plus(
      Ops tf, Operand<TFloat32> loss, double weight, Operand<TFloat32> term) {
    return tf.math.add(loss, tf.math.mul(tf.constant((float) weight), term));
  }

  /** {@code f(x)}. */
  private Operand<TFloat32> latents(Scope scope, Operand<TFloat32> x) {
    return Codec.head(scope, codec.features(scope, x), latentSize, config.latentActivation());
  }

  /** {@code L(x, g(z))} of each example. */
  private Operand<TFloat32> reconstruction(Scope scope, Operand<TFloat32> x, Operand<TFloat32> z) {
    long[] flat = {x.shape().get(0), data.rowSize()};
    return config
        .reconstruction()
        .loss(
            scope, data, codec.decode(scope, z), scope.tf().reshape(x, scope.tf().constant(flat)));
  }

  /**
   * {@code sum_j t log(t / m_j) + (1 - t) log((1 - t) / (1 - m_j))} with the means m of each latent
   * over the batch.
   */
  static Operand<TFloat32> divergence(Scope scope, Operand<TFloat32> z, double target) {
    Ops tf = scope.tf();
    Operand<TFloat32> mean = tf.math.mean(z, tf.constant(0));
    Operand<TFloat32> on = tf.math.log(tf.math.add(mean, tf.constant(TINY)));
    Operand<TFloat32> off = tf.math.log(tf.math.sub(tf.constant(1 + TINY), mean));
    double entropy = target * Math.log(target) + (1 - target) * Math.log(1 - target);
    Operand<TFloat32> cross =
        tf.math.add(
            tf.math.mul(tf.constant((float) target), on),
            tf.math.mul(tf.constant((float) (1 - target)), off));
    return tf.sum(tf.math.sub(tf.constant((float) entropy), cross), tf.constant(0));
  }

  /** {@code sum_j |z_j|}, the batch's mean. */
  static Operand<TFloat32> magnitude(Scope scope, Operand<TFloat32> z) {
    Ops tf = scope.tf();
    return Losses.mean(scope, tf.sum(tf.math.abs(z), tf.constant(1)));
  }

  /** {@code |df/dx|_F^2}, the batch's mean. */
  static Operand<TFloat32> jacobianNorm(
      Scope scope, Operand<TFloat32> x, Operand<TFloat32> z, int probes) {
    Ops tf = scope.tf();
    Shape shape = z.shape();
    int latents = Math.toIntExact(shape.get(1));
    List<Operand<TFloat32>> squares = new ArrayList<>();
    for (int i = 0; i < (probes == 0 ? latents : probes); i++) {
      Operand<TFloat32> direction =
          probes == 0 ? latent(scope, shape, i) : signs(scope, scope.uniform("probe" + i, shape));
      squares.add(tf.math.mul(tf.constant(2f), tf.nn.l2Loss(along(scope, x, z, direction))));
    }
    double share = 1.0 / (shape.get(0) * Math.max(1, probes));
    return tf.math.mul(tf.constant((float) share), tf.math.addN(squares));
  }

  /** {@code v^T df/dx} of each example: one backward pass. */
  private static Operand<TFloat32> along(
      Scope scope, Operand<TFloat32> x, Operand<TFloat32> z, Operand<TFloat32> v) {
    return Gradients.of(scope, List.of(z), List.of(v), List.of(x)).get(0);
  }

  private static Operand<TFloat32> latent(Scope scope, Shape shape, int latent) {
    float[][] direction = new float[(int) shape.get(0)][(int) shape.get(1)];
    for (float[] row : direction) {
      row[latent] = 1;
    }
    return scope.tf().constant(direction);
  }

  /** Hutchinson's directions: {@code E |v^T J|^2 = |J|_F^2} for independent signs v. */
  private static Operand<TFloat32> signs(Scope scope, Operand<TFloat32> uniform) {
    Ops tf = scope.tf();
    return tf.select(tf.math.less(uniform, tf.constant(0.5f)), tf.constant(-1f), tf.constant(1f));
  }

  private Endpoint encoding() {
    Operand<TFloat32> x = model.input("encodeRows", TFloat32.class, codec.rows(Chunks.ROWS));
    return model
        .endpoint("encode")
        .input(Chunks.IN, x)
        .output(Chunks.OUT, latents(model.scope(), x))
        .build();
  }

  private Endpoint decoding() {
    Scope scope = model.scope();
    Operand<TFloat32> z = model.input("decodeRows", TFloat32.class, Chunks.ROWS, latentSize);
    return model
        .endpoint("decode")
        .input(Chunks.IN, z)
        .output(Chunks.OUT, Reconstruction.inUnits(scope, data, codec.decode(scope, z)))
        .build();
  }

  private Endpoint contracting() {
    Scope scope = model.scope();
    Ops tf = scope.tf();
    Operand<TFloat32> x = model.input("contractRows", TFloat32.class, codec.rows(Chunks.ROWS));
    Operand<TInt64> seed = model.input("contractSeed", TInt64.class, 2);
    Operand<TFloat32> z = latents(scope, x);
    // Not the scope's noise: its count is the training's.
    Operand<TFloat32> uniform = tf.random.statelessRandomUniform(tf.constant(z.shape()), seed);
    Operand<TFloat32> row =
        tf.reshape(
            along(scope, x, z, signs(scope, uniform)),
            tf.constant(new long[] {Chunks.ROWS, data.rowSize()}));
    return model
        .endpoint("contract")
        .input(Chunks.IN, x)
        .input(SEED, seed)
        .output(Chunks.OUT, tf.sum(tf.math.square(row), tf.constant(1)))
        .build();
  }

  @Override
  public Map<String, Double> trainStep(int generatorSteps) {
    normal = null;
    return training.run(generatorSteps, (endpoint, batch) -> {});
  }

  @Override
  public int latentSize() {
    return latentSize;
  }

  @Override
  public String encoder() {
    return codec.encoder();
  }

  @Override
  public float[][] encode(float[][] rows) {
    return Chunks.run(encode, rows);
  }

  @Override
  public float[][] decode(float[][] latents) {
    return Chunks.run(decode, latents);
  }

  @Override
  public float[][] sample(int count, long seed) {
    if (normal == null) {
      normal = LatentNormal.of(encode(data.examples(Data.Part.TRAINING, FITTED, 0).rows()));
    }
    return decode(normal.draw(count, new SplitMix64(seed)));
  }

  @Override
  public Map<String, Double> metrics(long seed) {
    float[][] rows = data.examples(Data.Part.HELD_OUT, MEASURED, seed).rows();
    float[][] latents = encode(rows);
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("reconstructionError", PictureErrors.meanSquaredError(rows, decode(latents)));
    if (config.corruption() != Corruption.NONE) {
      float[][] noisy = config.corruption().apply(rows, config.corruptionLevel(), seed);
      figures.put("denoisedError", PictureErrors.meanSquaredError(rows, decode(encode(noisy))));
      figures.put("corruptedError", PictureErrors.meanSquaredError(rows, noisy));
    }
    figures.put("meanActivation", mean(latents));
    figures.put("jacobianNorm", mean(contractions(rows, seed)));
    figures.putAll(SampleMetrics.of(data, judges, sample(SampleMetrics.samples(data), seed), seed));
    return figures;
  }

  private float[][] contractions(float[][] rows, long seed) {
    return Chunks.run(
        contraction, rows, first -> contraction.longs(SEED).put(0, seed).put(1, first));
  }

  private static double mean(float[][] rows) {
    double sum = 0;
    for (float[] row : rows) {
      for (float value : row) {
        sum += Math.abs(value) / row.length;
      }
    }
    return sum / rows.length;
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
    normal = null;
    training.load(directory);
  }

  @Override
  public void loadWeights(Path directory) throws IOException {
    normal = null;
    training.loadWeights(directory);
  }

  @Override
  public void close() {
    training.close();
  }
}
