package palestra.generative.applications;

import java.util.ArrayList;
import java.util.List;
import palestra.generative.data.Batches;
import palestra.generative.data.Data;
import palestra.generative.metrics.PictureErrors;
import palestra.generative.metrics.Ssim;

/**
 * Super-resolution: what a picture looked like before it was made smaller. Small pictures are made
 * of the data's by {@link Bicubic}; an {@link UpscalingNetwork} learns the way back from pairs. The
 * baseline is the bicubic way back. Both are measured on held-out pictures by {@link
 * PictureErrors#psnr} in decibels and {@link Ssim}, values cut to the range from 0 to 1.
 */
public final class SuperResolution {
  private SuperResolution() {}

  /**
   * What came out.
   *
   * @param figures {@code psnrX2}, {@code ssimX2} and so on; SSIM not of pictures below 11 pixels
   * @param factors one for each network
   * @param originals held-out pictures
   */
  public record Result(List<Figure> figures, List<Factor> factors, float[][] originals) {}

  /**
   * Held-out pictures at one factor.
   *
   * @param factor how many times smaller the small ones are
   * @param small as they went in
   * @param bicubic as large as the originals
   * @param ours as large as the originals
   */
  public record Factor(int factor, float[][] small, float[][] bicubic, float[][] ours) {}

  /**
   * Trains and measures.
   *
   * @throws IllegalArgumentException if the data are no pictures, or no factor of their sides
   */
  public static Result run(SuperResolutionConfig config, Task task) {
    task.requirePictures("super-resolution");
    int[] shape = task.data().shape();
    for (int factor : config.factors()) {
      if (shape[0] % factor != 0
          || shape[1] % factor != 0
          || factor >= Math.min(shape[0], shape[1])) {
        throw new IllegalArgumentException(
            "factors must divide the sides of pictures of %d x %d, which %d does not"
                .formatted(shape[0], shape[1], factor));
      }
    }
    float[][] originals =
        task.data().examples(Data.Part.HELD_OUT, config.heldOut(), task.seed(0)).rows();
    List<Figure> figures = new ArrayList<>();
    List<Factor> factors = new ArrayList<>();
    for (int factor : config.factors()) {
      Factor done = enlarge(config, task, factor, originals);
      factors.add(done);
      figures.add(
          Figure.higher(
              "psnrX" + factor,
              PictureErrors.psnr(done.ours(), originals),
              PictureErrors.psnr(done.bicubic(), originals)));
      if (Holes.hasSsim(shape)) {
        figures.add(
            Figure.higher(
                "ssimX" + factor,
                Ssim.of(done.ours(), originals, shape),
                Ssim.of(done.bicubic(), originals, shape)));
      }
    }
    return new Result(figures, factors, originals);
  }

  private static Factor enlarge(
      SuperResolutionConfig config, Task task, int factor, float[][] originals) {
    int[] shape = task.data().shape();
    int height = shape[0] / factor;
    int width = shape[1] / factor;
    UpscalingNetwork layer =
        new UpscalingNetwork(factor, shape[2], config.filters(), config.blocks());
    int[] source = {height, width, layer.sourceChannels()};
    int size = height * width * source[2];
    PictureNetwork.Learning learning =
        new PictureNetwork.Learning(
            config.batchSize(), config.totalSteps(), config.learningRate(), false, false, 0, 0.9);
    try (PictureNetwork network =
            new PictureNetwork(
                layer, null, source, shape, learning, task.device(), task.seed(factor));
        Batches batches = new Batches(task.data(), config.batchSize(), task.seed(1))) {
      network.train(
          (sources, targets, weights) -> {
            float[] rows = batches.next().rows();
            System.arraycopy(rows, 0, targets, 0, rows.length);
            for (int i = 0; i < config.batchSize(); i++) {
              float[] row = new float[targets.length / config.batchSize()];
              System.arraycopy(rows, i * row.length, row, 0, row.length);
              float[] small = shrink(row, shape, factor);
              layer.source(small, enlarge(small, shape, factor), height, width, sources, i * size);
            }
          },
          "super-resolution x" + factor,
          task.watch());
      float[][] small = new float[originals.length][];
      float[][] bicubic = new float[originals.length][];
      float[][] sources = new float[originals.length][size];
      for (int i = 0; i < originals.length; i++) {
        small[i] = shrink(originals[i], shape, factor);
        bicubic[i] = enlarge(small[i], shape, factor);
        layer.source(small[i], bicubic[i], height, width, sources[i], 0);
      }
      return new Factor(factor, small, bicubic, network.apply(sources));
    }
  }

  private static float[] shrink(float[] row, int[] shape, int factor) {
    return Bicubic.clipped(
        Bicubic.resize(row, shape[0], shape[1], shape[2], shape[0] / factor, shape[1] / factor));
  }

  private static float[] enlarge(float[] small, int[] shape, int factor) {
    return Bicubic.clipped(
        Bicubic.resize(small, shape[0] / factor, shape[1] / factor, shape[2], shape[0], shape[1]));
  }
}
