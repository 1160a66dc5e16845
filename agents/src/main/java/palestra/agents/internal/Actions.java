package palestra.agents.internal;

import java.nio.FloatBuffer;
import java.util.Set;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.envs.seeding.Pcg64;
import palestra.envs.spaces.Box;
import palestra.envs.spaces.DType;
import palestra.envs.spaces.Discrete;
import palestra.envs.spaces.MultiBinary;
import palestra.envs.spaces.MultiDiscrete;
import palestra.envs.spaces.Space;
import palestra.envs.spaces.Tuple;
import palestra.envs.vector.Batch;
import palestra.networks.Initializer;
import palestra.networks.Model;
import palestra.networks.Scope;
import palestra.networks.distributions.Distribution;

/**
 * The way of actions out of a policy network and back into it, for one action space; the
 * counterpart of {@link Observations}.
 *
 * <p>Outside of the graph an action is a row of {@link #size} floats, as the network counts: a
 * choice from 0 on, a switch 0 or 1, a number of a Box before it is clipped to the bounds. What a
 * policy thinks is a row of its distribution's parameters, which the functions here read.
 */
public sealed interface Actions permits Choices, Switches, Continuous {

  /** The kinds of space there is a policy for. */
  Set<Class<?>> SPACES =
      Set.of(Discrete.class, MultiDiscrete.class, MultiBinary.class, Box.class, Tuple.class);

  /**
   * For the actions of one space.
   *
   * @param noise how actions of a Box are explored
   * @throws IllegalArgumentException if no policy of ours can act so; says what would help
   */
  static Actions of(String agent, Space<?> space, GaussianNoise noise) {
    if (noise.useSde() && !(space instanceof Box)) {
      throw new IllegalArgumentException(
          agent
              + ": useSde, state-dependent exploration, needs Box actions, but this environment has "
              + space
              + "; set useSde false");
    }
    if (space instanceof Box<?> box
        && (box.dtype() == DType.FLOAT32 || box.dtype() == DType.FLOAT64)) {
      return new Continuous(box, noise);
    } else if (space instanceof MultiBinary binary) {
      return new Switches(binary.size());
    }
    return Choices.of(space)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    agent
                        + " acts in Discrete, MultiDiscrete, MultiBinary and floating-point Box"
                        + " spaces, but this environment has "
                        + space));
  }

  /** How many floats an action is. */
  int size();

  /** Of how many choices masks tell whether they are allowed; 0 where masks make no sense. */
  int maskSize();

  /** Adds a place for so many actions to a graph, of the type that the distribution takes. */
  Operand<?> input(Model model, String name, int rows);

  /**
   * Puts a policy's last layer on features.
   *
   * @param features {@code [batch, n]}
   * @param kernel how the layer's kernel starts
   * @param masks {@code [batch, maskSize]}, 1 for what is allowed; null where all is
   */
  Distribution head(
      Scope scope, Operand<TFloat32> features, Initializer kernel, Operand<TFloat32> masks);

  /**
   * Draws an action.
   *
   * @param row of the parameters
   * @param action is written into, from {@code at} on
   */
  void sample(FloatBuffer parameters, int row, Pcg64 random, float[] action, int at);

  /** The most probable action. */
  void mode(FloatBuffer parameters, int row, float[] action, int at);

  /** Log-probability, or its density, of the action that stands at {@code at}. */
  double logProbability(FloatBuffer parameters, int row, float[] action, int at);

  /** Entropy in nats. */
  double entropy(FloatBuffer parameters, int row);

  /** The probability of each choice, or of each switch to be on; empty for a Box. */
  float[] probabilities(FloatBuffer parameters, int row);

  /** Writes an action for one copy as its environment takes it. */
  void write(float[] action, int at, Batch batch, int copy);
}
