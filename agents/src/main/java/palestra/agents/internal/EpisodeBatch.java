package palestra.agents.internal;

import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.networks.Endpoint;
import palestra.networks.Model;

/**
 * The inputs of an update on whole episodes: places in the graph, and once an endpoint is built
 * with them, its memory. Episodes last as long as they please, but a graph's shapes are fixed: so
 * they are cut into sequences that fill one batch after the other, the last one padded with rows of
 * weight 0.
 */
public final class EpisodeBatch {
  private final ActorCritic network;
  private final NetworkInput input;
  private final EpisodeCursor cursor;
  private final Operand<?> actions;
  private final Operand<TFloat32> weights;
  private final Operand<TFloat32> advantages;
  private final Operand<TFloat32> returns;
  private LongBuffer choiceMemory;
  private FloatBuffer actionMemory;
  private FloatBuffer weightMemory;
  private FloatBuffer advantageMemory;
  private FloatBuffer returnMemory;

  /** Adds the inputs to a model. */
  public EpisodeBatch(Model model, ActorCritic network, int sequences, int length) {
    this.network = network;
    input = new NetworkInput(model, network, network.masked(), "", sequences, length);
    cursor = new EpisodeCursor(sequences, length);
    actions = network.actions().input(model, "actions", size());
    weights = model.input("weights", TFloat32.class, size());
    advantages = model.input("advantages", TFloat32.class, size());
    returns = model.input("returns", TFloat32.class, size());
  }

  /** How many rows there are. */
  public int size() {
    return cursor.rows();
  }

  /** How many sequences there are. */
  public int sequences() {
    return cursor.sequences();
  }

  /** What the network is given. */
  public NetworkInput input() {
    return input;
  }

  /** The actions taken, as the policy's distribution takes them. */
  public Operand<?> actions() {
    return actions;
  }

  /**
   * How much each row counts, {@code [size]}: the means over all batches of what is weighted so add
   * up to the mean over all steps of the episodes.
   */
  public Operand<TFloat32> weights() {
    return weights;
  }

  /** {@code [size]}. */
  public Operand<TFloat32> advantages() {
    return advantages;
  }

  /** {@code [size]}. */
  public Operand<TFloat32> returns() {
    return returns;
  }

  /** Makes the inputs part of an endpoint. */
  public Endpoint.Builder addTo(Endpoint.Builder endpoint) {
    return input
        .addTo(endpoint)
        .input("actions", actions)
        .input("weights", weights)
        .input("advantages", advantages)
        .input("returns", returns);
  }

  /** Takes the memory of an endpoint that the inputs were added to. */
  public void bind(Endpoint endpoint) {
    input.bind(endpoint);
    boolean choices = network.actions() instanceof Choices;
    choiceMemory = choices ? endpoint.longs("actions") : null;
    actionMemory = choices ? null : endpoint.floats("actions");
    weightMemory = endpoint.floats("weights");
    advantageMemory = endpoint.floats("advantages");
    returnMemory = endpoint.floats("returns");
  }

  /** How many sequences there are to be filled in, batch after batch. */
  public int sequencesOf(Episodes episodes) {
    return episodes.sequences();
  }

  /** Copies the ended episodes' sequences from one on into the endpoint, as many as fit. */
  public void fill(Episodes episodes, int from) {
    cursor.point(episodes, from);
    cursor.fill(input);
    float weight = (float) ((double) size() / episodes.steps());
    for (int row = 0; row < size(); row++) {
      Episode episode = cursor.episode(row);
      int step = cursor.step(row);
      int width = network.actions().size();
      for (int i = 0; i < width; i++) {
        if (choiceMemory != null) {
          choiceMemory.put(row * width + i, (long) episode.action(step, i));
        } else {
          actionMemory.put(row * width + i, episode.action(step, i));
        }
      }
      weightMemory.put(row, cursor.real(row) ? weight : 0);
      advantageMemory.put(row, (float) episode.advantages()[step]);
      returnMemory.put(row, (float) episode.returns()[step]);
    }
  }

  /** The entropies, in nats, of what a policy thinks of the rows that count, added up. */
  public double entropies(FloatBuffer parameters) {
    double sum = 0;
    for (int row = 0; row < size(); row++) {
      sum += cursor.real(row) ? network.actions().entropy(parameters, row) : 0;
    }
    return sum;
  }
}
