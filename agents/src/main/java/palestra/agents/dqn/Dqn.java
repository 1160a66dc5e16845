package palestra.agents.dqn;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import palestra.agents.Agent;
import palestra.agents.AgentContext;
import palestra.agents.Metrics;
import palestra.agents.Policy;
import palestra.agents.dqn.QNetwork.Use;
import palestra.agents.internal.Observations;
import palestra.agents.internal.Spaces;
import palestra.agents.internal.StateFile;
import palestra.envs.seeding.Pcg64;
import palestra.envs.seeding.SeedSequence;
import palestra.envs.spaces.Discrete;
import palestra.envs.vector.Batch;
import palestra.envs.vector.VectorEnvironment;
import palestra.networks.Endpoint;
import palestra.networks.Model;
import palestra.networks.Scope;
import palestra.networks.losses.Losses;
import palestra.networks.optimizers.Adam;
import palestra.networks.optimizers.Minimizer;

/**
 * Deep Q-learning (Mnih et al. 2015) and the parts that make it Rainbow (Hessel et al. 2018), each
 * a switch: double targets, dueling and noisy networks, several steps, prioritised replay, and
 * distributions of returns (C51, QR-DQN) in place of their mean; and hindsight, where reaching
 * goals is the task. For discrete actions, some of which may be forbidden.
 *
 * <p>The target {@code y = R + gamma^n Q'(s', argmax_a Q(s', a))}; the loss compares {@code Q(s,
 * a)} with it, as the {@linkplain ValueHead head} says. An episode that is cut short is
 * bootstrapped like any other step, since its last observation still has a value. Settings: {@link
 * DqnConfig}; page: {@code docs/dqn.md}.
 */
public final class Dqn implements Agent {
  static final String ID = "dqn";

  /** What is added to the value of an action that may not be taken. */
  static final float FORBIDDEN = -1e9f;

  private final String id;
  private final DqnConfig config;
  private final AgentContext context;
  private final int actionCount;
  private final long firstAction;
  private final Observations observations;
  private final Model model;
  private final ValueHead head;
  private final QNetwork network;
  private final Experience experience;
  private final Explorer explorer;
  private final Pcg64 exploration;
  private final Pcg64 sampling;
  private final Batches batches;
  private final Endpoint updateTarget;
  private final Map<Integer, Endpoint> policies = new HashMap<>();
  private final Minimizer minimizer;
  private final Endpoint learn;
  private long envSteps;
  private long vectorSteps;

  /** The agent {@code dqn}. */
  public Dqn(DqnConfig config, AgentContext context) {
    this(ID, config, context);
  }

  /**
   * The agent under another name.
   *
   * @throws IllegalArgumentException if it cannot work in these spaces; says which and why
   */
  public Dqn(String id, DqnConfig config, AgentContext context) {
    this.id = id;
    this.config = config;
    this.context = context;
    Discrete actions = Spaces.discrete(id, context.actionSpace());
    this.actionCount = Math.toIntExact(actions.n());
    this.firstAction = actions.start();
    this.observations = Observations.of(id, context);
    observations.require(id, config.body());
    this.head = config.valueHead();
    this.network = new QNetwork(observations, config, actionCount, head);
    this.experience = new Experience(id, config, context, observations, actionCount);
    var seeds = new SeedSequence(context.seed()).spawn(2);
    this.exploration = new Pcg64(seeds.get(0));
    this.sampling = new Pcg64(seeds.get(1));

    this.model = new Model(context.device(), context.seed());
    this.explorer =
        new Explorer(
            network.valuing(model, "online", Use.ACT, context.copies()),
            observations,
            actionCount,
            firstAction,
            exploration);
    this.batches = new Batches(config, model, network, experience, sampling);
    Inputs in = inputs();
    Operand<TFloat32> taken = outputsOf(network.apply(online(), in.s, Use.LEARN), in.a);
    ValueHead.Terms terms = head.terms(model.scope(), taken, next(in), in.r, in.discount);
    Operand<TFloat32> loss = loss(terms, in.weights);
    this.minimizer =
        new Minimizer(
            model,
            "optimizer",
            new Adam(config.adamEpsilon()),
            loss,
            online().trainable(),
            observations.bodies().options(model, online().trainable(), config.gradientLimit()));
    this.learn = learning(in, loss, taken, terms.error());
    batches.into(learn, in.nextIsSeen);
    this.updateTarget =
        model
            .endpoint("updateTarget")
            .target(model.blend("online", "target", config.tau()))
            .build();
    model.endpoint("copyTarget").target(model.blend("online", "target", 1)).build().run();
  }

  /** A batch, as the endpoint that learns is given it; what it needs not is not asked for. */
  private record Inputs(
      Operand<?> s,
      Operand<TInt64> a,
      Operand<TFloat32> r,
      Operand<TFloat32> discount,
      Operand<?> sNext,
      boolean nextIsSeen,
      Operand<TFloat32> targetOutputs,
      Operand<TFloat32> weights,
      Operand<TFloat32> forbidden) {}

  private Inputs inputs() {
    int rows = config.batchSize();
    Operand<?> s = observations.input(model, "s", rows);
    Operand<?> sNext = observations.input(model, "sNext", rows);
    return new Inputs(
        s,
        model.input("a", TInt64.class, rows),
        model.input("r", TFloat32.class, rows),
        model.input("discount", TFloat32.class, rows),
        sNext,
        config.doubleQ() || !batches.targetsApart(),
        batches.targetsApart()
            ? model.input("targetOutputs", TFloat32.class, network.outputShape(rows))
            : network.apply(model.scope().child("target"), sNext, Use.TARGET),
        model.input("weights", TFloat32.class, rows),
        model.input("forbidden", TFloat32.class, rows, actionCount));
  }

  /** What the target network says of {@code s'} and of what is to be done there. */
  private Operand<TFloat32> next(Inputs in) {
    return outputsOf(in.targetOutputs, nextActions(in));
  }

  /** {@code a' = argmax_a Q(s', a)} of what may be done, by the online network if double. */
  private Operand<TInt64> nextActions(Inputs in) {
    Ops tf = model.scope().tf();
    Operand<TFloat32> outputs =
        config.doubleQ() ? network.apply(online(), in.sNext, Use.CHOOSE) : in.targetOutputs;
    Operand<TFloat32> q = head.values(model.scope(), outputs);
    return tf.math.argMax(context.masks() ? tf.math.add(q, in.forbidden) : q, tf.constant(-1));
  }

  /** The outputs for one action in each row. */
  private Operand<TFloat32> outputsOf(Operand<TFloat32> outputs, Operand<TInt64> a) {
    Ops tf = model.scope().tf();
    Operand<TFloat32> one =
        tf.oneHot(a, tf.constant(actionCount), tf.constant(1f), tf.constant(0f));
    return head.numbers() == 1
        ? tf.sum(tf.math.mul(outputs, one), tf.constant(-1))
        : tf.sum(tf.math.mul(outputs, tf.expandDims(one, tf.constant(2))), tf.constant(1));
  }

  /** The mean over the batch; what priorities draw too often counts less. */
  private Operand<TFloat32> loss(ValueHead.Terms terms, Operand<TFloat32> weights) {
    return Losses.mean(
        model.scope(),
        config.prioritizedReplay()
            ? model.scope().tf().math.mul(weights, terms.loss())
            : terms.loss());
  }

  /** One update. */
  private Endpoint learning(
      Inputs in, Operand<TFloat32> loss, Operand<TFloat32> taken, Operand<TFloat32> error) {
    Endpoint.Builder builder =
        model
            .endpoint("learn")
            .input("s", in.s)
            .input("a", in.a)
            .input("r", in.r)
            .input("discount", in.discount)
            .output("loss", loss)
            .output("meanQ", Losses.mean(model.scope(), head.values(model.scope(), taken)))
            .output("gradientNorm", minimizer.gradientNorm())
            .threads(Endpoint.Threads.POOL);
    if (in.nextIsSeen) {
      builder.input("sNext", in.sNext);
    }
    if (batches.targetsApart()) {
      builder.input("targetOutputs", in.targetOutputs);
    }
    if (config.prioritizedReplay()) {
      builder.input("weights", in.weights).output("error", error);
    }
    if (context.masks()) {
      builder.input("forbidden", in.forbidden);
    }
    return minimizer.addTo(builder).build();
  }

  private Scope online() {
    return model.scope().child("online");
  }

  @Override
  public void act(Batch seen, Batch chosen) {
    act(seen, Optional.empty(), chosen);
  }

  @Override
  public void act(Batch seen, Optional<Batch> masks, Batch chosen) {
    explorer.requireOpen();
    explorer.act(seen, masks, envSteps < config.learningStarts(), epsilon(), chosen);
  }

  @Override
  public void observe(VectorEnvironment env) {
    envSteps += explorer.observe(env);
    experience.observe(env, explorer);
    vectorSteps++;
    if (vectorSteps % Math.max(1, config.targetUpdateInterval() / context.copies()) == 0) {
      updateTarget.run();
    }
  }

  @Override
  public Optional<Metrics> update() {
    boolean due = vectorSteps % config.trainFreq() == 0 && envSteps > config.learningStarts();
    if (!due || experience.isEmpty()) {
      return Optional.empty();
    }
    double learningRate = config.learningRate().at(progress());
    double beta = config.prioritizedReplayBeta().at(progress());
    int updates = config.updatesPerPhase();
    double lossSum = 0;
    double qSum = 0;
    double normSum = 0;
    for (int k = 0; k < updates; k++) {
      batches.next(k, beta);
      minimizer.run(learn, learningRate);
      batches.learned();
      lossSum += learn.result("loss").get(0);
      qSum += learn.result("meanQ").get(0);
      normSum += learn.result("gradientNorm").get(0);
    }
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("loss", lossSum / updates);
    values.put("meanQ", qSum / updates);
    values.put("gradientNorm", normSum / updates);
    values.put("epsilon", epsilon());
    values.put("learningRate", learningRate);
    values.put("updates", (double) minimizer.steps());
    return Optional.of(new Metrics(values).requireFinite(id, minimizer.steps()));
  }

  private double epsilon() {
    if (config.noisy()) {
      return 0;
    }
    double share = Math.min(1, progress() / config.explorationFraction());
    return config.explorationInitialEps()
        + share * (config.explorationFinalEps() - config.explorationInitialEps());
  }

  private double progress() {
    return (double) envSteps / context.totalEnvSteps();
  }

  @Override
  public Policy policy(int copies) {
    Endpoint values =
        policies.computeIfAbsent(copies, n -> network.valuing(model, "online", Use.PLAY, n));
    return new GreedyPolicy(values, observations, actionCount, firstAction);
  }

  @Override
  public void save(Path directory) throws IOException {
    model.save(directory.resolve("weights"));
    StateFile.write(
        directory,
        ID,
        out -> {
          out.writeLong(envSteps);
          out.writeLong(vectorSteps);
          exploration.save(out);
          sampling.save(out);
          experience.save(out);
          explorer.save(out);
        });
  }

  @Override
  public void load(Path directory) throws IOException {
    model.load(directory.resolve("weights"));
    StateFile.read(
        directory,
        ID,
        in -> {
          envSteps = in.readLong();
          vectorSteps = in.readLong();
          exploration.set(Pcg64.load(in));
          sampling.set(Pcg64.load(in));
          experience.load(in);
          explorer.load(in);
        });
  }

  @Override
  public void loadPolicy(Path directory) throws IOException {
    model.loadWeights(directory.resolve("weights"));
  }

  @Override
  public void loadWeights(Path directory) throws IOException {
    model.load(directory.resolve("weights"));
  }

  @Override
  public void loadBody(Path prefix, String fromPath) throws IOException {
    observations.bodies().load(model, prefix, fromPath);
  }

  @Override
  public void close() {
    model.close();
  }
}
