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
import palestra.agents.buffers.ReplayBuffer;
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
 * Deep Q-learning (Mnih et al. 2015) with double estimates (van Hasselt et al. 2015), Huber's loss,
 * a target network and uniform replay. For discrete actions.
 *
 * <p>The target {@code y = r + gamma Q'(s', argmax_a Q(s', a))}; the loss {@code Huber(Q(s, a) -
 * y)}. An episode that is cut short is bootstrapped like any other step, since its last observation
 * still has a value. Settings: {@link DqnConfig}; page: {@code docs/dqn.md}.
 */
public final class Dqn implements Agent {
  static final String ID = "dqn";

  private static final double ADAM_EPSILON = 1e-8;

  /** Updates whose target values are computed in one run: the target network stands still. */
  private static final int UPDATES_PER_TARGET_RUN = 128;

  private static final int LARGE_TARGET_RUN = 1024;

  private final DqnConfig config;
  private final AgentContext context;
  private final int actionCount;
  private final long firstAction;
  private final Observations observations;
  private final Model model;
  private final QNetwork network;
  private final ReplayBuffer replay;
  private final Pcg64 exploration;
  private final Pcg64 sampling;

  private final Endpoint act;
  private final Endpoint valueNext;
  private final Endpoint learn;
  private final Endpoint updateTarget;
  private final Minimizer minimizer;
  private final Map<Integer, Endpoint> policies = new HashMap<>();
  private final int updatesPerTargetRun;
  private final int[] places;

  // What was acted on stays in the acting endpoint's memory until it is taken into the buffer.
  private final ObservationRows lastSeen;
  private final ObservationRows nowSeen;
  private final ObservationRows finallySeen;
  private final ObservationRows batchSeen;
  private final ObservationRows batchSeenNext;
  private final ObservationRows targetSeenNext;
  private final float[] lastActions;
  private final boolean[] underWay;
  private long envSteps;
  private long vectorSteps;

  public Dqn(DqnConfig config, AgentContext context) {
    this.config = config;
    this.context = context;
    Discrete actions = Spaces.discrete(ID, context.actionSpace());
    this.actionCount = Math.toIntExact(actions.n());
    this.firstAction = actions.start();
    this.observations = Observations.of(ID, context.observationSpace());
    this.network = new QNetwork(config.netArch(), actionCount);
    this.replay =
        new ReplayBuffer(config.bufferSize(), observations.dtype(), observations.size(), 1);
    var seeds = new SeedSequence(context.seed()).spawn(2);
    this.exploration = new Pcg64(seeds.get(0));
    this.sampling = new Pcg64(seeds.get(1));
    this.lastActions = new float[context.copies()];
    this.underWay = new boolean[context.copies()];
    this.updatesPerTargetRun = Math.min(config.updatesPerPhase(), UPDATES_PER_TARGET_RUN);
    this.places = new int[updatesPerTargetRun * config.batchSize()];

    this.model = new Model(context.device(), context.seed());
    this.act = network.endpoint(model, "online", observations, context.copies());
    this.valueNext =
        network.endpoint(model, "target", observations, places.length, targetParts(places.length));
    Operand<?> s = observations.input(model, "s", config.batchSize());
    Operand<?> sNext = observations.input(model, "sNext", config.batchSize());
    Operand<TInt64> a = model.input("a", TInt64.class, config.batchSize());
    Operand<TFloat32> r = model.input("r", TFloat32.class, config.batchSize());
    Operand<TFloat32> discount = model.input("discount", TFloat32.class, config.batchSize());
    Operand<TFloat32> targetQ =
        model.input("targetQ", TFloat32.class, config.batchSize(), actionCount);
    Operand<TFloat32> q = actionValue(onlineQ(s), a);
    Operand<TFloat32> y = target(r, discount, targetQ, sNext);
    Operand<TFloat32> loss = Losses.huber(model.scope(), q, y, 1);
    this.minimizer =
        new Minimizer(
            model,
            "optimizer",
            new Adam(ADAM_EPSILON),
            loss,
            online().trainable(),
            config.maxGradNorm());
    Endpoint.Builder learn =
        model
            .endpoint("learn")
            .input("s", s)
            .input("a", a)
            .input("r", r)
            .input("discount", discount)
            .input("targetQ", targetQ)
            .output("loss", loss)
            .output("meanQ", Losses.mean(model.scope(), q))
            .output("gradientNorm", minimizer.gradientNorm())
            .threads(Endpoint.Threads.POOL);
    if (config.doubleQ()) {
      learn.input("sNext", sNext);
    }
    this.learn = minimizer.addTo(learn).build();
    this.lastSeen = observations.rows(act, "observations");
    this.nowSeen = observations.rows(context.copies());
    this.finallySeen = observations.rows(context.copies());
    this.targetSeenNext = observations.rows(valueNext, "observations");
    this.batchSeen = observations.rows(this.learn, "s");
    // The plain rule looks at s' through the target network only.
    this.batchSeenNext =
        config.doubleQ() ? observations.rows(this.learn, "sNext") : observations.rows(0);
    this.updateTarget =
        model
            .endpoint("updateTarget")
            .target(model.blend("online", "target", config.tau()))
            .build();
    Endpoint copy = model.endpoint("copyTarget").target(model.blend("online", "target", 1)).build();
    copy.run();
  }

  /** Large batches of target values are shared out among two threads. */
  private static int targetParts(int rows) {
    return rows >= LARGE_TARGET_RUN && rows % 2 == 0 ? 2 : 1;
  }

  /** {@code Q(s, a)} of the actions that were taken. */
  private Operand<TFloat32> actionValue(Operand<TFloat32> q, Operand<TInt64> a) {
    Ops tf = model.scope().tf();
    Operand<TFloat32> taken =
        tf.oneHot(a, tf.constant(actionCount), tf.constant(1f), tf.constant(0f));
    return tf.sum(tf.math.mul(q, taken), tf.constant(-1));
  }

  /** {@code y = r + discount Q'(s', a')}, with {@code a'} the online network's choice if double. */
  private Operand<TFloat32> target(
      Operand<TFloat32> r,
      Operand<TFloat32> discount,
      Operand<TFloat32> targetQ,
      Operand<?> sNext) {
    Ops tf = model.scope().tf();
    Operand<TFloat32> next =
        config.doubleQ()
            ? actionValue(targetQ, tf.math.argMax(onlineQ(sNext), tf.constant(-1)))
            : tf.max(targetQ, tf.constant(-1));
    return tf.stopGradient(tf.math.add(r, tf.math.mul(discount, next)));
  }

  @Override
  public void act(Batch seen, Batch chosen) {
    act.requireOpen();
    observations.write(seen, lastSeen);
    boolean random = envSteps < config.learningStarts();
    boolean asked = false;
    for (int i = 0; i < context.copies(); i++) {
      if (underWay[i]) {
        // It has not moved yet, and goes on with the action it has.
      } else if (random || exploration.random() < epsilon()) {
        lastActions[i] = exploration.integers(actionCount);
      } else {
        if (!asked) {
          act.run();
          asked = true;
        }
        lastActions[i] = QNetwork.best(act.result("q"), i, actionCount);
      }
      chosen.longs().put(i, firstAction + (long) lastActions[i]);
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
      replay.add(
          lastSeen,
          ended ? finallySeen : nowSeen,
          i,
          lastActions,
          env.rewards()[i],
          env.terminated()[i] ? 0 : config.gamma());
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
    if (vectorSteps % config.trainFreq() != 0 || envSteps <= config.learningStarts()) {
      return Optional.empty();
    }
    double learningRate = config.learningRate().at(progress());
    int updates = config.updatesPerPhase();
    double lossSum = 0;
    double qSum = 0;
    double normSum = 0;
    for (int k = 0; k < updates; k++) {
      int batch = k % updatesPerTargetRun;
      if (batch == 0) {
        replay.sample(sampling, places);
        replay.nextObservations(places, 0, targetSeenNext);
        valueNext.run();
      }
      fill(batch * config.batchSize());
      minimizer.run(learn, learningRate);
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
    return Optional.of(new Metrics(values).requireFinite(ID, minimizer.steps()));
  }

  /** Copies one batch into the learning endpoint's memory. */
  private void fill(int from) {
    replay.observations(places, from, batchSeen);
    replay.nextObservations(places, from, batchSeenNext);
    replay.choices(places, from, learn.longs("a"));
    replay.rewards(places, from, learn.floats("r"));
    replay.discounts(places, from, learn.floats("discount"));
    FloatBuffer nextQ = valueNext.result("q");
    FloatBuffer targetQ = learn.floats("targetQ");
    targetQ.put(0, nextQ, from * actionCount, targetQ.capacity());
  }

  private double epsilon() {
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
        policies.computeIfAbsent(copies, n -> network.endpoint(model, "online", observations, n));
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
          replay.save(out);
          saveUnderWay(out);
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
          replay.load(in);
          loadUnderWay(in);
        });
  }

  /** Where all copies step together there is nothing to write. */
  private void saveUnderWay(DataOutput out) throws IOException {
    for (int i = 0; i < underWay.length; i++) {
      if (underWay[i]) {
        out.writeInt(i);
        out.writeFloat(lastActions[i]);
      }
    }
  }

  private void loadUnderWay(DataInput in) throws IOException {
    Arrays.fill(underWay, false);
    try {
      while (true) {
        int copy = in.readInt();
        lastActions[copy] = in.readFloat();
        underWay[copy] = true;
      }
    } catch (EOFException e) {
      // That were all.
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

  private Scope online() {
    return model.scope().child("online");
  }

  private Operand<TFloat32> onlineQ(Operand<?> rows) {
    return network.apply(online(), observations.numbers(model.scope(), rows));
  }
}
