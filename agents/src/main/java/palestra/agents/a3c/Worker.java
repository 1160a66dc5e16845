package palestra.agents.a3c;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import palestra.agents.Metrics;
import palestra.agents.internal.ActorCritic;
import palestra.agents.internal.Minibatch;
import palestra.agents.internal.Rollout;
import palestra.envs.seeding.Pcg64;
import palestra.envs.vector.Batch;
import palestra.envs.vector.VectorEnvironment;
import palestra.networks.Endpoint;
import palestra.networks.Model;
import palestra.networks.optimizers.Minimizer;

/**
 * One of the learners: some of the copies, a rollout of them, and a thread that learns from it. The
 * rows learned from are a copy, so that the next rollout begins while the thread is at work.
 */
final class Worker implements AutoCloseable {
  private final A3cConfig config;
  private final int first;
  private final RowRange seen;
  private final RowRange allowed;
  private final RowRange chosen;
  private final RowRange now;
  private final RowRange finals;
  private final Rollout rollout;
  private final Minibatch batch;
  private final int[] order;
  private final Background<Metrics> thread;
  private Optional<Batch> itsMasks = Optional.empty();
  private Minimizer minimizer;
  private Endpoint learn;

  /**
   * Adds the endpoints that gather its rollout to the model.
   *
   * @param first the first one of its copies
   */
  Worker(
      A3cConfig config,
      Model model,
      ActorCritic network,
      int number,
      int first,
      int copies,
      Pcg64 sampling) {
    int length = config.stepsPerSequence();
    this.config = config;
    this.first = first;
    seen = new RowRange(first, copies);
    allowed = new RowRange(first, copies);
    chosen = new RowRange(first, copies);
    now = new RowRange(first, copies);
    finals = new RowRange(first, copies);
    rollout =
        new Rollout(model, network, copies, config.nSteps(), length, config.gamma(), sampling);
    batch = new Minibatch(model, network, rollout.size(), length, false);
    order = new int[rollout.sequences()];
    Arrays.setAll(order, sequence -> sequence);
    thread = new Background<>(A3c.ID + " worker " + number);
  }

  /** What it learns from. */
  Minibatch batch() {
    return batch;
  }

  /** Takes the endpoint that learns from {@link #batch}. */
  void bind(Minimizer itsMinimizer, Endpoint itsLearn) {
    minimizer = itsMinimizer;
    learn = itsLearn;
    batch.bind(learn);
  }

  void act(Batch all, Optional<Batch> masks, Batch actions) {
    rollout.act(seen.of(all), its(masks), chosen.of(actions));
  }

  private Optional<Batch> its(Optional<Batch> masks) {
    if (masks.isEmpty()) {
      return masks;
    }
    Batch part = allowed.of(masks.get());
    if (itsMasks.isEmpty() || itsMasks.get() != part) {
      itsMasks = Optional.of(part);
    }
    return itsMasks;
  }

  void observe(VectorEnvironment env) {
    rollout.observe(env, first, now.of(env.observations()), finals.of(env.finalObservations()));
  }

  boolean full() {
    return rollout.full();
  }

  /** Starts the rollout anew. */
  void clear() {
    rollout.clear();
  }

  /** Begins to learn from the full rollout, and makes room for the next. */
  void begin(double learningRate) {
    rollout.estimate(config.gaeLambda());
    batch.fill(rollout, order, 0, false);
    double explainedVariance = rollout.explainedVariance();
    rollout.clear();
    thread.begin(() -> learn(learningRate, explainedVariance));
  }

  /** In its own thread: one update of the shared weights. */
  private Metrics learn(double learningRate, double explainedVariance) {
    minimizer.run(learn, learningRate);
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("policyLoss", (double) learn.result("policyLoss").get(0));
    metrics.put("valueLoss", (double) learn.result("valueLoss").get(0));
    metrics.put("gradientNorm", (double) learn.result("gradientNorm").get(0));
    double entropy = 0;
    for (int row = 0; row < batch.size(); row++) {
      entropy += batch.entropy(learn.result("parameters"), row);
    }
    metrics.put("entropy", entropy / batch.size());
    metrics.put("learningRate", learningRate);
    new Metrics(metrics).requireFinite(A3c.ID, minimizer.steps());
    // Not a number where all returns are alike, which is no fault.
    metrics.put("explainedVariance", explainedVariance);
    return new Metrics(metrics);
  }

  /** How many updates all workers have made of the weights that they share. */
  long updates() {
    return minimizer.steps();
  }

  /** Whether it has learned what has not been {@linkplain #await taken} yet. */
  boolean done() {
    return thread.done();
  }

  /** How its last update went, once that is done; empty if it was taken before. */
  Optional<Metrics> await() {
    return thread.await();
  }

  void save(DataOutput out) throws IOException {
    rollout.save(out);
  }

  void load(DataInput in) throws IOException {
    rollout.load(in);
  }

  @Override
  public void close() {
    thread.close();
  }
}
