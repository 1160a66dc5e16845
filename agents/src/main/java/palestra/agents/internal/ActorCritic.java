package palestra.agents.internal;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.agents.AgentContext;
import palestra.networks.Initializer;
import palestra.networks.Model;
import palestra.networks.Scope;
import palestra.networks.bodies.Body;
import palestra.networks.distributions.Distribution;
import palestra.networks.distributions.StateDependentNoise;
import palestra.networks.layers.Activation;
import palestra.networks.layers.Dense;
import palestra.networks.layers.Memory;
import palestra.networks.layers.Mlp;
import palestra.networks.layers.Recurrent;
import palestra.networks.optimizers.MinimizerOptions;

/**
 * A policy and a value function. What is seen goes through a body, a memory and dense layers to a
 * head:
 *
 * <pre>
 * observations -> body -> memory -> netArch -> policy head     parameters of a distribution
 *                                -> netArch -> value head      one number
 * </pre>
 *
 * <p>Body and memory serve both where they are shared, as Stable-Baselines3's features extractor
 * does; the dense layers are towers of their own, as in its {@code MlpPolicy}. Without a body and a
 * memory nothing is shared.
 *
 * @param observations what it sees
 * @param actions what it chooses
 * @param masked whether it is told which choices are allowed
 * @param layers between them
 */
public record ActorCritic(
    Observations observations, Actions actions, boolean masked, Layers layers) {
  private static final double BODY_GAIN = Math.sqrt(2);
  private static final double POLICY_GAIN = 0.01;
  private static final double VALUE_GAIN = 1;

  /**
   * What comes out, for each row that went in.
   *
   * @param policy what it would do
   * @param values {@code [rows]}
   * @param state what is remembered after the last step; null without a memory
   * @param noise the noise that depends on the state; null where it does not
   */
  public record Outputs(
      Distribution policy,
      Operand<TFloat32> values,
      Operand<TFloat32> state,
      StateDependentNoise noise) {}

  /** What body and memory make of the observations, and what is remembered then. */
  private record Features(Operand<TFloat32> rows, Operand<TFloat32> state) {}

  /**
   * The layers, named as in the agents' configs.
   *
   * @param body from what is seen to features
   * @param memory what is carried along within an episode
   * @param shareBody whether policy and value have one body and one memory
   * @param netArch widths of the dense layers, in both towers
   * @param activation after each dense layer
   * @param orthoInit whether the dense layers start orthogonal, with gain sqrt 2, 0.01 before the
   *     policy's parameters and 1 before the value; else evenly within {@code 1/sqrt(inputs)}, as
   *     PyTorch's. Biases start at zero. The small gain makes the first policy nearly uniform
   *     (Andrychowicz et al. 2020, "What matters in on-policy RL")
   */
  public record Layers(
      Body body,
      Memory memory,
      boolean shareBody,
      List<Integer> netArch,
      Activation activation,
      boolean orthoInit) {}

  /**
   * A network for an agent's environment.
   *
   * @throws IllegalArgumentException if it cannot see or act there; says why
   */
  public static ActorCritic of(
      String agent, AgentContext context, GaussianNoise noise, Layers layers) {
    Actions actions = Actions.of(agent, context.actionSpace(), noise);
    if (context.masks() && actions.maskSize() == 0) {
      throw new IllegalArgumentException(
          "%s: masks tell which choices are allowed, but this environment's actions are %s"
              .formatted(agent, context.actionSpace()));
    }
    Observations observations = Observations.of(agent, context);
    observations.require(agent, layers.body);
    return new ActorCritic(observations, actions, context.masks(), layers);
  }

  /** What a minimizer of these variables does, as {@link BodyPlaces#options} has it. */
  public MinimizerOptions options(
      Model model, List<Operand<TFloat32>> variables, double maxGradNorm) {
    return observations.bodies().options(model, variables, maxGradNorm);
  }

  /** How many numbers are remembered of one sequence; 0 without a memory. */
  public int stateSize() {
    int one = layers.memory.present() ? layers.memory.layer().stateSize() : 0;
    return layers.shareBody ? one : 2 * one;
  }

  /** Adds both to a graph; its variables are made on first use and shared afterwards. */
  public Outputs apply(Scope scope, NetworkInput input) {
    Scope policy = scope.child("policy");
    Scope value = scope.child("value");
    if (layers.shareBody) {
      Features shared = features(scope, input, input.state());
      return heads(policy, value, shared.rows, shared.rows, shared.state, input);
    }
    Features own = features(policy.child("features"), input, half(scope, input, 0));
    Features theirs = features(value.child("features"), input, half(scope, input, 1));
    Operand<TFloat32> state =
        own.state == null
            ? null
            : scope.tf().concat(List.of(own.state, theirs.state), scope.tf().constant(1));
    return heads(policy, value, own.rows, theirs.rows, state, input);
  }

  private Features features(Scope scope, NetworkInput input, Operand<TFloat32> state) {
    Operand<TFloat32> seen = observations.features(scope.child("body"), layers.body, input.rows());
    if (!layers.memory.present()) {
      return new Features(seen, null);
    }
    Ops tf = scope.tf();
    long features = seen.shape().get(1);
    long[] steps = {input.length(), input.sequences(), features};
    Recurrent memory = layers.memory.layer();
    Recurrent.Steps remembered =
        memory.apply(
            scope.child("memory"), tf.reshape(seen, tf.constant(steps)), state, input.starts());
    long[] rows = {input.size(), memory.units()};
    return new Features(tf.reshape(remembered.outputs(), tf.constant(rows)), remembered.state());
  }

  /** The policy's part of the state, or the value's. */
  private Operand<TFloat32> half(Scope scope, NetworkInput input, int which) {
    if (!layers.memory.present()) {
      return null;
    }
    int size = layers.memory.layer().stateSize();
    Ops tf = scope.tf();
    return tf.slice(
        input.state(),
        tf.constant(new int[] {0, which * size}),
        tf.constant(new int[] {input.sequences(), size}));
  }

  private Outputs heads(
      Scope policy,
      Scope value,
      Operand<TFloat32> forPolicy,
      Operand<TFloat32> forValue,
      Operand<TFloat32> state,
      NetworkInput input) {
    Operand<TFloat32> latent = tower(policy, forPolicy);
    StateDependentNoise noise = null;
    Distribution chosen;
    if (actions instanceof Continuous continuous && continuous.noise().useSde()) {
      noise = continuous.stateDependent(policy, latent, kernel(POLICY_GAIN));
      chosen = noise.gaussian(policy);
    } else {
      chosen = actions.head(policy, latent, kernel(POLICY_GAIN), input.masks());
    }
    Operand<TFloat32> column =
        new Dense(1, Activation.LINEAR, kernel(VALUE_GAIN))
            .apply(value.child("head"), tower(value, forValue));
    Ops tf = value.tf();
    Operand<TFloat32> values = tf.reshape(column, tf.constant(new long[] {input.size()}));
    return new Outputs(chosen, values, state, noise);
  }

  private Operand<TFloat32> tower(Scope scope, Operand<TFloat32> features) {
    return new Mlp(layers.netArch, layers.activation, kernel(BODY_GAIN))
        .apply(scope.child("body"), features);
  }

  private Initializer kernel(double gain) {
    return layers.orthoInit
        ? Initializer.orthogonal(gain)
        : (tf, shape, seed) ->
            Initializer.uniform((float) (1 / Math.sqrt((double) shape.get(0))))
                .values(tf, shape, seed);
  }
}
