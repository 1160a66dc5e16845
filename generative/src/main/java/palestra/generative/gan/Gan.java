package palestra.generative.gan;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.generative.GenerativeContext;
import palestra.generative.GenerativeModel;
import palestra.generative.data.PlanarData;
import palestra.generative.metrics.Judges;
import palestra.generative.metrics.ModeCoverage;
import palestra.generative.metrics.SampleMetrics;
import palestra.networks.Endpoint;
import palestra.networks.Initializer;
import palestra.networks.Model;
import palestra.networks.Scope;
import palestra.networks.layers.Activation;
import palestra.networks.layers.Dense;
import palestra.networks.layers.Layer;
import palestra.networks.layers.Maxout;
import palestra.networks.layers.Mlp;
import palestra.networks.losses.Losses;
import palestra.networks.optimizers.Adam;
import palestra.networks.optimizers.Minimizer;
import palestra.networks.random.SplitMix64;

/**
 * Generative adversarial network (Goodfellow et al. 2014) whose discriminator may judge several
 * samples at once (PacGAN, Lin et al. 2018), for points in the plane.
 *
 * <p>A generator {@code G} makes samples from normal noise {@code z}; a discriminator {@code D}
 * gives the probability that {@code m} samples, one after the other in a row, are real:
 *
 * <pre>
 *   D minimises  -log D(x_1 .. x_m) - log(1 - D(G(z_1) .. G(z_m)))
 *   G minimises  -log D(G(z_1) .. G(z_m))
 * </pre>
 *
 * <p>Shapes: noise {@code [batchSize, latentSize]}, samples {@code [batchSize, 2]}, packs {@code
 * [batchSize / packing, 2 * packing]}. Steps alternate as in Goodfellow's algorithm 1. Not for
 * images: both networks are multi-layer perceptrons.
 */
public final class Gan implements GenerativeModel {
  private static final int DIMENSIONS = 2;
  private static final int SAMPLE_ROWS = 500;
  private static final String WEIGHTS = "gan";
  private static final String GENERATOR = "generator";
  private static final String DISCRIMINATOR = "discriminator";
  private static final String AVERAGE = "average";

  private final GanConfig config;
  private final PlanarData data;
  private final Judges judges;
  private final long totalGeneratorSteps;
  private final SplitMix64 random;
  private final Model model;
  private final Minimizer discriminatorMinimizer;
  private final Minimizer generatorMinimizer;
  private final Endpoint discriminate;
  private final Endpoint generate;
  private final Endpoint average;
  private final Endpoint sample;
  private final FloatBuffer discriminatorNoise;
  private final FloatBuffer generatorNoise;
  private final FloatBuffer realPoints;
  private final FloatBuffer logits;
  private final float[] noise;
  private final float[] points;

  /** Builds the graph. */
  public Gan(GanConfig config, PlanarData data, GenerativeContext context) {
    this.config = config;
    this.data = data;
    this.judges = context.judges();
    this.totalGeneratorSteps = context.totalGeneratorSteps();
    this.random = new SplitMix64(context.seed());
    this.model = new Model(context.device(), context.seed());
    int batch = config.batchSize();
    Operand<TFloat32> z = model.input("noise", TFloat32.class, batch, config.latentSize());
    Operand<TFloat32> real = model.input("real", TFloat32.class, batch, DIMENSIONS);
    Operand<TFloat32> fake = generator(GENERATOR, z);

    Operand<TFloat32> judged = judgeBoth(real, fake);
    Operand<TFloat32> discriminatorLoss = discriminatorLoss(judged);
    discriminatorMinimizer = minimizer(DISCRIMINATOR, discriminatorLoss);
    discriminate =
        discriminatorMinimizer
            .addTo(model.endpoint("discriminate").input("noise", z).input("real", real))
            .output("loss", discriminatorLoss)
            .output("logits", judged)
            .build();

    Operand<TFloat32> generatorLoss = generatorLoss(discriminator(pack(fake)));
    generatorMinimizer = minimizer(GENERATOR, generatorLoss);
    generate =
        generatorMinimizer
            .addTo(model.endpoint("generate").input("noise", z))
            .output("loss", generatorLoss)
            .build();

    Operand<TFloat32> z1 =
        model.input("sampleNoise", TFloat32.class, SAMPLE_ROWS, config.latentSize());
    Operand<TFloat32> samples = generator(AVERAGE, z1);
    sample = model.endpoint("sample").input("noise", z1).output("samples", samples).build();
    average =
        model
            .endpoint("average")
            .target(model.blend(GENERATOR, AVERAGE, 1 - config.averageDecay()))
            .build();
    model.endpoint("start").target(model.blend(GENERATOR, AVERAGE, 1)).build().run();

    discriminatorNoise = discriminate.floats("noise");
    realPoints = discriminate.floats("real");
    generatorNoise = generate.floats("noise");
    logits = discriminate.result("logits");
    noise = new float[batch * config.latentSize()];
    points = new float[batch * DIMENSIONS];
  }

  private Operand<TFloat32> generator(String path, Operand<TFloat32> z) {
    Scope scope = model.scope().child(path);
    Operand<TFloat32> h =
        new Mlp(config.generatorWidths(), config.generatorActivation(), Initializer.heNormal())
            .apply(scope.child("body"), z);
    return new Dense(DIMENSIONS, Activation.LINEAR, Initializer.glorotUniform())
        .apply(scope.child("head"), h);
  }

  /** The logit of "real" for each pack. */
  private Operand<TFloat32> discriminator(Operand<TFloat32> packs) {
    Scope scope = model.scope().child(DISCRIMINATOR);
    Operand<TFloat32> h = packs;
    for (int i = 0; i < config.discriminatorWidths().size(); i++) {
      h = discriminatorLayer(config.discriminatorWidths().get(i)).apply(scope.child("h" + i), h);
    }
    return new Dense(1, Activation.LINEAR, Initializer.glorotUniform())
        .apply(scope.child("head"), h);
  }

  private Layer discriminatorLayer(int units) {
    return config.maxoutPieces() == 1
        ? new Dense(units, config.discriminatorActivation(), Initializer.heNormal())
        : new Maxout(units, config.maxoutPieces(), Initializer.glorotUniform());
  }

  /** PacGAN's packing: {@code m} samples one after the other in each row. */
  private Operand<TFloat32> pack(Operand<TFloat32> samples) {
    Ops tf = model.scope().tf();
    long[] shape = {config.batchSize() / config.packing(), (long) DIMENSIONS * config.packing()};
    return tf.reshape(samples, tf.constant(shape));
  }

  /** Logits of the real packs and, below them, of the fake ones, in one pass. */
  private Operand<TFloat32> judgeBoth(Operand<TFloat32> real, Operand<TFloat32> fake) {
    Ops tf = model.scope().tf();
    return discriminator(tf.concat(List.of(pack(real), pack(fake)), tf.constant(0)));
  }

  /** {@code -log D(x) - log(1 - D(G(z)))}, means over the packs. */
  private Operand<TFloat32> discriminatorLoss(Operand<TFloat32> judged) {
    Ops tf = model.scope().tf();
    int packs = config.batchSize() / config.packing();
    float[][] isReal = new float[2 * packs][1];
    Arrays.fill(isReal, 0, packs, new float[] {1});
    Operand<TFloat32> half = Losses.binaryCrossEntropy(model.scope(), judged, tf.constant(isReal));
    return tf.math.mul(half, tf.constant(2f));
  }

  /** {@code -log D(G(z))} or {@code log(1 - D(G(z)))}, means over the packs. */
  private Operand<TFloat32> generatorLoss(Operand<TFloat32> judged) {
    Ops tf = model.scope().tf();
    Operand<TFloat32> loss =
        switch (config.loss()) {
          case NON_SATURATING -> tf.math.softplus(tf.math.neg(judged));
          case SATURATING -> tf.math.neg(tf.math.softplus(judged));
        };
    return Losses.mean(model.scope(), loss);
  }

  private Minimizer minimizer(String player, Operand<TFloat32> loss) {
    return new Minimizer(
        model,
        player + "Adam",
        new Adam(config.beta1(), config.beta2(), config.adamEpsilon()),
        loss,
        model.scope().child(player).trainable(),
        Double.POSITIVE_INFINITY);
  }

  @Override
  public Map<String, Double> trainStep(int generatorSteps) {
    if (generatorSteps < 1) {
      throw new IllegalArgumentException("generatorSteps must be 1 or more: " + generatorSteps);
    }
    double discriminatorLoss = 0;
    double generatorLoss = 0;
    double real = 0;
    double fake = 0;
    for (int i = 0; i < generatorSteps; i++) {
      for (int k = 0; k < config.discriminatorSteps(); k++) {
        discriminatorLoss += improveDiscriminator() / config.discriminatorSteps();
      }
      real += shareJudgedReal(0);
      fake += shareJudgedReal(1);
      generatorLoss += improveGenerator();
    }
    Map<String, Double> means = new LinkedHashMap<>();
    means.put("discriminatorLoss", discriminatorLoss / generatorSteps);
    means.put("generatorLoss", generatorLoss / generatorSteps);
    means.put("realJudgedReal", real / generatorSteps);
    means.put("fakeJudgedReal", fake / generatorSteps);
    means.put("learningRate", config.learningRate().at(progress()));
    return means;
  }

  private double improveDiscriminator() {
    drawNoise(random, discriminatorNoise, noise);
    data.draw(random, points, null);
    realPoints.put(0, points);
    discriminatorMinimizer.run(discriminate, config.discriminatorLearningRate().at(progress()));
    return discriminate.result("loss").get(0);
  }

  private double improveGenerator() {
    drawNoise(random, generatorNoise, noise);
    generatorMinimizer.run(generate, config.learningRate().at(progress()));
    average.run();
    return generate.result("loss").get(0);
  }

  /** Training done, from 0 to 1. */
  private double progress() {
    return (double) generatorMinimizer.steps() / totalGeneratorSteps;
  }

  /** The share of one half of the packs that the discriminator takes for real. */
  private double shareJudgedReal(int half) {
    int packs = config.batchSize() / config.packing();
    int judgedReal = 0;
    for (int i = 0; i < packs; i++) {
      judgedReal += logits.get(half * packs + i) > 0 ? 1 : 0;
    }
    return (double) judgedReal / packs;
  }

  private static void drawNoise(RandomGenerator random, FloatBuffer target, float[] row) {
    for (int i = 0; i < row.length; i++) {
      row[i] = (float) random.nextGaussian();
    }
    target.put(0, row);
  }

  @Override
  public float[][] sample(int count, long seed) {
    RandomGenerator noises = new SplitMix64(seed);
    float[] row = new float[SAMPLE_ROWS * config.latentSize()];
    float[][] samples = new float[count][DIMENSIONS];
    for (int i = 0; i < count; i++) {
      int at = i % SAMPLE_ROWS;
      if (at == 0) {
        drawNoise(noises, sample.floats("noise"), row);
        sample.run();
      }
      sample.result("samples").get(at * DIMENSIONS, samples[i]);
    }
    return samples;
  }

  /** {@link ModeCoverage} of 2,500 samples. */
  @Override
  public Map<String, Double> metrics(long seed) {
    return SampleMetrics.of(data, judges, sample(ModeCoverage.SAMPLES, seed), seed);
  }

  @Override
  public void save(Path directory) throws IOException {
    Files.createDirectories(directory);
    model.counter("random")[0] = random.state();
    model.save(directory.resolve(WEIGHTS));
  }

  @Override
  public void load(Path directory) throws IOException {
    model.load(directory.resolve(WEIGHTS));
    random.setState(model.counter("random")[0]);
  }

  @Override
  public void loadWeights(Path directory) throws IOException {
    model.loadWeights(directory.resolve(WEIGHTS));
  }

  @Override
  public void close() {
    model.close();
  }
}
