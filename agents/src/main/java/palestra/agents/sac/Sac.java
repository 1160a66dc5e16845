package palestra.agents.sac;

import java.io.IOException;
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
import palestra.agents.Agent;
import palestra.agents.AgentContext;
import palestra.agents.Metrics;
import palestra.agents.Policy;
import palestra.agents.buffers.Transitions;
import palestra.agents.internal.ActionNoise;
import palestra.agents.internal.BoxActions;
import palestra.agents.internal.BoxExplorer;
import palestra.agents.internal.BoxPolicy;
import palestra.agents.internal.Critics;
import palestra.agents.internal.Experience;
import palestra.agents.internal.Means;
import palestra.agents.internal.Observations;
import palestra.agents.internal.StateFile;
import palestra.agents.internal.Temperature;
import palestra.agents.internal.TransitionInputs;
import palestra.envs.seeding.Pcg64;
import palestra.envs.seeding.SeedSequence;
import palestra.envs.vector.Batch;
import palestra.envs.vector.VectorEnvironment;
import palestra.networks.Endpoint;
import palestra.networks.Model;
import palestra.networks.Scope;
import palestra.networks.distributions.SquashedGaussian;
import palestra.networks.losses.Losses;
import palestra.networks.optimizers.Adam;
import palestra.networks.optimizers.Minimizer;

/**
 * Soft actor-critic (Haarnoja et al. 2018, "Soft actor-critic algorithms and applications"): a
 * policy of squashed Gaussians that earns reward and entropy, twin critics with slow targets, and a
 * temperature that learns to keep the entropy at its target. For continuous actions.
 *
 * <p>One update is one run of the graph, in this order: critics, policy against the new critics,
 * temperature, target critics. Settings: {@link SacConfig}; page: {@code docs/sac.md}.
 */
public final class Sac implements Agent {
  static final String ID = "sac";

  /** As in PyTorch. */
  private static final double ADAM_EPSILON = 1e-8;

  private static final double NO_LIMIT = Double.POSITIVE_INFINITY;

  private final SacConfig config;
  private final BoxActions actions;
  private final Observations observations;
  private final Experience experience;
  private final BoxExplorer explorer;
  private final Model model;
  private final SoftPolicy policy;
  private final Critics critics;
  private final TransitionInputs batch;
  private final List<Minimizer> minimizers = new ArrayList<>();
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
  public Sac(SacConfig config, AgentContext context) {
    this.config = config;
    this.actions = BoxActions.of(ID, context.actionSpace());
    this.observations = Observations.of(ID, context);
    observations.require(ID, config.body());
    List<SeedSequence> seeds = new SeedSequence(context.seed()).spawn(3);
    this.experience =
        new Experience(
            ID,
            context,
            observations,
            actions.size(),
            config.plan(),
            config.her(),
            new Pcg64(seeds.get(1)));
    this.model = new Model(context.device(), seeds.get(0).generateLongState(1)[0]);
    this.policy = new SoftPolicy(observations, config.body(), config.netArch(), actions.size());
    this.critics = new Critics(observations, config.body(), config.netArch(), 2);
    this.batch = new TransitionInputs(model, observations, actions.size(), config.batchSize());

    Scope root = model.scope().forTraining();
    Temperature temperature = Temperature.of(config.entCoef());
    Operand<TFloat32> alpha = temperature.value(model);
    SoftPolicy.Draw now = policy.draw(root, "now", batch.s());
    SoftPolicy.Draw next = policy.draw(root, "next", batch.sNext());
    Operand<TFloat32> criticLoss = criticLoss(root, target(next, alpha));
    Minimizer criticStep = minimizer("critic", criticLoss, List.of());
    List<Op> updated = List.of(criticStep.update());
    Operand<TFloat32> actorLoss = actorLoss(root.after(updated), now, alpha);
    minimizer("policy", actorLoss, updated);
    Operand<TFloat32> entropy = root.tf().math.neg(Losses.mean(root, now.logProbability()));
    if (temperature.learned()) {
      minimizer("temperature", temperatureLoss(temperature, alpha, entropy), List.of());
    }
    Endpoint.Builder learn =
        batch
            .addTo(model.endpoint("learn"))
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
    this.means = new Means("criticLoss", "actorLoss", "entropy", "entCoef");
    this.explorer =
        new BoxExplorer(
            actions,
            new ActionNoise(
                config.noiseType(), config.noiseStd(), context.copies(), actions.size()),
            experience,
            observations,
            acting(context.copies()),
            new Pcg64(seeds.get(2)));
    model.endpoint("copyTarget").target(model.blend("critic", "targetCritic", 1)).build().run();
  }

  /** {@code y = r + discount (min Q'(s', a') - alpha log pi(a'|s'))}, equations 2 and 3. */
  private Operand<TFloat32> target(SoftPolicy.Draw next, Operand<TFloat32> alpha) {
    Scope scope = model.scope();
    Ops tf = scope.tf();
    Operand<TFloat32> q =
        Critics.least(
            scope, critics.apply(scope.child("targetCritic"), batch.sNext(), next.actions()));
    Operand<TFloat32> soft = tf.math.sub(q, tf.math.mul(alpha, next.logProbability()));
    return tf.stopGradient(tf.math.add(batch.r(), tf.math.mul(batch.discount(), soft)));
  }

  /** {@code sum over both critics of E[(Q(s, a) - y)^2] / 2}, equation 5. */
  private Operand<TFloat32> criticLoss(Scope scope, Operand<TFloat32> y) {
    Ops tf = scope.tf();
    List<Operand<TFloat32>> q = critics.apply(scope.child("critic"), batch.s(), batch.a());
    Operand<TFloat32> sum =
        tf.math.add(
            Losses.meanSquaredError(scope, q.get(0), y),
            Losses.meanSquaredError(scope, q.get(1), y));
    return tf.math.mul(tf.constant(0.5f), sum);
  }

  /** {@code E[alpha log pi(a|s) - min Q(s, a)]} of actions drawn now, equations 7 and 9. */
  private Operand<TFloat32> actorLoss(Scope scope, SoftPolicy.Draw now, Operand<TFloat32> alpha) {
    Ops tf = scope.tf();
    Operand<TFloat32> q =
        Critics.least(scope, critics.apply(scope.child("critic"), batch.s(), now.actions()));
    return Losses.mean(scope, tf.math.sub(tf.math.mul(alpha, now.logProbability()), q));
  }

  /** {@code log alpha E[-log pi(a|s) - target entropy]}, equation 18. */
  private Operand<TFloat32> temperatureLoss(
      Temperature temperature, Operand<TFloat32> alpha, Operand<TFloat32> entropy) {
    Ops tf = model.scope().tf();
    Operand<TFloat32> goal = tf.constant((float) config.targetEntropy(actions.size()));
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

  /** From observations to actions that are drawn. */
  private Endpoint acting(int copies) {
    Operand<?> rows = observations.input(model, "act_observations", copies);
    return model
        .endpoint("act")
        .input("observations", rows)
        .output("actions", policy.draw(model.scope(), "act", rows).actions())
        .build();
  }

  @Override
  public void act(Batch seen, Batch chosen) {
    explorer.act(seen, chosen);
  }

  @Override
  public void observe(VectorEnvironment env) {
    explorer.observe(env);
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
    Endpoint[] both = policies.computeIfAbsent(copies, this::playing);
    return new BoxPolicy(actions, observations, both[0], both[1]);
  }

  /** From observations to the policy's mode, and to the value of that. */
  private Endpoint[] playing(int copies) {
    Scope scope = model.scope();
    String name = "policy" + copies;
    Operand<?> rows = observations.input(model, name + "_observations", copies);
    SquashedGaussian chances = policy.apply(scope.child("policy"), rows);
    Operand<TFloat32> mode = chances.mode(scope);
    Operand<TFloat32> value =
        Critics.least(scope, critics.apply(scope.child("critic"), rows, mode));
    return new Endpoint[] {
      model.endpoint(name).input("observations", rows).output("actions", mode).build(),
      model.endpoint(name + "Value").input("observations", rows).output("value", value).build()
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
