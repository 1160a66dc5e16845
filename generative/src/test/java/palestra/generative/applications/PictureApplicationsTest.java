package palestra.generative.applications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import palestra.generative.data.Data;
import palestra.generative.data.DataSets;
import palestra.generative.data.strokes.StrokeStyle;
import palestra.generative.metrics.Judges;
import palestra.networks.Device;
import palestra.networks.schedules.Schedule;

/** Trained for seconds, each is better than its baseline; the same seed gives the same figures. */
final class PictureApplicationsTest {
  private static final Schedule RATE = Schedule.linear(2e-3, 1e-4);

  private static Data strokes() {
    return DataSets.load().open("strokes");
  }

  private static void betterThanTheirBaselines(List<Figure> figures) {
    assertThat(figures).isNotEmpty().allSatisfy(figure -> assertThat(figure.better()).isTrue());
  }

  @Test
  void superResolution() {
    SuperResolutionConfig config = new SuperResolutionConfig(List.of(2, 4), 12, 1, 8, 60, RATE, 30);
    SuperResolution.Result result = SuperResolution.run(config, Task.of(strokes(), 3));
    assertThat(result.figures())
        .extracting(Figure::name)
        .containsExactly("psnrX2", "ssimX2", "psnrX4", "ssimX4");
    betterThanTheirBaselines(result.figures());
    assertThat(result.factors().get(1).small()[0]).hasSize(7 * 7);
    assertThat(SuperResolution.run(config, Task.of(strokes(), 3)).figures())
        .isEqualTo(result.figures());
    assertThat(SuperResolution.run(config, Task.of(strokes(), 4)).figures())
        .isNotEqualTo(result.figures());
  }

  @Test
  void inpainting() {
    InpaintingConfig config =
        new InpaintingConfig(0.3, 0.5, List.of(12, 24, 48), 16, 250, RATE, 60);
    Inpainting.Result result = Inpainting.run(config, Task.of(strokes(), 3));
    assertThat(result.figures()).extracting(Figure::name).containsExactly("psnr", "ssim");
    assertThat(result.figures().get(0).better()).isTrue();
    for (int i = 0; i < result.originals().length; i++) {
      for (int k = 0; k < result.originals()[i].length; k++) {
        if (result.masked()[i][k] != 0.5f) { // Outside the hole nothing may change.
          assertThat(result.ours()[i][k]).isEqualTo(result.originals()[i][k]);
        }
      }
    }
    assertThat(Inpainting.run(config, Task.of(strokes(), 3)).figures()).isEqualTo(result.figures());
  }

  @Test
  void translation() {
    TranslationConfig config =
        new TranslationConfig(
            StrokeStyle.PEN,
            StrokeStyle.OUTLINE,
            List.of(12, 24),
            0.01,
            List.of(8, 16),
            16,
            60,
            RATE,
            40);
    List<String> phases = new ArrayList<>();
    Task task =
        new Task(
            strokes(),
            Judges.NONE,
            Device.CPU,
            3,
            (phase, steps, total) -> phases.add(phase + " " + steps + " of " + total));
    Translation.Result result = Translation.run(config, task);
    assertThat(phases)
        .hasSize(60)
        .startsWith("translation 1 of 60")
        .endsWith("translation 60 of 60");
    assertThat(result.figures()).extracting(Figure::name).containsExactly("psnr", "ssim");
    betterThanTheirBaselines(result.figures());
    assertThat(Translation.run(config, Task.of(strokes(), 3)).figures())
        .isEqualTo(result.figures());
  }

  @Test
  void styleTransfer() {
    StyleConfig d = StyleConfig.defaults();
    StyleConfig config =
        new StyleConfig(
            Pattern.STRIPES,
            List.of(12, 24),
            400,
            16,
            24,
            60,
            d.learningRate(),
            d.contentWeight(),
            d.styleWeight(),
            d.contentScale());
    float[] content = new float[32 * 32 * 3];
    for (int i = 0; i < content.length; i++) {
      int y = i / 96;
      int x = i / 3 % 32;
      content[i] = Math.hypot(x - 16, y - 16) < 9 ? 0.9f : 0.2f;
    }
    StyleTransfer.Result result = StyleTransfer.run(config, content, 32, 32, Task.of(strokes(), 3));
    assertThat(result.figures().get(0).better()).isTrue();
    assertThat(result.figures().get(2).ours()).isLessThan(result.styleLossBefore());
    assertThat(result.bodyAccuracy()).isGreaterThan(0.3); // Of eight patterns.
    assertThat(StyleTransfer.run(config, content, 32, 32, Task.of(strokes(), 3)).figures())
        .isEqualTo(result.figures());
  }

  @Test
  void whatCannotBeIsSaidInOneLine() {
    Data ring = DataSets.load().open("ring8");
    assertThatThrownBy(
            () -> SuperResolution.run(SuperResolutionConfig.defaults(), Task.of(ring, 1)))
        .hasMessage("super-resolution works on pictures, not on 'ring8'");
    assertThatThrownBy(
            () ->
                SuperResolution.run(
                    new SuperResolutionConfig(List.of(3), 8, 1, 8, 10, RATE, 10),
                    Task.of(strokes(), 1)))
        .hasMessage("factors must divide the sides of pictures of 28 x 28, which 3 does not");
    assertThatThrownBy(() -> Translation.run(TranslationConfig.defaults(), Task.of(ring, 1)))
        .hasMessageContaining("which 'strokes' have and 'ring8' has not");
    assertThatThrownBy(() -> new InpaintingConfig(0.5, 0.3, List.of(8, 8), 8, 10, RATE, 10))
        .hasMessage("holeMost must be from 0.5 to 0.8, but is 0.3");
    assertThatThrownBy(
            () ->
                StyleTransfer.run(
                    StyleConfig.defaults(), new float[8 * 8 * 3], 8, 8, Task.of(ring, 1)))
        .hasMessageStartingWith("style transfer needs a colour picture of at least");
  }
}
