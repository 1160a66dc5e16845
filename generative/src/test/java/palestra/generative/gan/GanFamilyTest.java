package palestra.generative.gan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.generative.ConditionalModel;
import palestra.generative.GenerativeContext;
import palestra.generative.GenerativeModel;
import palestra.generative.GenerativeProvider;
import palestra.generative.data.Data;
import palestra.generative.data.GaussianMixture;
import palestra.generative.metrics.Judges;
import palestra.networks.Device;
import palestra.networks.Endpoint;
import palestra.networks.Model;

/** What holds of every preset, as the lab finds it. */
class GanFamilyTest {
  private static final int STEPS = 6;

  static List<GanPreset> presets() {
    List<GanPreset> presets = new ArrayList<>();
    for (GenerativeProvider<?> each : ServiceLoader.load(GenerativeProvider.class)) {
      if (each instanceof GanPreset preset) {
        presets.add(preset);
      }
    }
    return presets;
  }

  @Test
  void areFoundByTheirIds() {
    assertThat(presets())
        .extracting(GanPreset::id)
        .containsExactlyInAnyOrder(
            "gan",
            "minimax-gan",
            "lsgan",
            "wgan",
            "wgan-gp",
            "dcgan",
            "cgan",
            "acgan",
            "pacgan",
            "sngan",
            "r1-gan",
            "unrolled-gan");
    assertThat(presets()).extracting(GanPreset::defaults).doesNotHaveDuplicates();
  }

  /** Same seed same bits, and from a checkpoint on the same bits, the averaged samples too. */
  @ParameterizedTest
  @MethodSource("presets")
  void goesOnFromItsCheckpointBitForBit(GanPreset preset, @TempDir Path directory)
      throws IOException {
    try (GenerativeModel whole = create(preset, preset.defaults(), 5);
        GenerativeModel resumed = create(preset, preset.defaults(), 6)) {
      Map<String, Double> figures = whole.trainStep(STEPS);
      assertThat(figures).allSatisfy((name, value) -> assertThat(value).as(name).isFinite());
      whole.save(directory);
      resumed.load(directory);
      assertThat(resumed.trainStep(STEPS)).isEqualTo(whole.trainStep(STEPS));
      float[][] samples = whole.sample(120, 1);
      assertThat(resumed.sample(120, 1)).isDeepEqualTo(samples);
      assertThat(resumed.sample(3, 1)[2]).isEqualTo(samples[2]);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "conv filters=4,8 units=0 activation=leaky_relu",
        "conv filters=4,8 units=8 norm=batch",
        "mlp widths=16 activation=leaky_relu"
      })
  void picturesForEveryKindOfDiscriminator(String discriminator) {
    GanConfig.Draft draft = new GanConfig.Draft();
    draft.generator = "deconv filters=8,4 norm=batch";
    draft.discriminator = discriminator;
    draft.packing = 2;
    draft.labels = Labels.CONDITION;
    draft.batchSize = 8;
    TinyPictures pictures = new TinyPictures(true);
    try (GenerativeModel gan = new CganProvider().create(draft.build(), context(pictures, 1))) {
      gan.trainStep(STEPS);
      float[][] samples = ((ConditionalModel) gan).sample(new int[] {0, 1}, 1);
      assertThat(samples).hasDimensions(2, 64);
      for (float value : samples[1]) {
        assertThat(value).isBetween(0f, 1f);
      }
    }
  }

  /** What is said of a pack depends on each of its samples, and on no other pack's. */
  @ParameterizedTest
  @ValueSource(strings = {"conv filters=4 units=0", "mlp widths=8"})
  void packsAreJudgedTogether(String discriminator) {
    GanConfig.Draft draft = new GanConfig.Draft();
    draft.discriminator = discriminator;
    draft.packing = 2;
    int size = TinyPictures.SIDE * TinyPictures.SIDE;
    try (Model model = new Model(Device.CPU, 1)) {
      Players players = new Players(draft.build(), new TinyPictures(false));
      Operand<TFloat32> x = model.input("x", TFloat32.class, 4, 8, 8, 1);
      Endpoint judge =
          model
              .endpoint("judge")
              .input("x", x)
              .output("d", players.judge(model.scope(), x, null).real())
              .build();
      judge.run();
      float first = judge.result("d").get(0);
      float second = judge.result("d").get(1);
      for (int sample = 0; sample < 4; sample++) {
        judge.floats("x").put(sample * size + 12, 1);
        judge.run();
        judge.floats("x").put(sample * size + 12, 0);
        assertThat(judge.result("d").get(0) != first).as("sample " + sample).isEqualTo(sample < 2);
        assertThat(judge.result("d").get(1) != second)
            .as("sample " + sample)
            .isEqualTo(sample >= 2);
      }
    }
  }

  @Test
  void refusesUnderItsOwnName() {
    TinyPictures unlabelled = new TinyPictures(false);
    assertThatThrownBy(() -> new AcganProvider().check(Presets.ACGAN, unlabelled))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "model 'acgan' with labels auxiliary needs data with classes, and 'tiny' have none");
    assertThatThrownBy(() -> new DcganProvider().check(Presets.DCGAN, GaussianMixture.ring8()))
        .hasMessage(
            "model 'dcgan' and data 'ring8': deconv makes pictures [height, width, channels], not"
                + " [2]");
    GanConfig.Draft draft = new GanConfig.Draft();
    draft.discriminator = "conv";
    assertThatThrownBy(() -> new SnganProvider().check(draft.build(), GaussianMixture.ring8()))
        .hasMessageStartingWith("model 'sngan' and data 'ring8': the discriminator 'conv' sees");
    draft.discriminator = "lstm";
    assertThatThrownBy(() -> new GanProvider().check(draft.build(), GaussianMixture.ring8()))
        .hasMessageContaining("the discriminator must be mlp or a body that sees pictures");
  }

  @Test
  void labelsOutOfRangeAreRefused() {
    try (GenerativeModel gan = create(new CganProvider(), Presets.CGAN, 1)) {
      assertThatThrownBy(() -> ((ConditionalModel) gan).sample(new int[] {8}, 1))
          .hasMessage("label must be from 0 to 7, but is 8");
    }
  }

  /** The class asked for is the class that is made. */
  @ParameterizedTest
  @ValueSource(strings = {"cgan", "acgan"})
  void makesTheClassAskedFor(String id) {
    GanPreset preset =
        presets().stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
    GaussianMixture ring = GaussianMixture.ring8();
    try (GenerativeModel gan = preset.create(preset.defaults(), context(ring, 1_600))) {
      gan.trainStep(1_600);
      int[] labels = new int[400];
      for (int i = 0; i < labels.length; i++) {
        labels[i] = i % 8;
      }
      float[][] samples = ((ConditionalModel) gan).sample(labels, 3);
      int right = 0;
      for (int i = 0; i < labels.length; i++) {
        double x = samples[i][0];
        double y = samples[i][1];
        right += ring.modes().get(labels[i]).squaredDistance(x, y) < 0.15 ? 1 : 0;
      }
      assertThat(right).isGreaterThan(360);
    }
  }

  private static GenerativeModel create(GanPreset preset, GanConfig config, long seed) {
    Data data = preset.id().equals("dcgan") ? new TinyPictures(false) : GaussianMixture.ring8();
    return preset.create(
        config, new GenerativeContext(data, 2 * STEPS, Device.CPU, seed, Judges.NONE));
  }

  private static GenerativeContext context(Data data, long steps) {
    return new GenerativeContext(data, steps, Device.CPU, 1, Judges.NONE);
  }
}
