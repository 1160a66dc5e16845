package palestra.generative.applications;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import palestra.generative.applications.Holes.Hole;
import palestra.generative.data.Batches;
import palestra.generative.data.Data;
import palestra.generative.metrics.Ssim;

/**
 * Inpainting: what was where a picture has a hole, as the context encoders of Pathak et al. (2016,
 * "Context encoders: feature learning by inpainting"). A {@link UNet} sees the picture with 0 in
 * the hole and a further channel that is 1 there, and learns what is missing by the mean absolute
 * error in the hole. The baseline is {@link Holes#bicubic}. Measured on held-out pictures, in the
 * hole alone: the peak signal-to-noise ratio of the mean squared error over all holes, since a
 * blank hole filled with blank has none of its own, and the SSIM of the windows whose middle lies
 * in the hole.
 */
public final class Inpainting {
  private Inpainting() {}

  /**
   * What came out.
   *
   * @param figures {@code psnr} and, of pictures of 11 pixels and more, {@code ssim}
   * @param originals held-out pictures
   * @param masked with their holes, grey where nothing is known
   * @param bicubic filled by the baseline
   * @param ours filled by the network
   */
  public record Result(
      List<Figure> figures,
      float[][] originals,
      float[][] masked,
      float[][] bicubic,
      float[][] ours) {}

  /**
   * Trains and measures.
   *
   * @throws IllegalArgumentException if the data are no pictures
   */
  public static Result run(InpaintingConfig config, Task task) {
    task.requirePictures("inpainting");
    int[] shape = task.data().shape();
    if (Math.min(shape[0], shape[1]) < 4) {
      throw new IllegalArgumentException("inpainting needs pictures of 4 x 4 pixels or more");
    }
    Holes holes = new Holes(shape, config.holeLeast(), config.holeMost());
    int[] source = {shape[0], shape[1], shape[2] + 1};
    PictureNetwork.Learning learning =
        new PictureNetwork.Learning(
            config.batchSize(), config.totalSteps(), config.learningRate(), true, true, 0, 0.9);
    try (PictureNetwork network =
            new PictureNetwork(
                new UNet(config.filters(), shape[2]),
                null,
                source,
                shape,
                learning,
                task.device(),
                task.seed(0));
        Batches batches = new Batches(task.data(), config.batchSize(), task.seed(1))) {
      RandomGenerator random = Data.random(task.seed(), 2);
      network.train(
          (sources, targets, weights) -> {
            float[] rows = batches.next().rows();
            System.arraycopy(rows, 0, targets, 0, rows.length);
            for (int i = 0; i < config.batchSize(); i++) {
              Hole hole = holes.draw(random);
              source(shape, targets, i, hole, sources, i);
              weigh(shape, hole, weights, i);
            }
          },
          "inpainting",
          task.watch());
      return measure(config, task, holes, network);
    }
  }

  /** Picture {@code from} of some, with its hole cut out and marked, as source {@code to}. */
  private static void source(
      int[] shape, float[] rows, int from, Hole hole, float[] sources, int to) {
    int channels = shape[2];
    for (int i = 0; i < shape[0] * shape[1]; i++) {
      boolean missing = hole.has(i / shape[1], i % shape[1]);
      int in = (from * shape[0] * shape[1] + i) * channels;
      int out = (to * shape[0] * shape[1] + i) * (channels + 1);
      for (int c = 0; c < channels; c++) {
        sources[out + c] = missing ? 0 : rows[in + c];
      }
      sources[out + channels] = missing ? 1 : 0;
    }
  }

  /** Weights whose mean over the picture is 1, all of it in the hole. */
  private static void weigh(int[] shape, Hole hole, float[] weights, int picture) {
    float inside = (float) (shape[0] * shape[1]) / (hole.height() * hole.width());
    int size = shape[0] * shape[1] * shape[2];
    for (int i = 0; i < size; i++) {
      int pixel = i / shape[2];
      boolean missing = hole.has(pixel / shape[1], pixel % shape[1]);
      weights[picture * size + i] = missing ? inside : 0;
    }
  }

  private static Result measure(
      InpaintingConfig config, Task task, Holes holes, PictureNetwork network) {
    int[] shape = holes.shape();
    float[][] originals =
        task.data().examples(Data.Part.HELD_OUT, config.heldOut(), task.seed(3)).rows();
    RandomGenerator random = Data.random(task.seed(), 4);
    List<Hole> drawn = new ArrayList<>();
    float[][] sources = new float[originals.length][shape[0] * shape[1] * (shape[2] + 1)];
    for (int i = 0; i < originals.length; i++) {
      drawn.add(holes.draw(random));
      source(shape, originals[i], 0, drawn.get(i), sources[i], 0);
    }
    float[][] ours = network.apply(sources);
    float[][] bicubic = new float[originals.length][];
    float[][] masked = new float[originals.length][];
    float[] grey = new float[originals[0].length];
    Arrays.fill(grey, 0.5f);
    for (int i = 0; i < originals.length; i++) {
      Hole hole = drawn.get(i);
      ours[i] = holes.filled(originals[i], ours[i], hole);
      bicubic[i] = holes.bicubic(holes.cut(originals[i], hole), hole);
      masked[i] = holes.filled(originals[i], grey, hole);
    }
    List<Figure> figures = new ArrayList<>();
    figures.add(
        Figure.higher(
            "psnr", psnr(holes, drawn, ours, originals), psnr(holes, drawn, bicubic, originals)));
    if (Holes.hasSsim(shape)) {
      figures.add(
          Figure.higher(
              "ssim", ssim(holes, drawn, ours, originals), ssim(holes, drawn, bicubic, originals)));
    }
    return new Result(figures, originals, masked, bicubic, ours);
  }

  private static double psnr(Holes holes, List<Hole> drawn, float[][] rows, float[][] originals) {
    double sum = 0;
    for (int i = 0; i < rows.length; i++) {
      sum += holes.squaredError(rows[i], originals[i], drawn.get(i));
    }
    return -10 * Math.log10(sum / rows.length);
  }

  private static double ssim(Holes holes, List<Hole> drawn, float[][] rows, float[][] originals) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < rows.length; i++) {
      Hole part = holes.around(drawn.get(i));
      if (part != null) {
        sum +=
            Ssim.of(
                new float[][] {holes.crop(rows[i], part)},
                new float[][] {holes.crop(originals[i], part)},
                part.height(),
                part.width(),
                holes.shape()[2]);
        count++;
      }
    }
    return sum / count;
  }
}
