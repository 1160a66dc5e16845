package palestra.generative.gan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import palestra.generative.GenerativeContext;
import palestra.generative.LatentModel;
import palestra.generative.data.Batches;
import palestra.generative.data.Data;
import palestra.generative.metrics.Judges;
import palestra.generative.metrics.SampleMetrics;
import palestra.networks.Endpoint;
import palestra.networks.Model;
import palestra.networks.random.SplitMix64;

/**
 * Generative adversarial networks (Goodfellow et al. 2014) and what was made of them, each part a
 * switch of {@link GanConfig}: a generator makes samples from noise, a discriminator tells them
 * from real ones, each learns against the other.
 *
 * <p>What both minimise is in {@link Objective}, the networks and their shapes in {@link Players},
 * what is added to the discriminator's loss in {@link Penalties}, looking ahead in {@link
 * Unrolled}, the order of steps in {@link Round}. For points and for pictures from 0 to 1.
 */
public sealed class Gan implements LatentModel permits ConditionalGan {
  private static final String WEIGHTS = "gan";

  /** Discriminator steps in one run of the graph, where they are so small that a run costs. */
  private static final int STEPS_A_RUN = 4;

  /** Weights of a generator of points from which on its kernels take longer than waking threads. */
  private static final long LARGE = 100_000;

  /** What an unrolled step weighs beside one that is taken. */
  private static final int UNROLLED_STEP = 3;

  private final GanConfig config;
  private final Data data;
  private final Judges judges;
  private final long totalGeneratorSteps;
  private final Model model;
  private final Players players;
  private final Sampler sampler;
  private final Instability instability;
  private final Endpoint.Threads threads;
  private final Round one;
  private final int many;
  private Round several;
  private Batches batches;
  private Feeder feeder;
  private double waitedBefore;

  /** Builds the graph. */
  public Gan(GanConfig config, GenerativeContext context) {
    this.config = config;
    this.data = context.data();
    this.judges = context.judges();
    this.totalGeneratorSteps = context.totalGeneratorSteps();
    this.model = new Model(context.device(), context.seed());
    this.players = new Players(config, data);
    this.instability = new Instability(config, data);
    boolean averages = config.averageDecay() > 0;
    sampler =
        new Sampler(model, config, players, data, averages ? Players.AVERAGE : Players.GENERATOR);
    // Branches of large networks, such as real and fake pictures, are worth going side by side.
    boolean large = data.pictures() || model.parameterCount() > LARGE;
    threads = large ? Endpoint.Threads.POOL : Endpoint.Threads.CALLER;
    one = new Round(model, config, players, 1, threads);
    int each = config.discriminatorSteps() + UNROLLED_STEP * config.unrolledSteps();
    many = data.pictures() ? 1 : Math.max(1, STEPS_A_RUN / each);
    if (averages) {
      model
          .endpoint("start")
          .target(model.blend(Players.GENERATOR, Players.AVERAGE, 1))
          .build()
          .run();
    }
    model.counter("seed")[0] = context.seed();
    begin();
  }

  /** Goes on with the batch and the noise that the counters say. */
  private void begin() {
    if (batches != null) {
      waitedBefore += batches.secondsWaited();
      batches.close();
    }
    SplitMix64 seeds = new SplitMix64(model.counter("seed")[0]);
    batches = new Batches(data, config.batchSize(), seeds.nextLong());
    feeder = new Feeder(config, players, data, seeds.nextLong());
    batches.moveTo(model.counter("batch")[0]);
  }

  final Players players() {
    return players;
  }

  final Sampler sampler() {
    return sampler;
  }

  /** All weights and states by path. */
  final Map<String, float[]> values() {
    return model.values();
  }

  @Override
  public final Map<String, Double> trainStep(int generatorSteps) {
    if (generatorSteps < 1) {
      throw new IllegalArgumentException("generatorSteps must be 1 or more: " + generatorSteps);
    }
    Map<String, Double> sums = new LinkedHashMap<>();
    for (int left = generatorSteps; left > 0; ) {
      Round round = left >= many ? several() : one;
      for (int i = 0; i < round.steps() * config.discriminatorSteps(); i++) {
        feeder.fill(round.endpoint(), i, batches.next(), progress(i));
      }
      round.run(totalGeneratorSteps);
      model.counter("batch")[0] = batches.index();
      round.addFigures(sums);
      left -= round.steps();
    }
    sums.replaceAll((name, sum) -> sum / generatorSteps);
    sums.put("learningRate", config.learningRate().at(progress(0)));
    return sums;
  }

  /** Is made when it is first needed: a short training does without. */
  private Round several() {
    if (several == null) {
      several = many > 1 ? new Round(model, config, players, many, threads) : one;
    }
    return several;
  }

  /** Training done before the i-th of the next discriminator steps, from 0 to 1. */
  private double progress(int i) {
    long step = (model.counter("batch")[0] + i) / config.discriminatorSteps();
    return (double) step / totalGeneratorSteps;
  }

  @Override
  public final float[][] sample(int count, long seed) {
    return sampler.sample(count, seed);
  }

  @Override
  public final int latentSize() {
    return config.latentSize();
  }

  /** {@inheritDoc} Of class 0, where the generator is told one. */
  @Override
  public final float[][] decode(float[][] latents) {
    return sampler.decode(latents, new int[latents.length]);
  }

  /** {@link SampleMetrics}, and {@code diversity}: how far samples lie apart, by the data's. */
  @Override
  public final Map<String, Double> metrics(long seed) {
    float[][] samples = sample(SampleMetrics.samples(data), seed);
    Map<String, Double> figures =
        new LinkedHashMap<>(SampleMetrics.of(data, judges, samples, seed));
    figures.put("diversity", instability.diversity(samples, seed));
    return figures;
  }

  @Override
  public final List<String> warnings(Map<String, Double> figures) {
    return instability.warnings(figures);
  }

  @Override
  public final double secondsWaited() {
    return waitedBefore + batches.secondsWaited();
  }

  @Override
  public final void save(Path directory) throws IOException {
    Files.createDirectories(directory);
    model.save(directory.resolve(WEIGHTS));
  }

  @Override
  public final void load(Path directory) throws IOException {
    model.load(directory.resolve(WEIGHTS));
    begin();
  }

  @Override
  public final void loadWeights(Path directory) throws IOException {
    model.loadWeights(directory.resolve(WEIGHTS));
  }

  @Override
  public final void close() {
    batches.close();
    model.close();
  }
}
