package palestra.generative.applications;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import palestra.generative.data.Batches;
import palestra.generative.data.Data;
import palestra.generative.data.DrawnData;
import palestra.generative.data.strokes.StrokeStyle;
import palestra.generative.data.strokes.Strokes;
import palestra.generative.metrics.Classes;
import palestra.generative.metrics.Judge;
import palestra.generative.metrics.PictureErrors;
import palestra.generative.metrics.Ssim;

/**
 * Image translation: digits written in one style, drawn in another, learned from pairs of the same
 * glyph as pix2pix does (Isola et al. 2017): a {@link UNet} against the mean absolute error and,
 * where wanted, a critic of patches. The baseline is the source as it is. Measured on glyphs that
 * training never saw: PSNR, SSIM, and the share of pictures in which a judge that was trained on
 * the wanted style finds the right digit.
 */
public final class Translation {
  private Translation() {}

  /**
   * What came out.
   *
   * @param figures {@code psnr}, {@code ssim} where pictures are large enough and {@code
   *     recognised} where there is a judge
   * @param recognisedTargets the share that the judge finds in real pictures of the wanted style;
   *     not a number without a judge
   * @param sources held-out glyphs
   * @param ours translated
   * @param targets the same glyphs in the wanted style
   */
  public record Result(
      List<Figure> figures,
      double recognisedTargets,
      float[][] sources,
      float[][] ours,
      float[][] targets) {}

  /**
   * Trains and measures.
   *
   * @throws IllegalArgumentException if the data are no strokes
   */
  public static Result run(TranslationConfig config, Task task) {
    if (!(task.data() instanceof Strokes strokes)) {
      throw new IllegalArgumentException(
          "translate needs pairs of glyphs in two styles, which 'strokes' have and '"
              + task.data().name()
              + "' has not");
    }
    Strokes from = strokes.withStyle(config.from());
    PairsData pairs = new PairsData(from, config.to());
    boolean critic = config.adversarialWeight() > 0;
    PictureNetwork.Learning learning =
        new PictureNetwork.Learning(
            config.batchSize(),
            config.totalSteps(),
            config.learningRate(),
            false,
            false,
            config.adversarialWeight(),
            critic ? 0.5 : 0.9);
    try (PictureNetwork network =
            new PictureNetwork(
                new UNet(config.filters(), 1),
                critic ? new PatchCritic(config.criticFilters()) : null,
                from.shape(),
                from.shape(),
                learning,
                task.device(),
                task.seed(0));
        Batches batches = new Batches(pairs, config.batchSize(), task.seed(1))) {
      network.train(
          (sources, targets, weights) -> pairs.split(batches.next().rows(), sources, targets),
          "translation",
          task.watch());
      return measure(config, task, pairs, network);
    }
  }

  private static Result measure(
      TranslationConfig config, Task task, PairsData pairs, PictureNetwork network) {
    var heldOut = pairs.examples(Data.Part.HELD_OUT, config.heldOut(), task.seed(2));
    int size = pairs.from().rowSize();
    float[][] sources = new float[heldOut.size()][size];
    float[][] targets = new float[heldOut.size()][size];
    for (int i = 0; i < heldOut.size(); i++) {
      pairs.split(heldOut.rows()[i], sources[i], targets[i]);
    }
    float[][] ours = network.apply(sources);
    List<Figure> figures = new ArrayList<>();
    figures.add(
        Figure.higher(
            "psnr", PictureErrors.psnr(ours, targets), PictureErrors.psnr(sources, targets)));
    int[] shape = pairs.from().shape();
    if (Holes.hasSsim(shape)) {
      figures.add(
          Figure.higher("ssim", Ssim.of(ours, targets, shape), Ssim.of(sources, targets, shape)));
    }
    Optional<Judge> judge = task.judges().of(pairs.from().withStyle(config.to()));
    double recognised = Double.NaN;
    if (judge.isPresent()) {
      figures.add(
          Figure.higher(
              "recognised",
              recognised(judge.get(), ours, heldOut.labels()),
              recognised(judge.get(), sources, heldOut.labels())));
      recognised = recognised(judge.get(), targets, heldOut.labels());
    }
    return new Result(figures, recognised, sources, ours, targets);
  }

  private static double recognised(Judge judge, float[][] rows, int[] labels) {
    float[][] probabilities = judge.see(rows).probabilities();
    int right = 0;
    for (int i = 0; i < rows.length; i++) {
      right += Classes.likeliest(probabilities[i]) == labels[i] ? 1 : 0;
    }
    return (double) right / rows.length;
  }

  /** The same glyphs in two styles, one picture below the other. */
  private record PairsData(Strokes from, StrokeStyle to) implements DrawnData {

    @Override
    public String name() {
      return from.name() + " to " + to;
    }

    @Override
    public int[] shape() {
      int[] shape = from.shape();
      return new int[] {2 * shape[0], shape[1], shape[2]};
    }

    @Override
    public int classes() {
      return from.classes();
    }

    @Override
    public void draw(RandomGenerator random, float[] rows, int[] labels) {
      float[] sources = new float[rows.length / 2];
      float[] targets = new float[rows.length / 2];
      from.drawPairs(random, to, sources, targets, labels);
      int size = from.rowSize();
      for (int i = 0; i < sources.length / size; i++) {
        System.arraycopy(sources, i * size, rows, 2 * i * size, size);
        System.arraycopy(targets, i * size, rows, (2 * i + 1) * size, size);
      }
    }

    void split(float[] rows, float[] sources, float[] targets) {
      int size = from.rowSize();
      for (int i = 0; i < sources.length / size; i++) {
        System.arraycopy(rows, 2 * i * size, sources, i * size, size);
        System.arraycopy(rows, (2 * i + 1) * size, targets, i * size, size);
      }
    }
  }
}
