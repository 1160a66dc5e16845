package palestra.agents.internal;

import java.nio.FloatBuffer;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.agents.buffers.ObservationRows;
import palestra.envs.vector.Batch;
import palestra.networks.Endpoint;
import palestra.networks.Model;

/**
 * What an {@link ActorCritic} is given: sequences of equally many steps, a row for each step and
 * sequence, step after step. Places in the graph, and once an endpoint is built with them, its
 * memory. Masks, states and starts are there only where the network has use for them.
 *
 * <p>Without a memory the rows have nothing to do with each other: sequences of one step.
 */
public final class NetworkInput {
  private final ActorCritic network;
  private final int sequences;
  private final int length;
  private final Operand<?> rows;
  private final Operand<TFloat32> masks;
  private final Operand<TFloat32> state;
  private final Operand<TFloat32> starts;
  private ObservationRows observationMemory;
  private FloatBuffer maskMemory;
  private FloatBuffer stateMemory;
  private FloatBuffer startMemory;

  /**
   * Adds the places to a model.
   *
   * @param prefix of their names
   * @param masked whether masks are given
   */
  public NetworkInput(
      Model model, ActorCritic network, boolean masked, String prefix, int sequences, int length) {
    this.network = network;
    this.sequences = sequences;
    this.length = length;
    rows = network.observations().input(model, prefix + "observations", size());
    masks =
        masked
            ? model.input(prefix + "masks", TFloat32.class, size(), network.actions().maskSize())
            : null;
    boolean remembers = network.layers().memory().present();
    state =
        remembers
            ? model.input(prefix + "state", TFloat32.class, sequences, network.stateSize())
            : null;
    starts = remembers ? model.input(prefix + "starts", TFloat32.class, length, sequences) : null;
  }

  /** How many rows there are. */
  public int size() {
    return sequences * length;
  }

  /** How many sequences there are. */
  public int sequences() {
    return sequences;
  }

  /** Steps of each sequence. */
  public int length() {
    return length;
  }

  Operand<?> rows() {
    return rows;
  }

  /** Null where all is allowed. */
  Operand<TFloat32> masks() {
    return masks;
  }

  /** {@code [sequences, stateSize]}; null without a memory. */
  Operand<TFloat32> state() {
    return state;
  }

  /** {@code [length, sequences]}; null without a memory. */
  Operand<TFloat32> starts() {
    return starts;
  }

  /** Makes the places part of an endpoint. */
  public Endpoint.Builder addTo(Endpoint.Builder endpoint) {
    endpoint.input("observations", rows);
    if (masks != null) {
      endpoint.input("masks", masks);
    }
    if (state != null) {
      endpoint.input("state", state).input("starts", starts);
    }
    return endpoint;
  }

  /** Takes the memory of an endpoint that the places were added to. */
  public void bind(Endpoint endpoint) {
    observationMemory = network.observations().rows(endpoint, "observations");
    maskMemory = masks == null ? null : endpoint.floats("masks");
    stateMemory = state == null ? null : endpoint.floats("state");
    startMemory = starts == null ? null : endpoint.floats("starts");
  }

  /** Takes over all that is given to another one of the same kind and size. */
  public void copy(NetworkInput other) {
    observationMemory.put(0, other.observationMemory, 0, size());
    if (maskMemory != null) {
      maskMemory.put(0, other.maskMemory, 0, maskMemory.capacity());
    }
    if (stateMemory != null) {
      stateMemory.put(0, other.stateMemory, 0, stateMemory.capacity());
      startMemory.put(0, other.startMemory, 0, startMemory.capacity());
    }
  }

  /** Takes over what another one remembers of as many sequences; nothing without a memory. */
  void remember(NetworkInput other) {
    if (stateMemory != null) {
      stateMemory.put(0, other.stateMemory, 0, stateMemory.capacity());
      startMemory.put(0, other.startMemory, 0, sequences);
    }
  }

  ObservationRows observations() {
    return observationMemory;
  }

  /** Memory of states; null without. */
  FloatBuffer states() {
    return stateMemory;
  }

  /** Memory of starts; null without. */
  FloatBuffer startsOfEpisodes() {
    return startMemory;
  }

  /** Memory of masks; null without. */
  FloatBuffer allowed() {
    return maskMemory;
  }

  /** Writes one step's masks. */
  void allow(Batch given) {
    if (given.rowSize() != network.actions().maskSize()) {
      throw new IllegalArgumentException(
          "this environment's masks have %d entries, but its actions %d choices"
              .formatted(given.rowSize(), network.actions().maskSize()));
    }
    for (int i = 0; i < maskMemory.capacity(); i++) {
      maskMemory.put(i, given.bytes().get(i));
    }
  }

  /** Writes that everything is allowed. */
  void allowAll() {
    for (int i = 0; i < maskMemory.capacity(); i++) {
      maskMemory.put(i, 1);
    }
  }
}
