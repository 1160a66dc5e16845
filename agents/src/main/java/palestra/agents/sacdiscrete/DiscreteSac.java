package palestra.agents.sacdiscrete;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import palestra.agents.Agent;
import palestra.agents.AgentContext;
import palestra.agents.Metrics;
import palestra.agents.Policy;
import palestra.agents.buffers.ActionMasks;
import palestra.agents.buffers.ObservationRows;
import palestra.agents.buffers.Transitions;
import palestra.agents.internal.Experience;
import palestra.agents.internal.Means;
import palestra.agents.internal.Observations;
import palestra.agents.internal.Spaces;
import palestra.agents.internal.StateFile;
import palestra.agents.internal.Temperature;
import palestra.agents.internal.Tower;
import palestra.agents.internal.TransitionInputs;
import palestra.envs.seeding.Pcg64;
import palestra.envs.seeding.SeedSequence;
import palestra.envs.spaces.Discrete;
import palestra.envs.vector.Batch;
import palestra.envs.vector.VectorEnvironment;
import palestra.networks.Endpoint;
import palestra.networks.Model;
import palestra.networks.Scope;
import palestra.networks.distributions.Categorical;
import palestra.networks.losses.Losses;
import palestra.networks.optimizers.Adam;
import palestra.networks.optimizers.Minimizer;

/**
 * Soft actor-critic for discrete actions (Christodoulou 2019): as {@code Sac}, but since the
 * policy's probabilities are all known, what was an estimate from one draw is an expectation over
 * all actions. Actions that may not be taken have probability 0 everywhere.
 *
 * <p>One update is one run of the graph, in this order: critics, policy against the new critics,
 * temperature, target critics. Settings: {@link DiscreteSacConfig}; page: {@code
 * docs/sac-discrete.md}.
 */
public final class DiscreteSac implements Agent {
  static final String ID = "sac-discrete";

  /** As in PyTorch. */
  private static final double ADAM_EPSILON = 1e-8;

  private static final double NO_LIMIT = Double.POSITIVE_INFINITY;

  private final DiscreteSacConfig config;
  private final Discrete actions;
  private final int actionCount;
  private final Observations observations;
  private final Experience experience;
  private final ActionMasks masks;
  private final Pcg64 exploration;
  private final Model model;
  private final ChoiceNetworks networks;
  private final TransitionInputs batch;
  private final Operand<TFloat32> allowed;
  private final Operand<TFloat32> allowedNext;
  private final List<Minimizer> minimizers = new ArrayList<>();
  private final Endpoint act;
  private final ObservationRows actSees;
  private final FloatBuffer logits;
  private final Endpoint learn;
  private final Endpoint updateTarget;
  private final Transitions memory;
  private final Means means;
  private final Map<Integer, Endpoint[]> policies = new HashMap<>();

  /**
   * Builds the graph.
   *
   * @throws IllegalArgumentException if it cannot work in the context's spaces; says why
   */
  public DiscreteSac(DiscreteSacConfig config, AgentContext context) {
    this.config = config;
    this.actions = Spaces.discrete(ID, context.actionSpace());
    this.actionCount = Math.toIntExact(actions.n());
    this.observations = Observations.of(ID, context);
    observations.require(ID, config.body());
    List<SeedSequence> seeds = new SeedSequence(context.seed()).spawn(3);
    this.experience =
        new Experience(
            ID, context, observations, 1, config.plan(), config.her(), new Pcg64(seeds.get(1)));
    this.masks = new ActionMasks(config.bufferSize(), context.copies(), actionCount);
    this.exploration = new Pcg64(seeds.get(2));
    this.model = new Model(context.device(), seeds.get(0).generateLongState(1)[0]);
    this.networks =
        new ChoiceNetworks(new Tower(observations, config.body(), config.netArch()), actionCount);
    this.batch = new TransitionInputs(model, observations, 1, config.batchSize());
    this.allowed = model.input("allowed", TFloat32.class, config.batchSize(), actionCount);
    this.allowedNext = model.input("allowedNext", TFloat32.class, config.batchSize(), actionCount);

    Scope root = model.scope().forTraining();
    Ops tf = root.tf();
    Temperature temperature = Temperature.of(config.entCoef());
    Operand<TFloat32> alpha = temperature.value(model);
    Operand<TFloat32> now = networks.logProbabilities(root, batch.s(), allowed);
    Operand<TFloat32> next = networks.logProbabilities(root, batch.sNext(), allowedNext);
    Operand<TFloat32> criticLoss = criticLoss(root, target(next, alpha));
    Minimizer criticStep = minimizer("critic", criticLoss, List.of());
    List<Op> updated = List.of(criticStep.update());
    Operand<TFloat32> actorLoss = actorLoss(root.after(updated), now, alpha);
    minimizer("policy", actorLoss, updated);
    Operand<TFloat32> entropy = tf.math.neg(Losses.mean(root, expected(tf, now, now)));
    if (temperature.learned()) {
      minimizer("temperature", temperatureLoss(temperature, alpha, entropy), List.of());
    }
    Endpoint.Builder learn =
        batch
            .addTo(model.endpoint("learn"))
            .input("allowed", allowed)
            .input("allowedNext", allowedNext)
            .output("criticLoss", criticLoss)
            .output("actorLoss", actorLoss)
            .output("entropy", entropy)
            .output("entCoef", alpha)
            .threads(Endpoint.Threads.POOL);
    minimizers.forEach(step -> step.addTo(learn));
    if (config.targetUpdateInterval() == 1) {
      learn.target(model.blend("critic", "targetCritic", config.tau(), updated));
    }
    this.learn = learn.build();
    this.updateTarget =
        model
            .endpoint("updateTarget")
            .target(model.blend("critic", "targetCritic", config.tau()))
            .build();
    this.memory = batch.memory(this.learn);
    allAllowed("allowed");
    allAllowed("allowedNext");
    this.means = new Means("criticLoss", "actorLoss", "entropy", "entCoef");
    this.act = playing("act", context.copies())[0];
    this.actSees = observations.rows(act, "observations");
    this.logits = FloatBuffer.allocate(actionCount);
    model.endpoint("copyTarget").target(model.blend("critic", "targetCritic", 1)).build().run();
  }

  private void allAllowed(String input) {
    for (int i = 0; i < learn.floats(input).capacity(); i++) {
      learn.floats(input).put(i, 1);
    }
  }

  /** {@code sum over actions of pi(a|s) x(s, a)}, {@code [batch]}. */
  private static Operand<TFloat32> expected(
      Ops tf, Operand<TFloat32> logProbabilities, Operand<TFloat32> x) {
    return tf.sum(tf.math.mul(tf.math.exp(logProbabilities), x), tf.constant(-1));
  }

  /** {@code y = r + discount E_pi[min Q'(s', a) - alpha log pi(a|s')]}, equations 2 and 10. */
  private Operand<TFloat32> target(Operand<TFloat32> next, Operand<TFloat32> alpha) {
    Scope scope = model.scope();
    Ops tf = scope.tf();
    Operand<TFloat32> q = networks.least(scope.child("targetCritic"), batch.sNext());
    Operand<TFloat32> soft = expected(tf, next, tf.math.sub(q, tf.math.mul(alpha, next)));
    return tf.stopGradient(tf.math.add(batch.r(), tf.math.mul(batch.discount(), soft)));
  }

  /** {@code sum over both critics of E[(Q(s, a) - y)^2] / 2}, equation 4. */
  private Operand<TFloat32> criticLoss(Scope scope, Operand<TFloat32> y) {
    Ops tf = scope.tf();
    Operand<TInt64> numbers =
        tf.dtypes.cast(
            tf.reshape(batch.a(), tf.constant(new int[] {config.batchSize()})), TInt64.class);
    Operand<TFloat32> taken =
        tf.oneHot(numbers, tf.constant(actionCount), tf.constant(1f), tf.constant(0f));
    List<Operand<TFloat32>> losses = new ArrayList<>();
    for (Operand<TFloat32> q : networks.values(scope.child("critic"), batch.s())) {
      Operand<TFloat32> ofTaken = tf.sum(tf.math.mul(q, taken), tf.constant(-1));
      losses.add(Losses.meanSquaredError(scope, ofTaken, y));
    }
    return tf.math.mul(tf.constant(0.5f), tf.math.add(losses.get(0), losses.get(1)));
  }

  /** {@code E[E_pi[alpha log pi(a|s) - min Q(s, a)]]}, equation 12. */
  private Operand<TFloat32> actorLoss(Scope scope, Operand<TFloat32> now, Operand<TFloat32> alpha) {
    Ops tf = scope.tf();
    Operand<TFloat32> q = networks.least(scope.child("critic"), batch.s());
    return Losses.mean(scope, expected(tf, now, tf.math.sub(tf.math.mul(alpha, now), q)));
  }

  /**
   * {@code log alpha E[entropy - target entropy]}, equation 11; the target is of what is allowed.
   */
  private Operand<TFloat32> temperatureLoss(
      Temperature temperature, Operand<TFloat32> alpha, Operand<TFloat32> entropy) {
    Ops tf = model.scope().tf();
    Operand<TFloat32> most = tf.math.log(tf.sum(allowed, tf.constant(-1)));
    Operand<TFloat32> goal =
        tf.math.mul(
            tf.constant((float) config.targetEntropyShare()), Losses.mean(model.scope(), most));
    return temperature.loss(model, alpha, tf.math.sub(entropy, goal));
  }

  private Minimizer minimizer(String of, Operand<TFloat32> loss, List<Op> after) {
    List<Operand<TFloat32>> variables = model.scope().child(of).trainable();
    Minimizer minimizer =
        new Minimizer(
            model,
            of + "Optimizer",
            new Adam(ADAM_EPSILON),
            loss,
            variables,
            observations.bodies().options(model, variables, NO_LIMIT),
            after);
    minimizers.add(minimizer);
    return minimizer;
  }

  @Override
  public void act(Batch seen, Batch chosen) {
    act(seen, Optional.empty(), chosen);
  }

  @Override
  public void act(Batch seen, Optional<Batch> allowedNow, Batch chosen) {
    act.requireOpen();
    experience.look(seen);
    masks.look(allowedNow);
    boolean atRandom = experience.warmingUp();
    if (!atRandom) {
      actSees.put(0, experience.seen(), 0, actSees.count());
      act.run();
    }
    for (int copy = 0; copy < actSees.count(); copy++) {
      if (!experience.underWay(copy)) {
        experience.actions()[copy] = choose(copy, atRandom);
      }
      chosen.longs().put(copy, actions.start() + (long) experience.actions()[copy]);
    }
  }

  /** One copy's action, drawn among what it may do: evenly, or by the policy. */
  private int choose(int copy, boolean evenly) {
    for (int i = 0; i < actionCount; i++) {
      float logit = evenly ? 0 : act.result("logits").get(copy * actionCount + i);
      logits.put(i, masks.allowed(copy, i) ? logit : Float.NEGATIVE_INFINITY);
    }
    return Categorical.sample(logits, 0, actionCount, exploration.random());
  }

  @Override
  public void observe(VectorEnvironment env) {
    experience.observe(env);
    masks.lookNext(env.actionMasks());
    for (int copy = 0; copy < env.count(); copy++) {
      if (experience.place(copy) >= 0) {
        boolean over = env.terminated()[copy] || env.truncated()[copy];
        masks.put(experience.place(copy), copy, over);
      }
    }
  }

  @Override
  public Optional<Metrics> update() {
    if (!experience.timeToLearn()) {
      return Optional.empty();
    }
    double learningRate = config.learningRate().at(experience.progress());
    int interval = config.targetUpdateInterval();
    for (int k = 0; k < experience.updates(); k++) {
      experience.sample(memory);
      masks.copy(experience.drawn(), learn.floats("allowed"), learn.floats("allowedNext"));
      Minimizer.run(learn, learningRate, minimizers);
      if (interval > 1 && minimizers.get(0).steps() % interval == 0) {
        updateTarget.run();
      }
      means.add(learn);
    }
    Map<String, Double> values = means.take();
    values.put("learningRate", learningRate);
    values.put("updates", (double) minimizers.get(0).steps());
    return Optional.of(new Metrics(values).requireFinite(ID, minimizers.get(0).steps()));
  }

  @Override
  public Policy policy(int copies) {
    Endpoint[] both = policies.computeIfAbsent(copies, n -> playing("policy" + n, n));
    return new MaskedChoice(observations, actions, both[0], both[1]);
  }

  /** From observations to the policy's logits, and to the values of all actions. */
  private Endpoint[] playing(String name, int copies) {
    Scope scope = model.scope();
    Operand<?> rows = observations.input(model, name + "_observations", copies);
    Operand<TFloat32> chances = networks.logits(scope, rows);
    Operand<TFloat32> values = networks.least(scope.child("critic"), rows);
    return new Endpoint[] {
      model.endpoint(name).input("observations", rows).output("logits", chances).build(),
      model.endpoint(name + "Value").input("observations", rows).output("values", values).build()
    };
  }

  @Override
  public void save(Path directory) throws IOException {
    model.save(directory.resolve("weights"));
    StateFile.write(
        directory,
        ID,
        out -> {
          experience.save(out);
          exploration.save(out);
          masks.save(out, experience.size());
        });
  }

  @Override
  public void load(Path directory) throws IOException {
    model.load(directory.resolve("weights"));
    StateFile.read(
        directory,
        ID,
        in -> {
          experience.load(in);
          exploration.set(Pcg64.load(in));
          masks.load(in, experience.size());
        });
  }

  @Override
  public void loadPolicy(Path directory) throws IOException {
    model.loadWeights(directory.resolve("weights"));
  }

  @Override
  public void loadWeights(Path directory) throws IOException {
    model.loadWeights(directory.resolve("weights"));
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
