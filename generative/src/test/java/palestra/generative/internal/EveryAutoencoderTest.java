package palestra.generative.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.types.TFloat32;
import palestra.generative.EncodingModel;
import palestra.generative.GenerativeContext;
import palestra.generative.GenerativeProvider;
import palestra.generative.data.Data;
import palestra.generative.data.GaussianMixture;
import palestra.generative.metrics.Judges;
import palestra.networks.Device;
import palestra.networks.Endpoint;
import palestra.networks.Model;
import palestra.networks.bodies.Body;
import palestra.networks.layers.Flatten;

/** What holds for every autoencoder that there is. */
class EveryAutoencoderTest {
  private static final Data POINTS = GaussianMixture.ring8();
  private static final Data SMALL_PICTURES = new TestPictures(8);
  private static final int STEPS = 10;

  static Stream<GenerativeProvider<?>> all() {
    List<GenerativeProvider<?>> found = new ArrayList<>();
    ServiceLoader.load(GenerativeProvider.class).forEach(found::add);
    return found.stream().filter(p -> List.of("autoencoder", "vae", "vq-vae").contains(p.kind()));
  }

  @Test
  void allIdsAreThere() {
    assertThat(all().map(GenerativeProvider::id))
        .containsExactlyInAnyOrder(
            "ae",
            "denoising-ae",
            "sparse-ae",
            "contractive-ae",
            "vae",
            "beta-vae",
            "cvae",
            "iwae",
            "vq-vae");
  }

  @ParameterizedTest
  @MethodSource("all")
  void learnsPointsAndGoesOnFromItsCheckpointBitForBit(
      GenerativeProvider<?> provider, @TempDir Path directory) throws IOException {
    try (EncodingModel whole = model(provider, POINTS, 5);
        EncodingModel resumed = model(provider, POINTS, 6)) {
      Map<String, Double> first = whole.trainStep(STEPS);
      assertThat(resumed.trainStep(STEPS)).isNotEqualTo(first);
      whole.save(directory.resolve("half"));
      resumed.load(directory.resolve("half"));
      assertThat(resumed.sample(5, 1)).isDeepEqualTo(whole.sample(5, 1));
      // Looking leaves training alone.
      Map<String, Double> looked = whole.metrics(1);
      assertThat(whole.metrics(1)).isEqualTo(looked);
      assertThat(looked).allSatisfy((name, value) -> assertThat(value).as(name).isFinite());
      Map<String, Double> second = whole.trainStep(STEPS);
      assertThat(resumed.trainStep(STEPS)).isEqualTo(second);
      assertThat(resumed.sample(5, 1)).isDeepEqualTo(whole.sample(5, 1));

      whole.trainStep(40 * STEPS);
      assertThat(whole.trainStep(STEPS).get("loss")).isLessThan(first.get("loss"));
      Map<String, Double> learned = whole.metrics(1);
      assertThat(learned.get("reconstructionError"))
          .isLessThan(0.8 * looked.get("reconstructionError"));
      assertThat(learned).containsKeys("modes", provider.headlines(POINTS).get(0).metric());
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void learnsPicturesByItsDefaults(GenerativeProvider<?> provider) {
    try (EncodingModel model = model(provider, new TestPictures(16), 1)) {
      assertThat(model.encoder()).isEqualTo("conv");
      double first = model.trainStep(1).get("loss");
      model.trainStep(30);
      assertThat(model.trainStep(STEPS).get("loss")).isLessThan(0.8 * first);
      for (float[] picture : model.sample(3, 1)) {
        for (float pixel : picture) {
          assertThat(pixel).isBetween(0f, 1f);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void encodesDecodesAndSamplesRowsOfAnyNumber(GenerativeProvider<?> provider) {
    try (EncodingModel model = model(provider, SMALL_PICTURES, 1)) {
      int rows = Chunks.ROWS + 1;
      float[][] pictures = SMALL_PICTURES.examples(Data.Part.HELD_OUT, rows, 1).rows();
      float[][] latents = model.encode(pictures);
      assertThat(latents).hasDimensions(rows, model.latentSize());
      assertThat(model.encode(new float[][] {pictures[rows - 1]})[0]).isEqualTo(latents[rows - 1]);
      assertThat(model.decode(latents)).hasDimensions(rows, 64);
      float[][] samples = model.sample(rows, 9);
      assertThat(samples).hasDimensions(rows, 64);
      assertThat(model.sample(3, 9)[2]).isEqualTo(samples[2]);
      assertThat(model.sample(3, 10)[2]).isNotEqualTo(samples[2]);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void encodersBodyServesAnotherModel(GenerativeProvider<?> provider, @TempDir Path directory)
      throws IOException {
    try (EncodingModel model = model(provider, SMALL_PICTURES, 1);
        Model agent = new Model(Device.CPU, 2)) {
      var picture = agent.input("picture", TFloat32.class, 1, 8, 8, 1);
      var body = Body.valueOf(model.encoder());
      var features =
          body.apply(agent.scope().child("body"), new Flatten().apply(agent.scope(), picture));
      Endpoint see =
          agent.endpoint("see").input("picture", picture).output("features", features).build();
      float[] ones = new float[64];
      Arrays.fill(ones, 1);
      see.feed("picture", ones).run();
      float before = see.result("features").get(0);
      model.save(directory);
      agent.loadWeights(directory.resolve(EncodingModel.WEIGHTS), EncodingModel.ENCODER, "body");
      see.run();
      assertThat(see.result("features").get(0)).isNotEqualTo(before);
    }
  }

  private static EncodingModel model(GenerativeProvider<?> provider, Data data, long seed) {
    return (EncodingModel) create(provider, data, seed);
  }

  private static <C extends Record> Object create(
      GenerativeProvider<C> provider, Data data, long seed) {
    return provider.create(
        provider.defaults(), new GenerativeContext(data, 1_000, Device.CPU, seed, Judges.NONE));
  }
}
