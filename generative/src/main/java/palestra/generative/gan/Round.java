package palestra.generative.gan;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.networks.Endpoint;
import palestra.networks.Model;
import palestra.networks.Scope;
import palestra.networks.optimizers.Minimizer;

/**
 * Some generator steps, each with the discriminator steps before it, as one run of the graph: built
 * in the order in which things happen, after Goodfellow's algorithm 1.
 *
 * <pre>
 *   for each generator step
 *     for each discriminator step
 *       draw real samples, fake = G(z)               {@link #draw}
 *       D learns from both                           {@link #discriminatorStep}
 *     G learns from the last fake against the new D  {@link #generatorStep}
 *     the average moves towards G                    {@link #average}
 * </pre>
 *
 * <p>Ports of the i-th discriminator step: inputs {@code real i}, {@code noise i} and, where the
 * config asks for them, {@code labels i}, {@code share i}, {@code instanceNoise i}; outputs {@code
 * logits i}, {@code discriminatorLoss i}, {@code penalty i}, {@code auxiliaryLoss i}. Of the k-th
 * generator step: {@code generatorLoss k}.
 */
final class Round {
  private final Model model;
  private final GanConfig config;
  private final Players players;
  private final int steps;
  private final Scope training;
  private final Terms terms;
  private final Endpoint.Builder builder;
  private final Endpoint endpoint;
  private final List<Minimizer> minimizers = new ArrayList<>();
  private final Set<Minimizer> generators = new HashSet<>();
  private final Set<String> outputs = new LinkedHashSet<>();
  private Minimizer discriminatorMinimizer;
  private Minimizer generatorMinimizer;

  /** What comes before the next discriminator step, and what else before the next generator's. */
  private List<Op> played = List.of();

  private List<Op> averaged = List.of();

  /**
   * Adds the steps to the graph.
   *
   * @param steps how many generator steps
   */
  Round(Model model, GanConfig config, Players players, int steps, Endpoint.Threads threads) {
    this.model = model;
    this.config = config;
    this.players = players;
    this.steps = steps;
    this.training = model.scope().forTraining();
    this.terms = new Terms(training, config, players);
    this.builder = model.endpoint("train" + steps).threads(threads);
    for (int k = 0; k < steps; k++) {
      Terms.Draw draw = null;
      for (int d = 1; d <= config.discriminatorSteps(); d++) {
        draw = draw(k * config.discriminatorSteps() + d - 1);
        if (config.simultaneous() && d == config.discriminatorSteps()) {
          simultaneousStep(draw, k);
        } else {
          discriminatorStep(draw);
        }
      }
      if (!config.simultaneous()) {
        generatorStep(draw, k);
      }
      average();
    }
    minimizers.forEach(minimizer -> minimizer.addTo(builder));
    endpoint = builder.build();
  }

  /** How many generator steps it makes. */
  int steps() {
    return steps;
  }

  Endpoint endpoint() {
    return endpoint;
  }

  /**
   * Makes the updates.
   *
   * @param totalGeneratorSteps where schedules end
   */
  void run(long totalGeneratorSteps) {
    Minimizer.run(endpoint, minimizers, minimizer -> rate(minimizer, totalGeneratorSteps));
  }

  /** Adds what came out to sums by name: of each generator step, or means over those before it. */
  void addFigures(Map<String, Double> sums) {
    int turns = config.discriminatorSteps();
    for (int i = 0; i < steps * turns; i++) {
      add(sums, "discriminatorLoss", value("discriminatorLoss" + i) / turns);
    }
    for (int k = 0; k < steps; k++) {
      add(sums, "generatorLoss", value("generatorLoss" + k));
      FloatBuffer judged = endpoint.result("logits" + ((k + 1) * turns - 1));
      if (config.loss() == Objective.WASSERSTEIN) {
        add(sums, "wassersteinDistance", mean(judged, 0) - mean(judged, 1));
      } else {
        add(sums, "realJudgedReal", shareReal(judged, 0));
        add(sums, "fakeJudgedReal", shareReal(judged, 1));
      }
    }
    for (String more : outputs) {
      for (int i = 0; i < steps * turns; i++) {
        add(sums, more, value(more + i) / turns);
      }
    }
  }

  private double value(String output) {
    return endpoint.result(output).get(0);
  }

  private static void add(Map<String, Double> sums, String name, double value) {
    sums.merge(name, value, Double::sum);
  }

  /** The share of one half of the packs that the discriminator takes for real. */
  private double shareReal(FloatBuffer judged, int half) {
    int packs = judged.capacity() / 2;
    int real = 0;
    for (int i = half * packs; i < (half + 1) * packs; i++) {
      real += judged.get(i) > config.loss().border() ? 1 : 0;
    }
    return (double) real / packs;
  }

  /** What it says of one half of the packs. */
  private static double mean(FloatBuffer judged, int half) {
    int packs = judged.capacity() / 2;
    double sum = 0;
    for (int i = half * packs; i < (half + 1) * packs; i++) {
      sum += judged.get(i);
    }
    return sum / packs;
  }

  /** Both players' schedules go by generator steps. */
  private double rate(Minimizer minimizer, long total) {
    if (generators.contains(minimizer)) {
      return config.learningRate().at((double) minimizer.updatesBefore() / total);
    }
    long step = minimizer.updatesBefore() / config.discriminatorSteps();
    return config.discriminatorLearningRate().at((double) step / total);
  }

  private Terms.Draw draw(int i) {
    int batch = config.batchSize();
    long[] shape = new long[players.shape().length + 1];
    shape[0] = batch;
    System.arraycopy(players.shape(), 0, shape, 1, shape.length - 1);
    Operand<TFloat32> real = input("real", i, shape);
    Operand<TFloat32> z = input("noise", i, batch, config.latentSize());
    Operand<TFloat32> labels =
        players.classes() > 0 ? input("labels", i, batch, players.classes()) : null;
    long[] each = new long[shape.length];
    Arrays.fill(each, 1);
    each[0] = batch;
    Operand<TFloat32> share = config.gradientPenalty() > 0 ? input("share", i, each) : null;
    Scope at = training.after(played);
    Operand<TFloat32> fake = players.generate(at.child(Players.GENERATOR), z, labels);
    if (config.noisy()) {
      long[] both = shape.clone();
      both[0] = 2L * batch;
      Ops tf = training.tf();
      var noise = tf.split(tf.constant(0), input("instanceNoise", i, both), 2L).output();
      real = tf.math.add(real, noise.get(0));
      fake = tf.math.add(fake, noise.get(1));
    }
    return new Terms.Draw(i, real, fake, labels, share);
  }

  private Operand<TFloat32> input(String name, int i, long... shape) {
    Operand<TFloat32> input = model.input("train" + steps + "_" + name + i, TFloat32.class, shape);
    builder.input(name + i, input);
    return input;
  }

  private void discriminatorStep(Terms.Draw draw) {
    discriminatorMinimizer =
        learn(draw, terms.discriminatorLoss(training.after(played), draw), played);
    played = clipped(discriminatorMinimizer.update());
  }

  /** The generator learns from the last draw, against the discriminator as it is now. */
  private void generatorStep(Terms.Draw draw, int k) {
    List<Op> before = new ArrayList<>(played);
    before.addAll(averaged);
    Scope at = training.after(before);
    Scope seen = config.unrolledSteps() > 0 ? unrolled(at.forInference(), draw) : at;
    Players.Judged judged = players.judge(seen, draw.fake(), draw.labels());
    learn(k, terms.generatorLoss(at, judged, draw), before);
  }

  /**
   * PacGAN's code: both learn from one pass; the discriminator moves when both slopes are there.
   */
  private void simultaneousStep(Terms.Draw draw, int k) {
    Scope at = training.after(played);
    Terms.Loss loss = terms.discriminatorLoss(at, draw);
    List<Op> before = new ArrayList<>(played);
    before.addAll(averaged);
    learn(k, terms.generatorLoss(at, loss.fake(), draw), before);
    discriminatorMinimizer = learn(draw, loss, List.of(generatorMinimizer.gradientNorm()));
    List<Op> both = new ArrayList<>(played);
    both.addAll(clipped(discriminatorMinimizer.update()));
    played = both;
  }

  /** The scope in which the discriminator is what it will be some steps later. */
  private Scope unrolled(Scope at, Terms.Draw draw) {
    Map<String, Operand<TFloat32>> later =
        new Unrolled(model, config, name(Players.DISCRIMINATOR))
            .weights(
                at,
                weights -> terms.objective(at.instead(weights), draw).value(),
                discriminatorMinimizer.stepSize());
    return at.instead(later);
  }

  private Minimizer learn(Terms.Draw draw, Terms.Loss loss, List<Op> after) {
    builder.output("logits" + draw.i(), loss.judged());
    builder.output("discriminatorLoss" + draw.i(), loss.value());
    if (loss.auxiliary() != null) {
      builder.output("auxiliaryLoss" + draw.i(), loss.auxiliary());
      outputs.add("auxiliaryLoss");
    }
    if (loss.penalty() != null) {
      builder.output("penalty" + draw.i(), loss.penalty());
      outputs.add("penalty");
    }
    Minimizer minimizer =
        discriminatorMinimizer == null
            ? minimizer(Players.DISCRIMINATOR, loss.value(), after)
            : discriminatorMinimizer.next(loss.value(), after);
    minimizers.add(minimizer);
    return minimizer;
  }

  private void learn(int k, Operand<TFloat32> loss, List<Op> after) {
    builder.output("generatorLoss" + k, loss);
    generatorMinimizer =
        generatorMinimizer == null
            ? minimizer(Players.GENERATOR, loss, after)
            : generatorMinimizer.next(loss, after);
    minimizers.add(generatorMinimizer);
    generators.add(generatorMinimizer);
    played = List.of(generatorMinimizer.update());
  }

  private Minimizer minimizer(String player, Operand<TFloat32> loss, List<Op> after) {
    return new Minimizer(
        model,
        name(player),
        config.optimizer().of(config),
        loss,
        model.scope().child(player).trainable(),
        Double.POSITIVE_INFINITY,
        after);
  }

  /** Such as {@code generatorAdam}. */
  private String name(String player) {
    String name = config.optimizer().name();
    return player + name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }

  /** The discriminator's weights cut off, where they are; what comes last of its step. */
  private List<Op> clipped(Op update) {
    if (config.weightClip() == 0) {
      return List.of(update);
    }
    Ops tf = model.scope().after(List.of(update)).tf();
    Operand<TFloat32> most = tf.constant((float) config.weightClip());
    Operand<TFloat32> least = tf.constant((float) -config.weightClip());
    List<Op> cut = new ArrayList<>();
    for (Operand<TFloat32> weight : model.scope().child(Players.DISCRIMINATOR).trainable()) {
      Op assigned = tf.assign(weight, tf.clipByValue(weight, least, most));
      builder.target(assigned);
      cut.add(assigned);
    }
    return cut;
  }

  private void average() {
    if (config.averageDecay() == 0) {
      return;
    }
    Op moved = model.blend(Players.GENERATOR, Players.AVERAGE, 1 - config.averageDecay(), played);
    builder.target(moved);
    averaged = List.of(moved);
    if (Networks.normalisesBatch(config.generator())) {
      // The next pass through the generator moves its running statistics.
      played = new ArrayList<>(played);
      played.add(moved);
    }
  }
}
