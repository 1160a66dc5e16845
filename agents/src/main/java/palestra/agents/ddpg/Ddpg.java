package palestra.agents.ddpg;

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
import palestra.agents.internal.DeterministicPolicy;
import palestra.agents.internal.Experience;
import palestra.agents.internal.Means;
import palestra.agents.internal.Observations;
import palestra.agents.internal.StateFile;
import palestra.agents.internal.TransitionInputs;
import palestra.envs.seeding.Pcg64;
import palestra.envs.seeding.SeedSequence;
import palestra.envs.vector.Batch;
import palestra.envs.vector.VectorEnvironment;
import palestra.networks.Endpoint;
import palestra.networks.Model;
import palestra.networks.Scope;
import palestra.networks.losses.Losses;
import palestra.networks.optimizers.Adam;
import palestra.networks.optimizers.Minimizer;

/**
 * Deep deterministic policy gradients (Lillicrap et al. 2016): a policy without chance climbs the
 * gradient of a critic by its actions; both have slow targets. For continuous actions.
 *
 * <p>One update is one run of the graph, in this order: critic, policy against the new critic,
 * targets. Settings: {@link DdpgConfig}; page: {@code docs/ddpg.md}.
 */
public final class Ddpg implements Agent {
  static final String ID = "ddpg";

  /** As in PyTorch. */
  private static final double ADAM_EPSILON = 1e-8;

  private static final double NO_LIMIT = Double.POSITIVE_INFINITY;

  private final DdpgConfig config;
  private final BoxActions actions;
  private final Observations observations;
  private final Experience experience;
  private final BoxExplorer explorer;
  private final Model model;
  private final DeterministicPolicy policy;
  private final Critics critic;
  private final TransitionInputs batch;
  private final List<Minimizer> minimizers = new ArrayList<>();
  private final Endpoint learn;
  private final Transitions memory;
  private final Means means;
  private final Map<Integer, Endpoint[]> policies = new HashMap<>();

  /**
   * Builds the graph.
   *
   * @throws IllegalArgumentException if it cannot work in the context's spaces; says why
   */
  public Ddpg(DdpgConfig config, AgentContext context) {
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
    this.policy =
        new DeterministicPolicy(observations, config.body(), config.netArch(), actions.size());
    this.critic = new Critics(observations, config.body(), config.netArch(), 1);
    this.batch = new TransitionInputs(model, observations, actions.size(), config.batchSize());

    Scope root = model.scope().forTraining();
    Operand<TFloat32> mu = policy.apply(root.child("policy"), batch.s());
    Operand<TFloat32> q = q(root.child("critic"), batch.s(), batch.a());
    Operand<TFloat32> criticLoss = Losses.meanSquaredError(root, q, target());
    Minimizer criticStep = minimizer("critic", criticLoss, List.of());
    List<Op> updated = List.of(criticStep.update());
    Operand<TFloat32> actorLoss = actorLoss(root.after(updated), mu);
    Minimizer policyStep = minimizer("policy", actorLoss, updated);
    Endpoint.Builder learn =
        batch
            .addTo(model.endpoint("learn"))
            .output("criticLoss", criticLoss)
            .output("meanQ", Losses.mean(root, q))
            .output("actorLoss", actorLoss)
            .target(model.blend("critic", "targetCritic", config.tau(), updated))
            .target(
                model.blend("policy", "targetPolicy", config.tau(), List.of(policyStep.update())))
            .threads(Endpoint.Threads.POOL);
    minimizers.forEach(step -> step.addTo(learn));
    this.learn = learn.build();
    this.memory = batch.memory(this.learn);
    this.means = new Means("criticLoss", "meanQ", "actorLoss");
    this.explorer =
        new BoxExplorer(
            actions,
            new ActionNoise(
                config.noiseType(), config.noiseStd(), context.copies(), actions.size()),
            experience,
            observations,
            playing("act", context.copies())[0],
            new Pcg64(seeds.get(2)));
    model
        .endpoint("copyTarget")
        .target(model.blend("critic", "targetCritic", 1))
        .target(model.blend("policy", "targetPolicy", 1))
        .build()
        .run();
  }

  private Operand<TFloat32> q(Scope scope, Operand<?> rows, Operand<TFloat32> actions) {
    return critic.apply(scope, rows, actions).get(0);
  }

  /** {@code y = r + discount Q'(s', mu'(s'))}, algorithm 1. */
  private Operand<TFloat32> target() {
    Scope scope = model.scope();
    Ops tf = scope.tf();
    Operand<TFloat32> next = policy.apply(scope.child("targetPolicy"), batch.sNext());
    Operand<TFloat32> q = q(scope.child("targetCritic"), batch.sNext(), next);
    return tf.stopGradient(tf.math.add(batch.r(), tf.math.mul(batch.discount(), q)));
  }

  /** {@code -E[Q(s, mu(s))]}, whose gradient is equation 6. */
  private Operand<TFloat32> actorLoss(Scope scope, Operand<TFloat32> mu) {
    return scope.tf().math.neg(Losses.mean(scope, q(scope.child("critic"), batch.s(), mu)));
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
    for (int k = 0; k < experience.updates(); k++) {
      experience.sample(memory);
      Minimizer.run(learn, learningRate, minimizers);
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
    return new BoxPolicy(actions, observations, both[0], both[1]);
  }

  /** From observations to the policy's actions, and to the value of those. */
  private Endpoint[] playing(String name, int copies) {
    Scope scope = model.scope();
    Operand<?> rows = observations.input(model, name + "_observations", copies);
    Operand<TFloat32> mu = policy.apply(scope.child("policy"), rows);
    Operand<TFloat32> value = q(scope.child("critic"), rows, mu);
    return new Endpoint[] {
      model.endpoint(name).input("observations", rows).output("actions", mu).build(),
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
