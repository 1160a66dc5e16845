package palestra.generative.applications;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.networks.Device;
import palestra.networks.Endpoint;
import palestra.networks.Model;
import palestra.networks.layers.Layer;
import palestra.networks.losses.Losses;
import palestra.networks.optimizers.Adam;
import palestra.networks.optimizers.Minimizer;
import palestra.networks.schedules.Schedule;

/**
 * A network from pictures to pictures that learns from pairs: by the mean absolute or squared
 * error, weighted pixel by pixel where wanted. With a critic also as a conditional GAN (Isola et
 * al. 2017, "Image-to-image translation with conditional adversarial networks"): the critic sees a
 * source and a result and judges every patch of them, the generator G minimises
 *
 * <pre>
 *   mean |y - G(x)| + adversarialWeight (-log D(x, G(x)))
 * </pre>
 *
 * <p>and D minimises half of {@code -log D(x, y) - log(1 - D(x, G(x)))}.
 */
final class PictureNetwork implements AutoCloseable {
  private static final String GENERATOR = "generator";
  private static final String CRITIC = "critic";
  private static final double MAX_GRAD_NORM = 10;

  private final Learning learning;
  private final int sourceSize;
  private final int targetSize;
  private final Model model;
  private final Minimizer generatorMinimizer;
  private final Minimizer criticMinimizer;
  private final Endpoint generate;
  private final Endpoint criticise;
  private final Endpoint apply;

  /**
   * How it learns.
   *
   * @param batchSize pairs in a step
   * @param totalSteps of training
   * @param learningRate Adam's
   * @param squared whether errors are squared, so that what is uncertain comes out as its mean and
   *     not its median
   * @param weighted whether every pixel of the targets has a weight of its own
   * @param adversarialWeight of the critic's judgement; 0 for none
   * @param beta1 Adam's decay of the mean of gradients
   */
  record Learning(
      int batchSize,
      long totalSteps,
      Schedule learningRate,
      boolean squared,
      boolean weighted,
      double adversarialWeight,
      double beta1) {}

  /** Gives the pairs of one step. */
  @FunctionalInterface
  interface Pairs {
    /**
     * Fills all three.
     *
     * @param weights one for each number of the targets; empty where they are not asked for
     */
    void fill(float[] sources, float[] targets, float[] weights);
  }

  /**
   * Builds the graph.
   *
   * @param network from sources to targets
   * @param critic from a source and a target, channel after channel, to logits; null for none
   * @param source height, width and channels
   * @param target height, width and channels
   */
  PictureNetwork(
      Layer network,
      Layer critic,
      int[] source,
      int[] target,
      Learning learning,
      Device device,
      long seed) {
    this.learning = learning;
    this.sourceSize = source[0] * source[1] * source[2];
    this.targetSize = target[0] * target[1] * target[2];
    model = new Model(device, seed);
    Ops tf = model.scope().tf();
    long batch = learning.batchSize();
    Operand<TFloat32> x = picture("sources", batch, source);
    Operand<TFloat32> y = picture("targets", batch, target);
    Operand<TFloat32> made = network.apply(model.scope().child(GENERATOR), x);
    Operand<TFloat32> differences = tf.math.sub(made, y);
    Operand<TFloat32> errors =
        learning.squared() ? tf.math.square(differences) : tf.math.abs(differences);
    Endpoint.Builder generating =
        model.endpoint("generate").input("sources", x).input("targets", y);
    if (learning.weighted()) {
      Operand<TFloat32> weights = picture("weights", batch, target);
      errors = tf.math.mul(errors, weights);
      generating.input("weights", weights);
    }
    Operand<TFloat32> loss = Losses.mean(model.scope(), errors);
    if (critic == null) {
      criticMinimizer = null;
      criticise = null;
    } else {
      Operand<TFloat32> onReal = critic.apply(model.scope().child(CRITIC), both(x, y));
      Operand<TFloat32> onMade = critic.apply(model.scope().child(CRITIC), both(x, made));
      Operand<TFloat32> criticLoss = criticLoss(onReal, onMade);
      criticMinimizer = minimizer(CRITIC, criticLoss);
      criticise =
          criticMinimizer
              .addTo(model.endpoint("criticise").input("sources", x).input("targets", y))
              .output("loss", criticLoss)
              .build();
      Operand<TFloat32> fooling = Losses.mean(model.scope(), tf.math.softplus(tf.math.neg(onMade)));
      loss =
          tf.math.add(
              loss, tf.math.mul(tf.constant((float) learning.adversarialWeight()), fooling));
    }
    generatorMinimizer = minimizer(GENERATOR, loss);
    generate = generatorMinimizer.addTo(generating).output("loss", loss).build();
    apply = model.endpoint("apply").input("sources", x).output("made", made).build();
  }

  private Operand<TFloat32> picture(String name, long batch, int[] shape) {
    return model.input(name, TFloat32.class, batch, shape[0], shape[1], shape[2]);
  }

  private Operand<TFloat32> both(Operand<TFloat32> source, Operand<TFloat32> target) {
    Ops tf = model.scope().tf();
    return tf.concat(List.of(source, target), tf.constant(3));
  }

  private Operand<TFloat32> criticLoss(Operand<TFloat32> onReal, Operand<TFloat32> onMade) {
    Ops tf = model.scope().tf();
    Operand<TFloat32> sum =
        tf.math.add(tf.math.softplus(tf.math.neg(onReal)), tf.math.softplus(onMade));
    return tf.math.mul(tf.constant(0.5f), Losses.mean(model.scope(), sum));
  }

  private Minimizer minimizer(String player, Operand<TFloat32> loss) {
    Adam defaults = new Adam();
    return new Minimizer(
        model,
        player + "Adam",
        new Adam(learning.beta1(), defaults.beta2(), defaults.epsilon()),
        loss,
        model.scope().child(player).trainable(),
        MAX_GRAD_NORM);
  }

  /** Trains through all steps. */
  void train(Pairs pairs, String phase, Watch watch) {
    float[] sources = new float[learning.batchSize() * sourceSize];
    float[] targets = new float[learning.batchSize() * targetSize];
    float[] weights = new float[learning.weighted() ? targets.length : 0];
    for (long step = 0; step < learning.totalSteps(); step++) {
      double rate = learning.learningRate().at((double) step / learning.totalSteps());
      pairs.fill(sources, targets, weights);
      if (criticise != null) {
        criticise.feed("sources", sources).feed("targets", targets);
        criticMinimizer.run(criticise, rate);
      }
      generate.feed("sources", sources).feed("targets", targets);
      if (learning.weighted()) {
        generate.feed("weights", weights);
      }
      generatorMinimizer.run(generate, rate);
      watch.progressed(phase, step + 1, learning.totalSteps());
    }
  }

  /** What it makes of sources, a row each, cut to the range from 0 to 1. */
  float[][] apply(float[][] sources) {
    List<float[]> made = new ArrayList<>();
    int batch = learning.batchSize();
    for (int first = 0; first < sources.length; first += batch) {
      int count = Math.min(batch, sources.length - first);
      for (int i = 0; i < batch; i++) {
        // The last batch is filled up with what it begins with.
        apply.floats("sources").put(i * sourceSize, sources[first + (i < count ? i : 0)]);
      }
      apply.run();
      for (int i = 0; i < count; i++) {
        float[] row = new float[targetSize];
        apply.result("made").get(i * targetSize, row);
        made.add(Bicubic.clipped(row));
      }
    }
    return made.toArray(float[][]::new);
  }

  /** How many numbers it learns, the critic's included. */
  long parameters() {
    return model.parameterCount();
  }

  @Override
  public void close() {
    model.close();
  }
}
