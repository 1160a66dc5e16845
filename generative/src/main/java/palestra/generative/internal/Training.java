package palestra.generative.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import palestra.generative.EncodingModel;
import palestra.generative.GenerativeContext;
import palestra.generative.data.Batches;
import palestra.generative.data.Data;
import palestra.networks.Endpoint;
import palestra.networks.Model;
import palestra.networks.optimizers.Minimizer;
import palestra.networks.random.SplitMix64;
import palestra.networks.schedules.Schedule;

/**
 * The loop that autoencoders share: a batch, one run of the endpoint, its figures. What has to be
 * saved beside the weights is the data's seed and the index of the next batch.
 */
public final class Training implements AutoCloseable {
  /** The endpoint's input for a batch of examples. */
  public static final String ROWS = "rows";

  private static final String SEED = "batchesSeed";
  private static final String INDEX = "batchesIndex";

  private final Model model;
  private final Minimizer minimizer;
  private final Endpoint endpoint;
  private final List<String> figures;
  private final Schedule learningRate;
  private final Data data;
  private final int batchSize;
  private final long totalSteps;
  private Batches batches;
  private double waitedBefore;

  /**
   * Begins with the first batch.
   *
   * @param endpoint that the minimiser was added to
   * @param figures outputs of the endpoint, scalars, whose means are told
   */
  public Training(
      Model model,
      Minimizer minimizer,
      Endpoint endpoint,
      List<String> figures,
      Schedule learningRate,
      int batchSize,
      GenerativeContext context) {
    this.model = model;
    this.minimizer = minimizer;
    this.endpoint = endpoint;
    this.figures = List.copyOf(figures);
    this.learningRate = learningRate;
    this.data = context.data();
    this.batchSize = batchSize;
    this.totalSteps = context.totalGeneratorSteps();
    long seed = new SplitMix64(context.seed()).nextLong();
    model.counter(SEED)[0] = seed;
    this.batches = new Batches(data, batchSize, seed);
  }

  /** Networks that see pictures are large enough for more than the calling thread. */
  public static Endpoint.Threads threads(Data data) {
    return data.pictures() ? Endpoint.Threads.POOL : Endpoint.Threads.CALLER;
  }

  /**
   * Trains.
   *
   * @param feed fills what the endpoint takes beside the examples
   * @return means of the figures, and the last step size
   */
  public Map<String, Double> run(int steps, BiConsumer<Endpoint, Batches.Batch> feed) {
    Checks.atLeast("generatorSteps", steps, 1);
    double[] sums = new double[figures.size()];
    for (int i = 0; i < steps; i++) {
      Batches.Batch batch = batches.next();
      endpoint.feed(ROWS, batch.rows());
      feed.accept(endpoint, batch);
      minimizer.run(endpoint, learningRate.at(progress()));
      for (int k = 0; k < sums.length; k++) {
        sums[k] += endpoint.result(figures.get(k)).get(0);
      }
    }
    Map<String, Double> means = new LinkedHashMap<>();
    for (int k = 0; k < sums.length; k++) {
      means.put(figures.get(k), sums[k] / steps);
    }
    means.put("learningRate", learningRate.at(progress()));
    return means;
  }

  /** Training done, from 0 to 1. */
  public double progress() {
    return (double) minimizer.steps() / totalSteps;
  }

  /** Writes weights, slots, counts and where the data are. */
  public void save(Path directory) throws IOException {
    Files.createDirectories(directory);
    model.counter(INDEX)[0] = batches.index();
    model.save(directory.resolve(EncodingModel.WEIGHTS));
  }

  /** Goes back to what was saved. */
  public void load(Path directory) throws IOException {
    model.load(directory.resolve(EncodingModel.WEIGHTS));
    waitedBefore += batches.secondsWaited();
    batches.close();
    batches = new Batches(data, batchSize, model.counter(SEED)[0]);
    batches.moveTo(model.counter(INDEX)[0]);
  }

  /** Takes over the weights alone. */
  public void loadWeights(Path directory) throws IOException {
    model.loadWeights(directory.resolve(EncodingModel.WEIGHTS));
  }

  /** How long training waited for data, in seconds. */
  public double secondsWaited() {
    return waitedBefore + batches.secondsWaited();
  }

  @Override
  public void close() {
    batches.close();
    model.close();
  }
}
