package palestra.generative.vqvae;

import java.io.IOException;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import palestra.generative.EncodingModel;
import palestra.generative.GenerativeContext;
import palestra.generative.autoencoder.Reconstruction;
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
import palestra.networks.layers.Activation;
import palestra.networks.losses.Losses;
import palestra.networks.optimizers.Adam;
import palestra.networks.optimizers.Minimizer;
import palestra.networks.random.SplitMix64;

/**
 * Vector-quantised autoencoder (van den Oord et al. 2017, "Neural discrete representation
 * learning"): the encoder's output, {@code N} vectors {@code z} of {@code D} numbers, is replaced
 * by the nearest of {@code K} learned codes {@code e}, through which the gradient passes straight:
 *
 * <pre>
 *   minimise  L(x, g(z + sg(e - z))) + |sg(z) - e|^2 + commitment |z - sg(e)|^2
 * </pre>
 *
 * <p>where the middle term is there if the codebook learns by gradient; else its codes are running
 * averages of the z that chose them. A recurrent prior over an example's N codes learns beside it,
 * of codes that hold still for it; samples are drawn from it code by code. Latents are an example's
 * codes one after the other, {@code [batch, N D]}.
 */
public final class VqVae implements EncodingModel {
  /** Held-out examples that metrics are means over. */
  private static final int MEASURED = 1_000;

  private static final int PICTURE_CODES = 16;
  private static final int POINT_CODES = 2;
  private static final String CODES = "codes";

  private final VqVaeConfig config;
  private final Data data;
  private final Judges judges;
  private final Codec codec;
  private final int perExample;
  private final Codebook codebook;
  private final CodePrior prior;
  private final Model model;
  private final Training training;
  private final Endpoint encode;
  private final Endpoint decode;
  private final Endpoint weigh;
  private final Endpoint next;
  private final Endpoint look;

  /** Builds the graph. */
  public VqVae(VqVaeConfig config, GenerativeContext context) {
    this.config = config;
    this.data = context.data();
    this.judges = context.judges();
    this.codec = Codec.of(config.encoder(), config.decoder(), data);
    int codes = config.codesPerExample();
    this.perExample = codes > 0 ? codes : data.pictures() ? PICTURE_CODES : POINT_CODES;
    this.codebook = new Codebook(config);
    this.prior = new CodePrior(config, perExample);
    this.model = new Model(context.device(), context.seed());
    this.training = training(context);
    this.encode = encoding();
    this.decode = decoding();
    this.weigh = weighing();
    this.next = prior.next(model, Chunks.ROWS);
    this.look = looking();
  }

  private Training training(GenerativeContext context) {
    Scope scope = model.scope().forTraining();
    Ops tf = scope.tf();
    int batch = config.batchSize();
    Operand<TFloat32> x = model.input("rows", TFloat32.class, codec.rows(batch));
    Operand<TFloat32> z = encoded(scope, x);
    Codebook.Choice choice = codebook.choose(scope, z);
    Operand<TFloat32> oneHot = codebook.oneHot(scope, choice.codes());

    Operand<TFloat32> reconstruction = reconstruction(scope, x, straightThrough(scope, z, choice));
    Operand<TFloat32> commitment = distance(scope, z, tf.stopGradient(choice.vectors()), batch);
    Operand<TFloat32> priorLoss = Losses.mean(scope, prior.loss(scope, choice.codes()));
    Operand<TFloat32> loss =
        tf.math.add(
            tf.math.add(reconstruction, priorLoss),
            tf.math.mul(tf.constant((float) config.commitment()), commitment));
    loss =
        config.codebookUpdate() == CodebookUpdate.GRADIENT
            ? tf.math.add(loss, distance(scope, tf.stopGradient(z), choice.vectors(), batch))
            : codebook.average(scope, z, choice, oneHot, loss);

    Map<String, Operand<TFloat32>> figures = new LinkedHashMap<>();
    figures.put("loss", loss);
    figures.put("reconstruction", reconstruction);
    figures.put("commitment", commitment);
    figures.put("priorLoss", priorLoss);
    figures.put("perplexity", Codebook.perplexity(scope, oneHot));
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

  /** The vectors that choose codes, {@code [batch N, D]}. */
  private Operand<TFloat32> encoded(Scope scope, Operand<TFloat32> x) {
    Ops tf = scope.tf();
    Operand<TFloat32> z =
        Codec.head(scope, codec.features(scope, x), latentSize(), Activation.LINEAR);
    long[] rows = {x.shape().get(0) * perExample, config.codeSize()};
    return tf.reshape(z, tf.constant(rows));
  }

  /** {@code z + sg(e - z)}: the code's value, the encoder's gradient. */
  static Operand<TFloat32> straightThrough(
      Scope scope, Operand<TFloat32> z, Codebook.Choice choice) {
    Ops tf = scope.tf();
    return tf.math.add(z, tf.stopGradient(tf.math.sub(choice.vectors(), z)));
  }

  /** {@code L(x, g(e))}, the batch's mean. */
  private Operand<TFloat32> reconstruction(
      Scope scope, Operand<TFloat32> x, Operand<TFloat32> codes) {
    Ops tf = scope.tf();
    long batch = x.shape().get(0);
    Operand<TFloat32> decoded = codec.decode(scope, examples(scope, codes));
    Operand<TFloat32> flat = tf.reshape(x, tf.constant(new long[] {batch, data.rowSize()}));
    return Losses.mean(scope, config.reconstruction().loss(scope, data, decoded, flat));
  }

  /** {@code |a - b|^2} over the vectors of an example, the batch's mean. */
  static Operand<TFloat32> distance(
      Scope scope, Operand<TFloat32> a, Operand<TFloat32> b, int batch) {
    Ops tf = scope.tf();
    Operand<TFloat32> half = tf.nn.l2Loss(tf.math.sub(a, b));
    return tf.math.mul(half, tf.constant(2f / batch));
  }

  /** Vectors {@code [rows N, D]} as latents {@code [rows, N D]}. */
  private Operand<TFloat32> examples(Scope scope, Operand<TFloat32> vectors) {
    long[] rows = {vectors.shape().get(0) / perExample, latentSize()};
    return scope.tf().reshape(vectors, scope.tf().constant(rows));
  }

  private Endpoint encoding() {
    Scope scope = model.scope();
    Operand<TFloat32> x = model.input("encodeRows", TFloat32.class, codec.rows(Chunks.ROWS));
    Codebook.Choice choice = codebook.choose(scope, encoded(scope, x));
    return model
        .endpoint("encode")
        .input(Chunks.IN, x)
        .output(Chunks.OUT, examples(scope, choice.vectors()))
        .build();
  }

  private Endpoint decoding() {
    Operand<TFloat32> z = model.input("decodeRows", TFloat32.class, Chunks.ROWS, latentSize());
    return model.endpoint("decode").input(Chunks.IN, z).output(Chunks.OUT, decoded(z)).build();
  }

  private Operand<TFloat32> decoded(Operand<TFloat32> z) {
    Scope scope = model.scope();
    return Reconstruction.inUnits(scope, data, codec.decode(scope, z));
  }

  /** The prior's loss of examples, and their codes as numbers. */
  private Endpoint weighing() {
    Scope scope = model.scope();
    Ops tf = scope.tf();
    Operand<TFloat32> x = model.input("weighRows", TFloat32.class, codec.rows(Chunks.ROWS));
    Operand<TInt64> codes = codebook.choose(scope, encoded(scope, x)).codes();
    Operand<TFloat32> numbers =
        tf.reshape(
            tf.dtypes.cast(codes, TFloat32.class),
            tf.constant(new long[] {Chunks.ROWS, perExample}));
    Operand<TFloat32> loss = tf.expandDims(prior.loss(scope, codes), tf.constant(1));
    return model
        .endpoint("weigh")
        .input(Chunks.IN, x)
        .output(Chunks.OUT, tf.concat(List.of(numbers, loss), tf.constant(1)))
        .build();
  }

  private Endpoint looking() {
    Scope scope = model.scope();
    Operand<TInt64> codes = model.input("lookCodes", TInt64.class, (long) Chunks.ROWS * perExample);
    return model
        .endpoint("look")
        .input(CODES, codes)
        .output(Chunks.OUT, decoded(examples(scope, codebook.look(scope, codes))))
        .build();
  }

  @Override
  public Map<String, Double> trainStep(int generatorSteps) {
    return training.run(generatorSteps, (endpoint, batch) -> {});
  }

  @Override
  public int latentSize() {
    return perExample * config.codeSize();
  }

  @Override
  public String encoder() {
    return codec.encoder();
  }

  /** The codes that examples choose, N vectors each, one after the other. */
  @Override
  public float[][] encode(float[][] rows) {
    return Chunks.run(encode, rows);
  }

  /** Vectors are decoded as they are, codes or not, so that one may walk between codes. */
  @Override
  public float[][] decode(float[][] latents) {
    return Chunks.run(decode, latents);
  }

  @Override
  public float[][] sample(int count, long seed) {
    RandomGenerator random = new SplitMix64(seed);
    float[][] samples = new float[count][data.rowSize()];
    for (int from = 0; from < count; from += Chunks.ROWS) {
      long[] codes = prior.draw(next, Chunks.ROWS, random);
      LongBuffer into = look.longs(CODES);
      into.put(0, codes);
      look.run();
      for (int i = from; i < Math.min(count, from + Chunks.ROWS); i++) {
        look.result(Chunks.OUT).get((i - from) * data.rowSize(), samples[i]);
      }
    }
    return samples;
  }

  @Override
  public Map<String, Double> metrics(long seed) {
    float[][] rows = data.examples(Data.Part.HELD_OUT, MEASURED, seed).rows();
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("reconstructionError", PictureErrors.meanSquaredError(rows, decode(encode(rows))));
    double[] uses = new double[config.codebookSize()];
    double loss = 0;
    for (float[] row : Chunks.run(weigh, rows)) {
      for (int i = 0; i < perExample; i++) {
        uses[(int) row[i]]++;
      }
      loss += row[perExample] / rows.length;
    }
    figures.put("perplexity", perplexity(uses));
    figures.put("priorLoss", loss);
    figures.putAll(SampleMetrics.of(data, judges, sample(SampleMetrics.samples(data), seed), seed));
    return figures;
  }

  /** {@code exp(-sum_k p_k log p_k)} of the shares of all uses. */
  static double perplexity(double[] uses) {
    double all = 0;
    for (double n : uses) {
      all += n;
    }
    double entropy = 0;
    for (double n : uses) {
      entropy -= n == 0 ? 0 : n / all * Math.log(n / all);
    }
    return Math.exp(entropy);
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
