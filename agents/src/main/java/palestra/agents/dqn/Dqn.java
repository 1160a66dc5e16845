package palestra.agents.dqn;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.EOFException;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
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
import palestra.agents.buffers.ObservationRows;
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
 * distributions of returns (C51, QR-DQN) in place of their mean. For discrete actions, some of
 * which may be forbidden.
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

  /** Updates whose target values are computed in one run: the target network stands still. */
  private static final int UPDATES_PER_TARGET_RUN = 128;

  private static final int LARGE_TARGET_RUN = 1024;

  /** Stands where a saved state would have the number of a copy. */
  private static final int MASKS_FOLLOW = -1;

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
  private final Pcg64 exploration;
  private final Pcg64 sampling;

  private final Endpoint act;
  private final Optional<Endpoint> targets;
  private final Endpoint updateTarget;
  private final Map<Integer, Endpoint> policies = new HashMap<>();
  private final int updatesPerDraw;
  private final int[] places;
  private Minimizer minimizer;
  private Endpoint learn;

  // What was acted on stays in the acting endpoint's memory until it is taken into the buffer.
  private final ObservationRows lastSeen;
  private final ObservationRows nowSeen;
  private final ObservationRows finallySeen;
  private final ObservationRows targetSeenNext;
  private ObservationRows batchSeen;
  private ObservationRows batchSeenNext;
  private final float[] lastActions;
  private final boolean[] underWay;
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
    this.observations = Observations.of(id, context.observationSpace());
    observations.require(id, config.body());
    this.head = config.valueHead();
    this.network = new QNetwork(observations, config, actionCount, head);
    this.experience = new Experience(config, observations, context.copies(), actionCount);
    var seeds = new SeedSequence(context.seed()).spawn(2);
    this.exploration = new Pcg64(seeds.get(0));
    this.sampling = new Pcg64(seeds.get(1));
    this.lastActions = new float[context.copies()];
    this.underWay = new boolean[context.copies()];
    this.updatesPerDraw = config.updatesPerDraw(UPDATES_PER_TARGET_RUN);
    this.places = new int[updatesPerDraw * config.batchSize()];

    this.model = new Model(context.device(), context.seed());
    this.act = network.valuing(model, "online", Use.ACT, context.copies());
    this.lastSeen = observations.rows(act, "observations");
    this.nowSeen = observations.rows(context.copies());
    this.finallySeen = observations.rows(context.copies());
    this.targets =
        updatesPerDraw == 1
            ? Optional.empty()
            : Optional.of(
                network.targets(model, "target", places.length, targetParts(places.length)));
    this.targetSeenNext =
        targets.map(e -> observations.rows(e, "observations")).orElse(observations.rows(0));
    buildLearning();
    this.updateTarget =
        model
            .endpoint("updateTarget")
            .target(model.blend("online", "target", config.tau()))
            .build();
    model.endpoint("copyTarget").target(model.blend("online", "target", 1)).build().run();
  }

  /** Large batches of target values are shared out among two threads. */
  private static int targetParts(int rows) {
    return rows >= LARGE_TARGET_RUN && rows % 2 == 0 ? 2 : 1;
  }

  /** One update: the loss of a batch of transitions, and a step down its gradient. */
  private void buildLearning() {
    int rows = config.batchSize();
    boolean nextIsSeen = config.doubleQ() || targets.isEmpty();
    Operand<?> s = observations.input(model, "s", rows);
    Operand<?> sNext = observations.input(model, "sNext", rows);
    Operand<TInt64> a = model.input("a", TInt64.class, rows);
    Operand<TFloat32> r = model.input("r", TFloat32.class, rows);
    Operand<TFloat32> discount = model.input("discount", TFloat32.class, rows);
    Operand<TFloat32> weights = model.input("weights", TFloat32.class, rows);
    Operand<TFloat32> forbidden = model.input("forbidden", TFloat32.class, rows, actionCount);
    Operand<TFloat32> targetNext = targets.isEmpty() ? targetOutputs(sNext) : targetInput(rows);

    Operand<TFloat32> taken = outputsOf(network.apply(online(), s, Use.LEARN), a);
    Operand<TFloat32> next = outputsOf(targetNext, nextActions(sNext, targetNext, forbidden));
    ValueHead.Terms terms = head.terms(model.scope(), taken, next, r, discount);
    Operand<TFloat32> loss = loss(terms, weights);

    this.minimizer =
        new Minimizer(
            model,
            "optimizer",
            new Adam(config.adamEpsilon()),
            loss,
            online().trainable(),
            config.gradientLimit());
    Endpoint.Builder builder =
        model
            .endpoint("learn")
            .input("s", s)
            .input("a", a)
            .input("r", r)
            .input("discount", discount)
            .output("loss", loss)
            .output("meanQ", Losses.mean(model.scope(), head.values(model.scope(), taken)))
            .output("gradientNorm", minimizer.gradientNorm())
            .threads(Endpoint.Threads.POOL);
    if (targets.isPresent()) {
      builder.input("targetOutputs", targetNext);
    }
    if (nextIsSeen) {
      builder.input("sNext", sNext);
    }
    if (config.prioritizedReplay()) {
      builder.input("weights", weights).output("error", terms.error());
    }
    if (experience.heedsMasks()) {
      builder.input("forbidden", forbidden);
    }
    this.learn = minimizer.addTo(builder).build();
    this.batchSeen = observations.rows(learn, "s");
    this.batchSeenNext = nextIsSeen ? observations.rows(learn, "sNext") : observations.rows(0);
  }

  /** {@code a' = argmax_a Q(s', a)} of what may be done, by the online network if double. */
  private Operand<TInt64> nextActions(
      Operand<?> sNext, Operand<TFloat32> targetNext, Operand<TFloat32> forbidden) {
    Ops tf = model.scope().tf();
    Operand<TFloat32> q =
        head.values(
            model.scope(),
            config.doubleQ() ? network.apply(online(), sNext, Use.CHOOSE) : targetNext);
    return tf.math.argMax(experience.heedsMasks() ? tf.math.add(q, forbidden) : q, tf.constant(-1));
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

  private Operand<TFloat32> targetOutputs(Operand<?> sNext) {
    return network.apply(model.scope().child("target"), sNext, Use.TARGET);
  }

  private Operand<TFloat32> targetInput(int rows) {
    return head.numbers() == 1
        ? model.input("targetOutputs", TFloat32.class, rows, actionCount)
        : model.input("targetOutputs", TFloat32.class, rows, actionCount, head.numbers());
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
    act.requireOpen();
    if (masks.isPresent()) {
      heedMasks();
    }
    observations.write(seen, lastSeen);
    boolean random = envSteps < config.learningStarts();
    boolean asked = false;
    for (int i = 0; i < context.copies(); i++) {
      if (underWay[i]) {
        // It has not moved yet, and goes on with the action it has.
      } else if (random || exploration.random() < epsilon()) {
        lastActions[i] = Choice.any(exploration, i, actionCount, masks);
      } else {
        if (!asked) {
          act.run();
          asked = true;
        }
        lastActions[i] = Choice.best(act.result("q"), i, actionCount, masks);
      }
      chosen.longs().put(i, firstAction + (long) lastActions[i]);
    }
  }

  /** Whether the environment forbids actions is seen only once it is there. */
  private void heedMasks() {
    if (!experience.heedsMasks()) {
      experience.heedMasks();
      buildLearning();
    }
  }

  @Override
  public void observe(VectorEnvironment env) {
    observations.write(env.observations(), nowSeen);
    if (anyEnded(env)) {
      observations.write(env.finalObservations(), finallySeen);
    }
    int moved = 0;
    for (int i = 0; i < context.copies(); i++) {
      underWay[i] = !env.moved(i);
      if (underWay[i]) {
        continue;
      }
      moved++;
      boolean ended = env.terminated()[i] || env.truncated()[i];
      experience.add(i, lastSeen, lastActions, env, ended ? finallySeen : nowSeen);
    }
    vectorSteps++;
    envSteps += moved;
    if (vectorSteps % Math.max(1, config.targetUpdateInterval() / context.copies()) == 0) {
      updateTarget.run();
    }
  }

  private static boolean anyEnded(VectorEnvironment env) {
    for (int i = 0; i < env.count(); i++) {
      if (env.terminated()[i] || env.truncated()[i]) {
        return true;
      }
    }
    return false;
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
      int batch = k % updatesPerDraw;
      if (batch == 0) {
        draw();
      }
      fill(batch * config.batchSize(), beta);
      minimizer.run(learn, learningRate);
      experience.learned(places, learn);
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

  /** Draws transitions, and has the target network value what was seen next in all of them. */
  private void draw() {
    experience.sample(sampling, places);
    if (targets.isPresent()) {
      experience.nextObservations(places, 0, targetSeenNext);
      targets.get().run();
    }
  }

  /** Copies one batch into the learning endpoint's memory. */
  private void fill(int from, double beta) {
    experience.observations(places, from, batchSeen);
    experience.nextObservations(places, from, batchSeenNext);
    experience.fill(places, from, beta, learn);
    if (targets.isPresent()) {
      FloatBuffer outputs = targets.get().result("outputs");
      FloatBuffer input = learn.floats("targetOutputs");
      int row = input.capacity() / config.batchSize();
      input.put(0, outputs, from * row, input.capacity());
    }
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
          saveRest(out);
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
          loadRest(in);
        });
  }

  /** Where all copies step together, and no action is ever forbidden, there is nothing to write. */
  private void saveRest(DataOutput out) throws IOException {
    for (int i = 0; i < underWay.length; i++) {
      if (underWay[i]) {
        out.writeInt(i);
        out.writeFloat(lastActions[i]);
      }
    }
    if (experience.heedsMasks()) {
      out.writeInt(MASKS_FOLLOW);
      experience.saveMasks(out);
    }
  }

  private void loadRest(DataInput in) throws IOException {
    Arrays.fill(underWay, false);
    while (true) {
      int copy;
      try {
        copy = in.readInt();
      } catch (EOFException e) {
        return;
      }
      if (copy == MASKS_FOLLOW) {
        heedMasks();
        experience.loadMasks(in);
      } else {
        lastActions[copy] = in.readFloat();
        underWay[copy] = true;
      }
    }
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
  public void close() {
    model.close();
  }
}
