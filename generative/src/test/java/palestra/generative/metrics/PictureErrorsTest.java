package palestra.generative.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Errors of pictures against scikit-image and scikit-learn, and by hand. */
class PictureErrorsTest {

  static List<JsonNode> pictures() {
    return Reference.cases("pictures");
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void asScikitImage(JsonNode pair) {
    float[][] picture = {Reference.row(pair.get("picture"))};
    float[][] reference = {Reference.row(pair.get("reference"))};
    int[] shape = {size(pair, 0), size(pair, 1), size(pair, 2)};
    assertThat(PictureErrors.meanSquaredError(picture, reference)).isCloseTo(at(pair, "mse"), NEAR);
    assertThat(PictureErrors.meanAbsoluteError(picture, reference))
        .isCloseTo(at(pair, "mae"), NEAR);
    assertThat(PictureErrors.psnr(picture, reference)).isCloseTo(at(pair, "psnr"), NEAR);
    assertThat(Ssim.of(picture, reference, shape)).isCloseTo(at(pair, "ssim"), NEAR);
    assertThat(Ssim.of(reference, reference, shape)).isCloseTo(1, NEAR);
  }

  @Test
  void meansOverPictures() {
    float[][] rows = {{0, 0}, {1, 1}};
    float[][] references = {{0.1f, 0.1f}, {0.5f, 1}};
    assertThat(PictureErrors.meanSquaredError(rows, references))
        .isCloseTo((0.01 + 0.125) / 2, within(1e-8));
    assertThat(PictureErrors.meanAbsoluteError(rows, references))
        .isCloseTo((0.1 + 0.25) / 2, within(1e-8));
    assertThat(PictureErrors.psnr(rows, references))
        .isCloseTo((20 - 10 * Math.log10(0.125)) / 2, within(1e-5));
    assertThat(PictureErrors.psnr(rows, rows)).isInfinite();
  }

  /** Flat pictures have no variance: what is left is the term of the means. */
  @Test
  void similarityOfFlatPicturesByHand() {
    float[][] grey = new float[1][11 * 11];
    float[][] white = new float[1][11 * 11];
    java.util.Arrays.fill(grey[0], 0.5f);
    java.util.Arrays.fill(white[0], 1);
    assertThat(Ssim.of(grey, white, 11, 11, 1))
        .isCloseTo((2 * 0.5 + 1e-4) / (0.25 + 1 + 1e-4), within(1e-12));
  }

  @Test
  void refusesWhatDoesNotFit() {
    float[][] small = new float[1][64];
    assertThatThrownBy(() -> Ssim.of(small, small, 8, 8, 1))
        .hasMessage("SSIM needs pictures of at least 11 x 11 pixels, not [8, 8, 1]");
    assertThatThrownBy(() -> Ssim.of(small, small, 12, 12, 1))
        .hasMessage("pictures of shape [12, 12, 1] have not 64 numbers");
    assertThatThrownBy(() -> PictureErrors.psnr(small, new float[2][64]))
        .hasMessage("PSNR needs a reference for each row, not 2 for 1");
  }

  private static final org.assertj.core.data.Offset<Double> NEAR = within(1e-9);

  private static double at(JsonNode pair, String figure) {
    return pair.get(figure).asDouble();
  }

  private static int size(JsonNode pair, int axis) {
    return pair.get("shape").get(axis).asInt();
  }
}
