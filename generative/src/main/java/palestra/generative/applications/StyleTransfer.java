package palestra.generative.applications;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import palestra.generative.data.Batches;
import palestra.networks.Endpoint;
import palestra.networks.Initializer;
import palestra.networks.Model;
import palestra.networks.Scope;
import palestra.networks.layers.Activation;
import palestra.networks.layers.Dense;
import palestra.networks.layers.GlobalPool;
import palestra.networks.losses.Losses;
import palestra.networks.optimizers.Adam;
import palestra.networks.optimizers.Minimizer;
import palestra.networks.random.SplitMix64;

/**
 * Style transfer (Gatys et al. 2016, "Image style transfer using convolutional neural networks"):
 * the picture itself is what is learned. A {@link TextureBody} that was trained to tell {@link
 * Patterns} apart sees it, the content and the style; with activations F of the picture, P of the
 * content and Gram matrices G of the picture and A of the style, {@code G = (F - m)^T (F - m) /
 * places} around the means m of the channels, which are compared by themselves:
 *
 * <pre>
 *   content loss   mean (F - P)^2 / mean P^2, of the last activations without their means
 *   style loss     the mean, over the colours and all activations, of
 *                  (mean (G - A)^2 / mean A^2 + mean (m - m')^2 / mean m'^2) / 2
 * </pre>
 *
 * <p>so that 0 is the same and 1 as far off as nothing at all. The picture starts as the content in
 * the style's colours and is changed by Adam; what leaves the range from 0 to 1 is punished, and
 * cut off in the end. The baseline is the plain blend, half the content and half the style.
 */
public final class StyleTransfer {
  private static final String BODY = "body";
  private static final String PICTURE = "picture";
  private static final int BASELINE = 1;

  /** Added to where the picture starts, since a flat place has no slope towards a pattern. */
  private static final double NOISE = 0.05;

  private static final float OUTSIDE_WEIGHT = 100;
  private static final double BODY_RATE = 3e-3;

  private StyleTransfer() {}

  /**
   * What came out.
   *
   * @param figures {@code contentLoss}, {@code styleLoss} and their weighted sum {@code loss}, ours
   *     beside the blend's
   * @param styleLossBefore of the content as it was
   * @param bodyAccuracy the share of fresh patterns that the body tells rightly
   * @param content {@code [height, width, 3]}
   * @param style {@code [height, width, 3]}
   * @param blend {@code [height, width, 3]}
   * @param ours {@code [height, width, 3]}
   */
  public record Result(
      List<Figure> figures,
      double styleLossBefore,
      double bodyAccuracy,
      float[] content,
      float[] style,
      float[] blend,
      float[] ours) {}

  /** Losses of some picture. */
  private record Pair(Operand<TFloat32> content, Operand<TFloat32> style) {}

  /**
   * Trains the body and changes the picture.
   *
   * @param content {@code [height, width, 3]}, from 0 to 1
   * @param task whose data are not asked for
   */
  public static Result run(StyleConfig config, float[] content, int height, int width, Task task) {
    int least = TextureBody.leastSide(config.filters().size());
    if (Math.min(height, width) < least || content.length != height * width * 3) {
      throw new IllegalArgumentException(
          "style transfer needs a colour picture of at least %d x %d pixels"
              .formatted(least, least));
    }
    float[] style = Patterns.drawn(config.style(), task.seed(0), height, width);
    try (Model model = new Model(task.device(), task.seed(1))) {
      double accuracy = trainBody(config, task, model);
      return transfer(config, task, model, accuracy, content, style, height, width);
    }
  }

  private static double trainBody(StyleConfig config, Task task, Model model) {
    Patterns patterns = new Patterns(config.bodySize());
    int batch = config.bodyBatchSize();
    Operand<TFloat32> x =
        model.input("x", TFloat32.class, batch, config.bodySize(), config.bodySize(), 3);
    Operand<TInt64> labels = model.input("labels", TInt64.class, batch);
    List<Operand<TFloat32>> seen = body(config, model, x);
    Operand<TFloat32> pooled = GlobalPool.AVERAGE.apply(model.scope(), seen.get(seen.size() - 1));
    Operand<TFloat32> logits =
        new Dense(patterns.classes(), Activation.LINEAR, Initializer.glorotUniform())
            .apply(model.scope().child("head"), pooled);
    Operand<TFloat32> loss = Losses.categoricalCrossEntropy(model.scope(), logits, labels);
    Minimizer minimizer =
        new Minimizer(model, "bodyAdam", new Adam(), loss, model.scope().trainable(), 10);
    Endpoint learn =
        minimizer
            .addTo(model.endpoint("learn").input("x", x).input("labels", labels))
            .output("logits", logits)
            .build();
    Endpoint see = model.endpoint("see").input("x", x).output("logits", logits).build();
    try (Batches batches = new Batches(patterns, batch, task.seed(2))) {
      for (long step = 0; step < config.bodySteps(); step++) {
        Batches.Batch next = batches.next();
        learn.feed("x", next.rows());
        for (int i = 0; i < batch; i++) {
          learn.longs("labels").put(i, next.labels()[i]);
        }
        double left = 1 - (double) step / config.bodySteps();
        minimizer.run(learn, BODY_RATE * Math.min(1, 2 * left));
        task.watch().progressed("training the body", step + 1, config.bodySteps());
      }
    }
    return accuracy(see, patterns, batch, task.seed(3));
  }

  private static double accuracy(Endpoint see, Patterns patterns, int batch, long seed) {
    int right = 0;
    int count = 0;
    int classes = patterns.classes();
    float[] rows = new float[batch * patterns.rowSize()];
    int[] labels = new int[batch];
    for (int k = 0; k < 10; k++) {
      patterns.batch(seed, k, rows, labels);
      see.feed("x", rows).run();
      for (int i = 0; i < batch; i++) {
        int likeliest = 0;
        for (int c = 1; c < classes; c++) {
          float value = see.result("logits").get(i * classes + c);
          likeliest = value > see.result("logits").get(i * classes + likeliest) ? c : likeliest;
        }
        right += likeliest == labels[i] ? 1 : 0;
        count++;
      }
    }
    return (double) right / count;
  }

  private static List<Operand<TFloat32>> body(
      StyleConfig config, Model model, Operand<TFloat32> x) {
    return new TextureBody(config.filters()).apply(model.scope().child(BODY), x);
  }

  private static Result transfer(
      StyleConfig config,
      Task task,
      Model model,
      double accuracy,
      float[] content,
      float[] style,
      int height,
      int width) {
    Shape shape = Shape.of(1, height, width, 3);
    Operand<TFloat32> from = model.input("content", TFloat32.class, shape.asArray());
    Operand<TFloat32> look = model.input("style", TFloat32.class, shape.asArray());
    Operand<TFloat32> picture =
        model
            .scope()
            .child(PICTURE)
            .variable("pixels", shape, starting(Colours.matched(content, style), task.seed(4)));
    Pair losses = losses(config, model, picture, from, look);
    Ops tf = model.scope().tf();
    Operand<TFloat32> loss =
        tf.math.add(
            tf.math.add(
                tf.math.mul(tf.constant((float) config.contentWeight()), losses.content()),
                tf.math.mul(tf.constant((float) config.styleWeight()), losses.style())),
            tf.math.mul(
                tf.constant((float) config.smoothWeight()), roughness(model.scope(), picture)));
    loss = tf.math.add(loss, outside(model.scope(), picture));
    Minimizer minimizer =
        new Minimizer(
            model,
            "pictureAdam",
            new Adam(),
            loss,
            model.scope().child(PICTURE).trainable(),
            Double.POSITIVE_INFINITY);
    Endpoint change =
        minimizer
            .addTo(model.endpoint("change").input("content", from).input("style", look))
            .output("loss", loss)
            .build();
    change.feed("content", content).feed("style", style);
    for (long step = 0; step < config.totalSteps(); step++) {
      minimizer.run(change, config.learningRate().at((double) step / config.totalSteps()));
      task.watch().progressed("style transfer", step + 1, config.totalSteps());
    }
    Endpoint show = model.endpoint("show").output("picture", picture).build();
    show.run();
    float[] ours = new float[content.length];
    show.result("picture").get(0, ours);
    Bicubic.clipped(ours);
    return measured(config, model, accuracy, from, look, content, style, ours);
  }

  private static Initializer starting(float[] content, long seed) {
    RandomGenerator random = new SplitMix64(seed);
    float[] pixels = new float[content.length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) (content[i] + NOISE * random.nextGaussian());
    }
    return (tf, shape, unused) -> tf.reshape(tf.constant(pixels), tf.constant(shape.asArray()));
  }

  private static Pair losses(
      StyleConfig config,
      Model model,
      Operand<TFloat32> picture,
      Operand<TFloat32> content,
      Operand<TFloat32> style) {
    Scope scope = model.scope();
    List<Operand<TFloat32>> seen = body(config, model, mirrored(scope, config, picture));
    List<Operand<TFloat32>> ofContent = body(config, model, mirrored(scope, config, content));
    List<Operand<TFloat32>> ofStyle = body(config, model, mirrored(scope, config, style));
    int last = seen.size() - 1;
    List<Operand<TFloat32>> styles = new ArrayList<>();
    styles.add(look(scope, picture, style));
    for (int i = 0; i < seen.size(); i++) {
      styles.add(look(scope, seen.get(i), ofStyle.get(i)));
    }
    Operand<TFloat32> sum = scope.tf().math.addN(styles);
    return new Pair(
        relative(scope, centred(scope, seen.get(last)), centred(scope, ofContent.get(last))),
        scope.tf().math.mul(sum, scope.tf().constant(1f / styles.size())));
  }

  /** {@code mean (a - b)^2 / mean b^2}; b is held. */
  private static Operand<TFloat32> relative(Scope scope, Operand<TFloat32> a, Operand<TFloat32> b) {
    Ops tf = scope.tf();
    Operand<TFloat32> held = tf.stopGradient(b);
    Operand<TFloat32> power = Losses.mean(scope, tf.math.square(held));
    return tf.math.div(
        Losses.meanSquaredError(scope, a, held), tf.math.add(power, tf.constant(1e-12f)));
  }

  /** Mirrored at its edges, so that the body sees as much of pixels there as of others. */
  private static Operand<TFloat32> mirrored(
      Scope scope, StyleConfig config, Operand<TFloat32> picture) {
    int pad = TextureBody.leastSide(config.filters().size()) / 2 - 1;
    int[][] paddings = {{0, 0}, {pad, pad}, {pad, pad}, {0, 0}};
    return scope.tf().mirrorPad(picture, scope.tf().constant(paddings), "REFLECT");
  }

  /** How far means and covariances of channels are apart, half of each. */
  private static Operand<TFloat32> look(Scope scope, Operand<TFloat32> a, Operand<TFloat32> b) {
    Ops tf = scope.tf();
    Operand<TFloat32> sum =
        tf.math.add(
            relative(scope, mean(scope, a), mean(scope, b)),
            relative(scope, gram(scope, a), gram(scope, b)));
    return tf.math.mul(tf.constant(0.5f), sum);
  }

  /** {@code [1, 1, 1, channels]}: the mean over all places. */
  private static Operand<TFloat32> mean(Scope scope, Operand<TFloat32> seen) {
    Operand<TFloat32> mean = scope.tf().math.mean(seen, scope.tf().constant(new int[] {0, 1, 2}));
    long channels = seen.shape().get(3);
    return scope.tf().reshape(mean, scope.tf().constant(new long[] {1, 1, 1, channels}));
  }

  /** What is left without the means of the channels. */
  private static Operand<TFloat32> centred(Scope scope, Operand<TFloat32> seen) {
    return scope.tf().math.sub(seen, mean(scope, seen));
  }

  /** {@code [channels, channels]}: how channels vary together from place to place. */
  private static Operand<TFloat32> gram(Scope scope, Operand<TFloat32> seen) {
    Ops tf = scope.tf();
    long channels = seen.shape().get(3);
    long places = seen.shape().get(1) * seen.shape().get(2);
    Operand<TFloat32> rows =
        tf.reshape(
            tf.math.sub(seen, mean(scope, seen)), tf.constant(new long[] {places, channels}));
    return tf.math.mul(
        tf.linalg.matMul(rows, rows, MatMul.transposeA(true)), tf.constant(1f / places));
  }

  /** How far pixels are below 0 or above 1. */
  private static Operand<TFloat32> outside(Scope scope, Operand<TFloat32> picture) {
    Ops tf = scope.tf();
    Operand<TFloat32> inside =
        tf.stopGradient(tf.clipByValue(picture, tf.constant(0f), tf.constant(1f)));
    return tf.math.mul(
        tf.constant(OUTSIDE_WEIGHT), Losses.meanSquaredError(scope, picture, inside));
  }

  /** The mean absolute difference of neighbouring pixels. */
  private static Operand<TFloat32> roughness(Scope scope, Operand<TFloat32> picture) {
    Ops tf = scope.tf();
    int height = Math.toIntExact(picture.shape().get(1));
    int width = Math.toIntExact(picture.shape().get(2));
    List<Operand<TFloat32>> differences = new ArrayList<>();
    for (int[] step : new int[][] {{1, 0}, {0, 1}}) {
      int[] size = {1, height - step[0], width - step[1], 3};
      Operand<TFloat32> a = tf.slice(picture, tf.constant(new int[4]), tf.constant(size));
      Operand<TFloat32> b =
          tf.slice(picture, tf.constant(new int[] {0, step[0], step[1], 0}), tf.constant(size));
      differences.add(Losses.mean(scope, tf.math.abs(tf.math.sub(a, b))));
    }
    return tf.math.add(differences.get(0), differences.get(1));
  }

  private static Result measured(
      StyleConfig config,
      Model model,
      double accuracy,
      Operand<TFloat32> from,
      Operand<TFloat32> look,
      float[] content,
      float[] style,
      float[] ours) {
    float[] blend = new float[content.length];
    for (int i = 0; i < blend.length; i++) {
      blend[i] = (content[i] + style[i]) / 2;
    }
    Operand<TFloat32> any = model.input("any", TFloat32.class, from.shape().asArray());
    Pair losses = losses(config, model, any, from, look);
    Endpoint measure =
        model
            .endpoint("measure")
            .input("any", any)
            .input("content", from)
            .input("style", look)
            .output("contentLoss", losses.content())
            .output("styleLoss", losses.style())
            .build();
    measure.feed("content", content).feed("style", style);
    double[][] found = new double[3][2];
    float[][] pictures = {ours, blend, content};
    for (int i = 0; i < pictures.length; i++) {
      measure.feed("any", pictures[i]).run();
      found[i][0] = measure.result("contentLoss").get(0);
      found[i][1] = measure.result("styleLoss").get(0);
    }
    double[] sums = new double[2];
    for (int i = 0; i <= BASELINE; i++) {
      sums[i] = config.contentWeight() * found[i][0] + config.styleWeight() * found[i][1];
    }
    List<Figure> figures =
        List.of(
            Figure.lower("loss", sums[0], sums[BASELINE]),
            Figure.lower("contentLoss", found[0][0], found[BASELINE][0]),
            Figure.lower("styleLoss", found[0][1], found[BASELINE][1]));
    return new Result(figures, found[2][1], accuracy, content, style, blend, ours);
  }
}
