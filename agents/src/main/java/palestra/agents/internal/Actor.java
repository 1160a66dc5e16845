package palestra.agents.internal;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.envs.seeding.Pcg64;
import palestra.envs.vector.Batch;
import palestra.networks.Endpoint;
import palestra.networks.Model;
import palestra.networks.distributions.StateDependentNoise;

/**
 * A policy at work on a fixed number of copies: looks at observations and knows what it would do.
 * Where the network has a memory, this keeps what each copy's is.
 */
public final class Actor {
  private final ActorCritic network;
  private final NetworkInput input;
  private final Endpoint endpoint;
  private final FloatBuffer parameters;
  private final FloatBuffer nextStates;
  private final FloatBuffer matrices;
  private final FloatBuffer noise;

  /**
   * Adds an endpoint of that name to the model; the variables are shared with all others.
   *
   * @param explores whether it is asked for state-dependent noise
   */
  public Actor(Model model, String name, ActorCritic network, int copies, boolean explores) {
    this.network = network;
    input = new NetworkInput(model, network, network.masked(), name + "_", copies, 1);
    ActorCritic.Outputs outputs = network.apply(model.scope(), input);
    Endpoint.Builder builder =
        input
            .addTo(model.endpoint(name))
            .output("parameters", outputs.policy().parameters(model.scope()))
            .threads(Endpoint.Threads.CALLER);
    if (outputs.state() != null) {
      builder.output("nextState", outputs.state());
    }
    boolean noisy = explores && outputs.noise() != null;
    if (noisy) {
      addNoise(model, name, outputs.noise(), builder);
    }
    endpoint = builder.build();
    input.bind(endpoint);
    parameters = endpoint.result("parameters");
    nextStates = outputs.state() == null ? null : endpoint.result("nextState");
    matrices = noisy ? endpoint.floats("matrices") : null;
    noise = noisy ? endpoint.result("noise") : null;
    forgetAll();
  }

  private void addNoise(
      Model model, String name, StateDependentNoise noise, Endpoint.Builder builder) {
    long features = noise.latent().shape().get(1);
    long size = network.actions().size();
    Operand<TFloat32> normals =
        model.input(name + "_matrices", TFloat32.class, copies(), features, size);
    builder.input("matrices", normals).output("noise", noise.noise(model.scope(), normals));
  }

  /**
   * Computes what to do in every copy, and what is remembered then.
   *
   * @throws IllegalArgumentException if there are masks that it was not built for
   */
  public void look(Batch batch, Optional<Batch> masks) {
    endpoint.requireOpen();
    network.observations().write(batch, input.observations());
    if (input.masks() != null) {
      masks.ifPresentOrElse(input::allow, input::allowAll);
    } else if (masks.isPresent()) {
      throw new IllegalArgumentException(
          "this agent was built for an environment without action masks"
              + " (AgentContext.masks), but is given some");
    }
    endpoint.run();
    if (nextStates != null) {
      input.states().put(0, nextStates, 0, nextStates.capacity());
      for (int copy = 0; copy < copies(); copy++) {
        input.startsOfEpisodes().put(copy, 0);
      }
    }
  }

  public int copies() {
    return input.sequences();
  }

  /** What was last looked at, and what is remembered for the next look. */
  NetworkInput input() {
    return input;
  }

  /** A copy's next observation starts an episode. */
  public void forget(int copy) {
    if (nextStates != null) {
      input.startsOfEpisodes().put(copy, 1);
    }
  }

  /** As {@link #forget(int)} in every copy. */
  public void forgetAll() {
    if (nextStates != null) {
      for (int i = 0; i < input.states().capacity(); i++) {
        input.states().put(i, 0);
      }
    }
    for (int copy = 0; copy < copies(); copy++) {
      forget(copy);
    }
  }

  /** Draws new matrices for the noise that depends on the state; nothing without such noise. */
  void drawNoise(Pcg64 random) {
    if (matrices != null) {
      for (int i = 0; i < matrices.capacity(); i++) {
        matrices.put(i, (float) random.standardNormal());
      }
    }
  }

  /** Draws an action by the last look's probabilities. */
  public void sample(int copy, Pcg64 random, float[] action, int at) {
    if (noise == null) {
      network.actions().sample(parameters, copy, random, action, at);
      return;
    }
    int size = network.actions().size();
    network.actions().mode(parameters, copy, action, at);
    for (int i = 0; i < size; i++) {
      action[at + i] += noise.get(copy * size + i);
    }
  }

  /** The most probable action. */
  public void mode(int copy, float[] action, int at) {
    network.actions().mode(parameters, copy, action, at);
  }

  /** Log-probability of an action. */
  public double logProbability(int copy, float[] action, int at) {
    return network.actions().logProbability(parameters, copy, action, at);
  }

  float[] probabilities(int copy) {
    return network.actions().probabilities(parameters, copy);
  }

  /** Writes what is remembered and the noise's matrices; nothing without either. */
  void save(DataOutput out) throws IOException {
    for (FloatBuffer kept : kept()) {
      Floats.save(out, kept, 0, kept.capacity());
    }
  }

  /** Reads what {@link #save} wrote. */
  void load(DataInput in) throws IOException {
    for (FloatBuffer kept : kept()) {
      Floats.load(in, kept, 0, kept.capacity());
    }
  }

  private List<FloatBuffer> kept() {
    return Stream.of(input.states(), input.startsOfEpisodes(), matrices)
        .filter(Objects::nonNull)
        .toList();
  }
}
