package palestra.generative.data.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import palestra.generative.data.Cleaning;
import palestra.generative.data.Data;
import palestra.generative.data.DataKind;
import palestra.generative.data.DataProvider;
import palestra.generative.data.DataSets;
import palestra.generative.data.Examples;
import palestra.generative.data.StoredData;
import palestra.networks.random.SplitMix64;

class StepsTest {
  private static final float NAN = Float.NaN;

  /** Opens one data set, {@code given}, with steps. */
  private static Data open(StoredData given, String text) {
    DataProvider provider =
        new DataProvider() {
          @Override
          public Map<String, DataKind> names() {
            return Map.of("given", new DataKind("", true, false));
          }

          @Override
          public Data open(String name) {
            return given;
          }
        };
    return new DataSets(List.of(provider), List.of(new StepsProvider())).open(text);
  }

  private static StoredData points(float[][] training, float[][] heldOut) {
    return StoredData.of(
        "given",
        new int[] {2},
        0,
        new Examples(training, new int[training.length]),
        new Examples(heldOut, new int[heldOut.length]));
  }

  private static float[][] rows(Data data, Data.Part part) {
    return ((StoredData) data).part(part).rows();
  }

  @Test
  void missingNumbersAreFilledFromTheTrainingPart() {
    StoredData given =
        points(new float[][] {{1, 10}, {2, NAN}, {NAN, 20}, {9, 60}}, new float[][] {{NAN, 1000}});
    Data median = open(given, "given | fill");
    assertThat(rows(median, Data.Part.TRAINING))
        .isDeepEqualTo(new float[][] {{1, 10}, {2, 20}, {2, 20}, {9, 60}});
    assertThat(rows(median, Data.Part.HELD_OUT)).isDeepEqualTo(new float[][] {{2, 1000}});
    assertThat(median.cleanings()).containsExactly(new Cleaning("fill", 0, 3));
    Data mean = open(given, "given | fill value=mean");
    assertThat(mean.name()).isEqualTo("given | fill value=mean");
    assertThat(rows(mean, Data.Part.TRAINING))
        .isDeepEqualTo(new float[][] {{1, 10}, {2, 30}, {4, 20}, {9, 60}});
    // what was given is as it was
    assertThat(given.part(Data.Part.TRAINING).rows()[1][1]).isNaN();
  }

  @Test
  void examplesThatLackNumbersAreDroppedOrNothingIsOpened() {
    StoredData given = points(new float[][] {{1, 10}, {2, NAN}, {3, 5}}, new float[][] {{NAN, 1}});
    Data dropped = open(given, "given | drop-missing | noise");
    assertThat(dropped.size(Data.Part.TRAINING)).isEqualTo(2);
    assertThat(dropped.size(Data.Part.HELD_OUT)).isZero();
    assertThat(dropped.cleanings()).containsExactly(new Cleaning("drop-missing", 2, 0));
    for (String text : List.of("given", "given | duplicates", "given | noise | noise")) {
      assertThatThrownBy(() -> open(given, text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("training example 1, number 1 is NaN or missing");
    }
    StoredData none = points(new float[][] {{NAN, 10}, {NAN, 1}}, new float[0][]);
    assertThatThrownBy(() -> open(none, "given | drop-missing"))
        .hasMessage("drop-missing leaves none of the 2 training examples of 'given'");
    assertThatThrownBy(() -> open(none, "given | fill"))
        .hasMessage("fill: all training examples lack the number of column 0, from 0");
  }

  /** Median 3, absolute deviations 2 1 0 1 97: their median is 1, a robust deviation is 1.4826. */
  @Test
  void outliersAreFarFromTheMedianInRobustDeviations() {
    StoredData given =
        points(
            new float[][] {{1, 7}, {2, 7}, {3, 7}, {4, 7}, {100, 8}},
            new float[][] {{9, 7}, {8.9f, 7}});
    Data four = open(given, "given | outliers deviations=4");
    assertThat(rows(four, Data.Part.TRAINING))
        .isDeepEqualTo(new float[][] {{1, 7}, {2, 7}, {3, 7}, {4, 7}});
    assertThat(rows(four, Data.Part.HELD_OUT)).isDeepEqualTo(new float[][] {{8.9f, 7}});
    assertThat(four.cleanings()).containsExactly(new Cleaning("outliers deviations=4.0", 2, 0));
    assertThat(open(given, "given | outliers deviations=66").cleanings().get(0).dropped()).isZero();
  }

  @Test
  void duplicatesAreKeptOnceAndNeverHeldOut() {
    StoredData given =
        points(
            new float[][] {{1, 1}, {2, 2}, {1, 1}, {1, 2}}, new float[][] {{2, 2}, {5, 5}, {5, 5}});
    Data data = open(given, "given | duplicates");
    assertThat(rows(data, Data.Part.TRAINING))
        .isDeepEqualTo(new float[][] {{1, 1}, {2, 2}, {1, 2}});
    assertThat(rows(data, Data.Part.HELD_OUT)).isDeepEqualTo(new float[][] {{5, 5}});
    assertThat(data.cleanings()).containsExactly(new Cleaning("duplicates", 3, 0));
  }

  /** Eight pictures of 3 x 4 pixels with three channels; all numbers differ. */
  private static StoredData pictures() {
    float[][] rows = new float[8][36];
    for (int i = 0; i < 8 * 36; i++) {
      rows[i / 36][i % 36] = (i + 1) / 300f;
    }
    int[] labels = new int[8];
    return StoredData.of(
        "given",
        new int[] {3, 4, 3},
        0,
        new Examples(Arrays.copyOf(rows, 6), Arrays.copyOf(labels, 6)),
        new Examples(Arrays.copyOfRange(rows, 6, 8), Arrays.copyOf(labels, 2)));
  }

  @Test
  void augmentationChangesTrainingBatchesAloneAndTheSameWayEachTime() {
    StoredData given = pictures();
    for (String step : List.of("crop", "flip", "rotation", "colour", "noise", "cutout side=2")) {
      Data data = open(given, "given | " + step);
      assertThat(data.name()).isEqualTo("given | " + step);
      assertThat(data.size(Data.Part.HELD_OUT)).isEqualTo(2);
      for (Data.Part part : Data.Part.values()) {
        assertThat(data.examples(part, 9, 1).rows())
            .isDeepEqualTo(given.examples(part, 9, 1).rows());
      }
      float[] plain = new float[6 * 36];
      float[] changed = new float[6 * 36];
      float[] again = new float[6 * 36];
      given.batch(3, 5, plain, new int[6]);
      data.batch(3, 5, changed, new int[6]);
      data.batch(3, 5, again, null);
      assertThat(changed).as(step).isNotEqualTo(plain).isEqualTo(again);
      for (float value : changed) {
        assertThat(value).isBetween(0f, 1f);
      }
      data.batch(3, 4, again, null);
      assertThat(again).as(step).isNotEqualTo(changed);
    }
    // two steps of one kind do not do the same
    float[] once = new float[6 * 36];
    float[] twice = new float[6 * 36];
    open(given, "given | noise").batch(3, 5, once, null);
    open(given, "given | noise | noise").batch(3, 5, twice, null);
    float[] plain = new float[6 * 36];
    given.batch(3, 5, plain, null);
    double same = 0;
    for (int i = 0; i < plain.length; i++) {
      same += Math.abs((twice[i] - once[i]) - (once[i] - plain[i])) < 1e-6 ? 1 : 0;
    }
    assertThat(same / plain.length).isLessThan(0.3);
    assertThat(given.part(Data.Part.TRAINING).rows())
        .isDeepEqualTo(pictures().part(Data.Part.TRAINING).rows());
  }

  private static float[] changed(Augmentation step, float[] row, long seed, int... shape) {
    // an example in the midst of others, which must stay as they are
    float[] rows = new float[3 * row.length];
    Arrays.fill(rows, 7);
    System.arraycopy(row, 0, rows, row.length, row.length);
    step.change(new SplitMix64(seed), rows, row.length, shape, new float[row.length]);
    for (int i = 0; i < row.length; i++) {
      assertThat(rows[i]).isEqualTo(7);
      assertThat(rows[2 * row.length + i]).isEqualTo(7);
    }
    return Arrays.copyOfRange(rows, row.length, 2 * row.length);
  }

  @Test
  void cropMovesByUpToItsPixelsAndFillsWithZeros() {
    float[] row = {1, 2, 3, 4, 5, 6};
    Set<List<Float>> seen = new HashSet<>();
    for (long seed = 0; seed < 200; seed++) {
      float[] cropped = changed(new Crop(1), row, seed, 2, 3, 1);
      seen.add(List.of(cropped[0], cropped[1], cropped[2], cropped[3], cropped[4], cropped[5]));
    }
    assertThat(seen)
        .hasSize(9)
        .contains(
            List.of(1f, 2f, 3f, 4f, 5f, 6f),
            List.of(5f, 6f, 0f, 0f, 0f, 0f),
            List.of(0f, 0f, 0f, 0f, 1f, 2f),
            List.of(2f, 3f, 0f, 5f, 6f, 0f));
    // padding that is larger than the picture may push it out whole
    assertThat(changed(new Crop(50), row, 1, 2, 3, 1)).containsOnly(0);
  }

  @Test
  void flipMirrorsPixelsWithTheirChannels() {
    float[] row = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    assertThat(changed(new Flip(1), row, 1, 2, 3, 2))
        .containsExactly(5, 6, 3, 4, 1, 2, 11, 12, 9, 10, 7, 8);
    assertThat(changed(new Flip(0), row, 1, 2, 3, 2)).isEqualTo(row);
  }

  @Test
  void rotationKeepsTheMiddleAndTurnsTheRest() {
    float[] dot = new float[49];
    dot[24] = 1;
    float[] turned = changed(new Rotation(180), dot, 1, 7, 7, 1);
    assertThat(turned[24]).isCloseTo(1, within(1e-5f));
    assertThat(changed(new Rotation(0), dot, 1, 7, 7, 1)).isEqualTo(dot);
    // a dot beside the middle goes round it: the distance stays, to half a pixel
    float[] aside = new float[49];
    aside[26] = 1;
    float[] around = changed(new Rotation(180), aside, 4, 7, 7, 1);
    double x = 0;
    double y = 0;
    double sum = 0;
    for (int i = 0; i < 49; i++) {
      sum += around[i];
      x += around[i] * (i % 7 - 3);
      y += around[i] * (i / 7 - 3);
    }
    assertThat(around[26]).isLessThan(0.9f);
    assertThat(Math.hypot(x, y) / sum).isCloseTo(2, within(0.2));
  }

  @Test
  void colourChangesBrightnessContrastAndSaturation() {
    float[] row = {0.2f, 0.4f, 0.6f, 0.3f, 0.3f, 0.3f};
    float[] bright = changed(new Colour(0.5, 0, 0), row, 3, 1, 2, 3);
    float factor = bright[0] / row[0];
    assertThat(factor).isBetween(0.5f, 1.5f).isNotEqualTo(1f);
    for (int i = 0; i < 6; i++) {
      assertThat(bright[i]).isCloseTo(row[i] * factor, within(1e-6f));
    }
    float[] grey = {0.2f, 0.4f};
    float[] stark = changed(new Colour(0, 0.5, 0.5), grey, 3, 1, 2, 1);
    assertThat(stark[0] + stark[1]).isCloseTo(0.6f, within(1e-6f));
    assertThat(stark[1] - stark[0]).isNotCloseTo(0.2f, within(1e-3f));
    float[] full = changed(new Colour(0, 0, 0.5), row, 3, 1, 2, 3);
    for (int i = 3; i < 6; i++) {
      assertThat(full[i]).as("grey has no colour").isCloseTo(0.3f, within(1e-6f));
    }
    double before = 0.299 * row[0] + 0.587 * row[1] + 0.114 * row[2];
    assertThat(0.299 * full[0] + 0.587 * full[1] + 0.114 * full[2]).isCloseTo(before, within(1e-6));
    assertThat(full[2] - full[0]).isNotCloseTo(0.4f, within(1e-3f));
  }

  @Test
  void noiseHasItsDeviationAndCutoutItsSquare() {
    float[] zeros = new float[20_000];
    float[] noisy = changed(new Noise(0.3), zeros, 5, zeros.length);
    double squares = 0;
    for (float value : noisy) {
      squares += value * value;
    }
    assertThat(Math.sqrt(squares / zeros.length)).isCloseTo(0.3, within(0.01));
    float[] ones = new float[100];
    Arrays.fill(ones, 1);
    int most = 0;
    for (long seed = 0; seed < 50; seed++) {
      float[] cut = changed(new Cutout(3), ones, seed, 10, 10, 1);
      int blank = 0;
      for (float value : cut) {
        blank += value == 0 ? 1 : 0;
      }
      assertThat(blank).isBetween(4, 9);
      most = Math.max(most, blank);
    }
    assertThat(most).isEqualTo(9);
  }

  @Test
  void refusesStepsThatMakeNoSense() {
    DataSets sets = DataSets.load();
    assertThatThrownBy(() -> sets.open("ring8 | flip"))
        .hasMessage("flip is for pictures, but 'ring8' are points");
    assertThatThrownBy(() -> sets.open("ring8 | duplicates"))
        .hasMessage(
            "duplicates: cleaning is for data that are kept, but 'ring8' are drawn without"
                + " end");
    assertThatThrownBy(() -> open(pictures(), "given | flip | duplicates"))
        .hasMessage(
            "duplicates: cleaning must stand before augmentation, not behind 'given |" + " flip'");
    assertThatThrownBy(() -> sets.open("ring8 | blur"))
        .hasMessageStartingWith("unknown step 'blur' behind '|' (known: drop-missing, fill,");
    assertThatThrownBy(() -> sets.open("ring8 |")).hasMessageStartingWith("unknown step ''");
    assertThatThrownBy(() -> sets.open("strokes | crop pixels=0"))
        .hasMessage("crop: pixels must be at least 1, but is 0");
    assertThat(sets.open("strokes | crop pixels=3 | rotation").name())
        .isEqualTo("strokes | crop pixels=3 | rotation");
  }
}
