package palestra.generative.applications;

import java.util.List;
import java.util.random.RandomGenerator;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.networks.Endpoint;
import palestra.networks.Initializer;
import palestra.networks.Model;
import palestra.networks.Scope;
import palestra.networks.layers.Upsample;
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
 *   content loss   mean (F - P)^2 / mean P^2 without the means of the channels, over the pixels and
 *                  the first block's activations of both at a fraction of their size
 *   style loss     the mean, over the colours and all activations, of
 *                  (mean (G - A)^2 / mean A^2 + mean (m - m')^2 / mean m'^2) / 2
 * </pre>
 *
 * <p>so that 0 is the same and 1 as far off as nothing at all. What was learned to tell patterns
 * apart sees little but patterns; shapes are therefore compared where patterns are too small to be
 * seen.
 *
 * <p>The picture's brightness alone is transferred (Gatys et al. 2016, "Preserving color in neural
 * artistic style transfer", the other way round): it has the style's colours, each pixel at its
 * place on their {@link Palette}. Adam changes the sum of three coarser pictures that is added to
 * the content, which starts without a pattern (a parametrisation as in Mordvintsev et al. 2018,
 * "Differentiable image parameterizations"): no pixel can differ from its neighbours by itself.
 * What leaves the range of the style's colours is punished, and cut off in the end. The baseline is
 * the blend, half the content in the style's colours and half the style.
 */
public final class StyleTransfer {
  private static final int BASELINE = 1;
  private static final int CHANNELS = 3;

  /** Pictures at a half, a quarter and an eighth of the size are what changes. */
  private static final int LEVELS = 3;

  /** Of where they start, since a flat place has no slope towards a pattern. */
  private static final double NOISE = 0.05;

  private static final float OUTSIDE_WEIGHT = 100;

  private final StyleConfig config;
  private final Task task;
  private final Model model;
  private final Canvas canvas;
  private final Palette palette;
  private final float[] start;
  private final float[] style;
  private final Operand<TFloat32> content;
  private final Operand<TFloat32> look;

  private StyleTransfer(
      StyleConfig config, Task task, Model model, Canvas canvas, float[] picture, float[] style) {
    this.config = config;
    this.task = task;
    this.model = model;
    this.canvas = canvas;
    this.palette = new Palette(style);
    this.start = palette.placed(canvas.extended(picture));
    this.style = style;
    this.content = constant(palette.colours(start));
    this.look = constant(style);
  }

  private Operand<TFloat32> constant(float[] picture) {
    Ops tf = model.scope().tf();
    return tf.reshape(tf.constant(picture), tf.constant(shape(CHANNELS).asArray()));
  }

  private Shape shape(int channels) {
    return Shape.of(1, canvas.high(), canvas.wide(), channels);
  }

  /**
   * What came out.
   *
   * @param figures {@code contentLoss}, {@code styleLoss} and their weighted sum {@code loss}, ours
   *     beside the blend's
   * @param styleLossBefore of the content in the style's colours
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

  /**
   * Trains the body and changes the picture.
   *
   * @param content {@code [height, width, 3]}, from 0 to 1
   * @param task whose data are not asked for
   */
  public static Result run(StyleConfig config, float[] content, int height, int width, Task task) {
    int least = TextureBody.leastSide(config.filters().size());
    int shallow = TextureBody.leastSide(1) * config.contentScale();
    Canvas canvas = new Canvas(height, width, least / 2);
    if (Math.min(height, width) < least
        || Math.min(canvas.high(), canvas.wide()) < shallow
        || content.length != height * width * CHANNELS) {
      int side = Math.max(least, shallow - 2 * canvas.margin());
      throw new IllegalArgumentException(
          "style transfer needs a colour picture of at least %d x %d pixels".formatted(side, side));
    }
    float[] style = Patterns.drawn(config.style(), task.seed(0), canvas.high(), canvas.wide());
    try (Model model = new Model(task.device(), task.seed(1))) {
      double accuracy = PatternClassifier.train(config, task, model);
      return new StyleTransfer(config, task, model, canvas, content, style).run(content, accuracy);
    }
  }

  private Result run(float[] original, double accuracy) {
    Operand<TFloat32> places = places();
    Scope scope = model.scope();
    Ops tf = scope.tf();
    Operand<TFloat32> picture =
        tf.math.add(
            tf.math.mul(places, tf.constant(palette.direction())), tf.constant(palette.middle()));
    StyleLosses losses = StyleLosses.of(config, model, picture, content, look);
    Operand<TFloat32> loss = tf.math.add(weighed(losses), outside(scope, places));
    Minimizer minimizer =
        new Minimizer(
            model,
            "pictureAdam",
            new Adam(),
            loss,
            scope.child("picture").trainable(),
            Double.POSITIVE_INFINITY);
    Endpoint change = minimizer.addTo(model.endpoint("change")).output("loss", loss).build();
    for (long step = 0; step < config.totalSteps(); step++) {
      minimizer.run(change, config.learningRate().at((double) step / config.totalSteps()));
      task.watch().progressed("style transfer", step + 1, config.totalSteps());
    }
    Endpoint show = model.endpoint("show").output("picture", picture).build();
    show.run();
    float[] ours = new float[style.length];
    show.result("picture").get(0, ours);
    return measured(original, accuracy, Bicubic.clipped(ours));
  }

  private Operand<TFloat32> weighed(StyleLosses losses) {
    Ops tf = model.scope().tf();
    return tf.math.add(
        tf.math.mul(tf.constant((float) config.contentWeight()), losses.content()),
        tf.math.mul(tf.constant((float) config.styleWeight()), losses.style()));
  }

  /** On the palette: the content's and what is learned to be added. */
  private Operand<TFloat32> places() {
    Scope scope = model.scope().child("picture");
    Ops tf = scope.tf();
    long[] shape = shape(1).asArray();
    Operand<TFloat32> places = tf.reshape(tf.constant(start), tf.constant(shape));
    for (int level = 1; level <= LEVELS; level++) {
      int factor = 1 << level;
      Shape small =
          Shape.of(
              1, (canvas.high() + factor - 1) / factor, (canvas.wide() + factor - 1) / factor, 1);
      Operand<TFloat32> learned =
          scope.variable("level" + level, small, noise(task.seed(3 + level)));
      Operand<TFloat32> large = new Upsample(factor, Upsample.Kind.BILINEAR).apply(scope, learned);
      int[] size = {1, canvas.high(), canvas.wide(), 1};
      places = tf.math.add(places, tf.slice(large, tf.constant(new int[4]), tf.constant(size)));
    }
    return places;
  }

  private static Initializer noise(long seed) {
    return (tf, shape, unused) -> {
      RandomGenerator random = new SplitMix64(seed);
      float[] values = new float[Math.toIntExact(shape.size())];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (NOISE * random.nextGaussian());
      }
      return tf.reshape(tf.constant(values), tf.constant(shape.asArray()));
    };
  }

  /** How far places are beyond those of the style. */
  private Operand<TFloat32> outside(Scope scope, Operand<TFloat32> places) {
    Ops tf = scope.tf();
    Operand<TFloat32> inside =
        tf.stopGradient(
            tf.clipByValue(places, tf.constant(palette.least()), tf.constant(palette.greatest())));
    return tf.math.mul(tf.constant(OUTSIDE_WEIGHT), Losses.meanSquaredError(scope, places, inside));
  }

  private Result measured(float[] original, double accuracy, float[] ours) {
    float[] before = palette.colours(start);
    float[] blend = new float[style.length];
    for (int i = 0; i < blend.length; i++) {
      blend[i] = (before[i] + style[i]) / 2;
    }
    Operand<TFloat32> any = model.input("any", TFloat32.class, shape(CHANNELS).asArray());
    StyleLosses losses = StyleLosses.of(config, model, any, content, look);
    Endpoint measure =
        model
            .endpoint("measure")
            .input("any", any)
            .output("contentLoss", losses.content())
            .output("styleLoss", losses.style())
            .build();
    float[][] pictures = {ours, blend, before};
    double[][] found = new double[pictures.length][2];
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
    return new Result(
        figures,
        found[2][1],
        accuracy,
        original,
        canvas.cropped(style),
        canvas.cropped(blend),
        canvas.cropped(ours));
  }
}
