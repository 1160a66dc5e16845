package palestra.generative.applications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What style transfer is made of: margins and colours. */
final class StylePartsTest {
  private static final Offset<Float> CLOSE = within(1e-5f);

  @Test
  void aMarginShowsThePictureMirroredAndIsCutOffAgain() {
    Canvas canvas = new Canvas(1, 3, 2);
    float[] picture = {1, 1, 1, 2, 2, 2, 3, 3, 3};
    float[] all = canvas.extended(picture);
    assertThat(all).hasSize(5 * 7 * 3);
    for (int line = 0; line < 5; line++) {
      for (int x = 0; x < 7; x++) {
        assertThat(all[(line * 7 + x) * 3]).isEqualTo(new float[] {2, 1, 1, 2, 3, 3, 2}[x]);
      }
    }
    assertThat(canvas.cropped(all)).containsExactly(picture);
  }

  /** Three pixels of one colour for one of the other. */
  @Test
  void aPaletteOfTwoColoursIsTheLineThroughBoth() {
    float[] first = {0.1f, 0.9f, 0.2f};
    float[] second = {0.7f, 0.1f, 0.6f};
    float[] style = new float[4 * 3];
    for (int i = 0; i < 4; i++) {
      System.arraycopy(i == 3 ? second : first, 0, style, 3 * i, 3);
    }
    Palette palette = new Palette(style);
    for (int c = 0; c < 3; c++) {
      assertThat(palette.middle()[c]).isCloseTo((3 * first[c] + second[c]) / 4, CLOSE);
      float least = palette.middle()[c] + palette.least() * palette.direction()[c];
      float greatest = palette.middle()[c] + palette.greatest() * palette.direction()[c];
      // A direction's largest number is positive: of these, green's.
      assertThat(least).isCloseTo(second[c], CLOSE);
      assertThat(greatest).isCloseTo(first[c], CLOSE);
    }
    assertThat(palette.colours(new float[] {palette.least()})).containsExactly(second, CLOSE);
  }

  @Test
  void whatIsLighterLiesFartherUp() {
    Palette palette = new Palette(new float[] {0, 0, 0, 0.2f, 0.2f, 0.2f, 1, 1, 1});
    float[] picture = {0.5f, 0.5f, 0.5f, 0.6f, 0.5f, 0.5f, 0.5f, 0.6f, 0.5f};
    float[] places = palette.placed(picture);
    assertThat(places[0]).isLessThan(places[1]);
    assertThat(places[1]).isLessThan(places[2]); // Green is brighter than red.
    for (float place : places) {
      assertThat(place).isBetween(palette.least(), palette.greatest());
    }
    assertThat(palette.placed(new float[6])).containsExactly(new float[] {0, 0}, CLOSE);
  }
}
