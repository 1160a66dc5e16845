package palestra.agents.internal;

import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.networks.Endpoint;
import palestra.networks.Model;

/**
 * The inputs of an update on some rows of a rollout: places in the graph, and once an endpoint is
 * built with them, its memory, which the rows are copied into.
 */
public final class Minibatch {
  // As in Stable-Baselines3: keeps equal advantages from dividing by zero.
  private static final double NORMALIZE_EPSILON = 1e-8;

  /**
   * Rows from which the two towers are worth a thread each. Measured on 2 cores, towers 64-64: 40
   * rows take 122 us in the caller's thread and 175 us in the pool, 256 rows 424 us and 300 us.
   */
  private static final int ROWS_WORTH_THREADS = 128;

  private final ActorCritic network;
  private final NetworkInput input;
  private final Operand<?> actions;
  private final Operand<TFloat32> logProbabilities;
  private final Operand<TFloat32> advantages;
  private final Operand<TFloat32> returns;
  private final Operand<TFloat32> oldValues;
  private final int[] rows;
  private final float[] taken;
  private LongBuffer choiceMemory;
  private FloatBuffer actionMemory;
  private FloatBuffer logProbabilityMemory;
  private FloatBuffer advantageMemory;
  private FloatBuffer returnMemory;
  private FloatBuffer oldValueMemory;

  /**
   * Adds the inputs to a model.
   *
   * @param size rows: whole sequences
   * @param sequenceLength steps of a sequence
   * @param valued whether the values when the rollout was gathered are among them
   */
  public Minibatch(Model model, ActorCritic network, int size, int sequenceLength, boolean valued) {
    Checks.divides("sequenceLength", sequenceLength, "a minibatch's rows", size);
    this.network = network;
    input =
        new NetworkInput(
            model, network, network.masked(), "", size / sequenceLength, sequenceLength);
    actions = network.actions().input(model, "actions", size);
    logProbabilities = model.input("logProbabilities", TFloat32.class, size);
    advantages = model.input("advantages", TFloat32.class, size);
    returns = model.input("returns", TFloat32.class, size);
    oldValues = valued ? model.input("oldValues", TFloat32.class, size) : null;
    rows = new int[size];
    taken = new float[size * network.actions().size()];
  }

  /** How many rows there are. */
  public int size() {
    return rows.length;
  }

  /** How many sequences there are. */
  public int sequences() {
    return input.sequences();
  }

  /** Where an update of this size runs fastest. */
  public Endpoint.Threads threads() {
    return size() >= ROWS_WORTH_THREADS ? Endpoint.Threads.POOL : Endpoint.Threads.CALLER;
  }

  /** What the network is given. */
  public NetworkInput input() {
    return input;
  }

  /** The actions taken, as the policy's distribution takes them. */
  public Operand<?> actions() {
    return actions;
  }

  /** The actions' log-probabilities when they were taken, {@code [size]}. */
  public Operand<TFloat32> logProbabilities() {
    return logProbabilities;
  }

  /** {@code [size]}. */
  public Operand<TFloat32> advantages() {
    return advantages;
  }

  /** What the values should be, {@code [size]}. */
  public Operand<TFloat32> returns() {
    return returns;
  }

  /** The values when the rollout was gathered, {@code [size]}; null where not asked for. */
  public Operand<TFloat32> oldValues() {
    return oldValues;
  }

  /** Makes the inputs part of an endpoint. */
  public Endpoint.Builder addTo(Endpoint.Builder endpoint) {
    input
        .addTo(endpoint)
        .input("actions", actions)
        .input("logProbabilities", logProbabilities)
        .input("advantages", advantages)
        .input("returns", returns);
    return oldValues == null ? endpoint : endpoint.input("oldValues", oldValues);
  }

  /** Takes the memory of an endpoint that the inputs were added to. */
  public void bind(Endpoint endpoint) {
    input.bind(endpoint);
    boolean choices = network.actions() instanceof Choices;
    choiceMemory = choices ? endpoint.longs("actions") : null;
    actionMemory = choices ? null : endpoint.floats("actions");
    logProbabilityMemory = endpoint.floats("logProbabilities");
    advantageMemory = endpoint.floats("advantages");
    returnMemory = endpoint.floats("returns");
    oldValueMemory = oldValues == null ? null : endpoint.floats("oldValues");
  }

  /**
   * Copies sequences of a rollout into the endpoint.
   *
   * @param order the rollout's sequences in the order in which they are used
   * @param from where in {@code order} this minibatch starts
   * @param normalize whether to shift and scale this minibatch's advantages to mean 0 and standard
   *     deviation 1
   */
  public void fill(Rollout rollout, int[] order, int from, boolean normalize) {
    for (int i = 0; i < rows.length; i++) {
      rows[i] = rollout.cut().row(order[from + i % sequences()], i / sequences());
    }
    for (int i = 0; i < sequences(); i++) {
      rollout.remembered(order[from + i], input, i);
    }
    double mean = 0;
    double scale = 1;
    if (normalize && rows.length > 1) {
      mean = mean(rollout);
      scale = 1 / (deviation(rollout, mean) + NORMALIZE_EPSILON);
    }
    for (int i = 0; i < rows.length; i++) {
      int row = rows[i];
      rollout.seen(row, input, i);
      takeAction(rollout, row, i);
      logProbabilityMemory.put(i, (float) rollout.logProbability(row));
      advantageMemory.put(i, (float) ((rollout.advantage(row) - mean) * scale));
      returnMemory.put(i, (float) rollout.returnAt(row));
      if (oldValueMemory != null) {
        oldValueMemory.put(i, (float) rollout.value(row));
      }
    }
  }

  private void takeAction(Rollout rollout, int row, int to) {
    int size = network.actions().size();
    for (int i = 0; i < size; i++) {
      float number = rollout.actions()[row * size + i];
      taken[to * size + i] = number;
      if (choiceMemory != null) {
        choiceMemory.put(to * size + i, (long) number);
      } else {
        actionMemory.put(to * size + i, number);
      }
    }
  }

  /**
   * The log-probability of row {@code i}'s action by other parameters than when it was taken.
   *
   * @param parameters what a policy thinks of each row
   */
  public double logProbability(FloatBuffer parameters, int i) {
    return network.actions().logProbability(parameters, i, taken, i * network.actions().size());
  }

  /** The log-probability of row {@code i}'s action when it was taken. */
  public double logProbability(int i) {
    return logProbabilityMemory.get(i);
  }

  /** The entropy of what a policy thinks of row {@code i}, in nats. */
  public double entropy(FloatBuffer parameters, int i) {
    return network.actions().entropy(parameters, i);
  }

  private double mean(Rollout rollout) {
    double sum = 0;
    for (int row : rows) {
      sum += rollout.advantage(row);
    }
    return sum / rows.length;
  }

  /** The sample's deviation, with {@code size - 1}, as PyTorch's {@code std}. */
  private double deviation(Rollout rollout, double mean) {
    double sum = 0;
    for (int row : rows) {
      double off = rollout.advantage(row) - mean;
      sum += off * off;
    }
    return Math.sqrt(sum / (rows.length - 1));
  }
}
