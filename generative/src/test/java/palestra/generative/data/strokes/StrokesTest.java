package palestra.generative.data.strokes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import palestra.generative.data.Data;
import palestra.generative.data.DataSets;
import palestra.generative.data.Examples;
import palestra.networks.random.SplitMix64;

class StrokesTest {
  private static final int PIXELS = 28 * 28;

  @Test
  void picturesHaveInkOnPaperAndAnEmptyRim() {
    for (StrokeStyle style : StrokeStyle.values()) {
      Examples some = Strokes.defaults().withStyle(style).examples(Data.Part.TRAINING, 400, 5);
      assertThat(some.labels()).contains(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
      for (float[] picture : some.rows()) {
        double ink = 0;
        for (int i = 0; i < PIXELS; i++) {
          assertThat(picture[i]).isBetween(0f, 1f);
          ink += picture[i];
          boolean rim = i < 28 || i >= 27 * 28 || i % 28 == 0 || i % 28 == 27;
          assertThat(!rim || picture[i] == 0).isTrue();
        }
        assertThat(ink / PIXELS).as("ink of %s", style).isBetween(0.015, 0.45);
      }
    }
  }

  @Test
  void onePixelSoftEdgesKeepTheAreaOfTheLine() {
    Strokes upright = new Strokes(64, 0, 0.1, 0, 0, 0, StrokeStyle.PEN, List.of(1));
    float[] picture = new float[64 * 64];
    double across = 0;
    for (long seed = 0; seed < 200; seed++) {
      upright.draw(new SplitMix64(seed), picture, null);
      for (int x = 0; x < 64; x++) {
        across += picture[32 * 64 + x] / 200;
      }
    }
    // a log-normal width of 6.4 pixels at the median, spread 0.2; slanted bars are a little wider
    assertThat(across).isBetween(6.2, 7.2);
  }

  @Test
  void sameGlyphInTwoStyles() {
    Strokes pen = Strokes.defaults();
    int count = 50;
    float[] rows = new float[count * PIXELS];
    float[] outlines = new float[count * PIXELS];
    int[] labels = new int[count];
    pen.drawPairs(new SplitMix64(3), StrokeStyle.OUTLINE, rows, outlines, labels);

    float[] alone = new float[count * PIXELS];
    int[] aloneLabels = new int[count];
    pen.draw(new SplitMix64(3), alone, aloneLabels);
    assertThat(rows).isEqualTo(alone);
    assertThat(labels).isEqualTo(aloneLabels);
    pen.withStyle(StrokeStyle.OUTLINE).draw(new SplitMix64(3), alone, null);
    assertThat(outlines).isEqualTo(alone);

    // the middle of a pen's line is blank in its outline, whose ink is around it
    double middles = 0;
    double inked = 0;
    for (int i = 0; i < rows.length; i++) {
      middles += rows[i] == 1 ? 1 : 0;
      inked += rows[i] == 1 && outlines[i] > 0.5 ? 1 : 0;
    }
    assertThat(middles).isGreaterThan(1000);
    assertThat(inked / middles).isLessThan(0.1);
    assertThatThrownBy(
            () -> pen.drawPairs(new SplitMix64(3), StrokeStyle.DOTS, rows, new float[PIXELS], null))
        .hasMessage("otherRows must have the length 39200 of rows, but has 784");
  }

  /** Not the judge of models, but enough to see that digits differ from each other. */
  @Test
  void digitsAreToldApartByTheirNearestNeighbour() {
    Strokes strokes = Strokes.defaults();
    Examples known = strokes.examples(Data.Part.TRAINING, 1500, 1);
    Examples asked = strokes.examples(Data.Part.HELD_OUT, 200, 1);
    int right = 0;
    for (int i = 0; i < asked.size(); i++) {
      right += known.labels()[nearest(known, asked.rows()[i])] == asked.labels()[i] ? 1 : 0;
    }
    assertThat(right / 200.0).isGreaterThan(0.9);
  }

  private static int nearest(Examples known, float[] row) {
    int best = 0;
    double least = Double.MAX_VALUE;
    for (int i = 0; i < known.size(); i++) {
      double distance = 0;
      for (int k = 0; k < row.length; k++) {
        double difference = row[k] - known.rows()[i][k];
        distance += difference * difference;
      }
      if (distance < least) {
        least = distance;
        best = i;
      }
    }
    return best;
  }

  @Test
  void batchesDependOnSeedAndIndexAlone() {
    Data data = DataSets.load().open("strokes slant=0.3 style=brush digits=3,1");
    assertThat(data.name()).isEqualTo("strokes slant=0.3 style=brush digits=1,3");
    assertThat(data.shape()).containsExactly(28, 28, 1);
    assertThat(data.classes()).isEqualTo(10);
    float[] first = new float[8 * PIXELS];
    float[] again = new float[8 * PIXELS];
    int[] labels = new int[8];
    data.batch(7, 3, first, labels);
    assertThat(Arrays.stream(labels).distinct().sorted().toArray()).containsExactly(1, 3);
    data.batch(7, 4, again, null);
    assertThat(again).isNotEqualTo(first);
    data.batch(7, 3, again, null);
    assertThat(again).isEqualTo(first);
  }

  @Test
  void refusesSettingsThatMakeNoSense() {
    DataSets sets = DataSets.load();
    assertThatThrownBy(() -> sets.open("strokes digits=1,10"))
        .hasMessage("strokes: digits must be from 0 to 9, but is 10");
    assertThatThrownBy(() -> sets.open("strokes width=0.5"))
        .hasMessage("strokes: width must be from 0.02 to 0.25, but is 0.5");
    assertThatThrownBy(() -> sets.open("strokes style=chalk"))
        .hasMessageContaining("style must be one of [pen, brush, outline, dots]");
    assertThatThrownBy(() -> sets.open("strokes colour=red")).hasMessageContaining("no setting");
  }
}
