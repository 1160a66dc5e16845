package palestra.networks;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.op.Op;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TFloat32;
import palestra.networks.internal.NativeCall;

/**
 * A named way into a model's graph: fill the inputs, {@link #run}, read the outputs. Inputs and
 * outputs are plain memory of fixed shape, row-major, made once: use the absolute {@code get} and
 * {@code put} of the buffers, or {@link #feed}. Not thread safe.
 */
public final class Endpoint {

  /** Which threads run the graph's nodes. */
  public enum Threads {
    /** The calling thread alone: quickest for small graphs. */
    CALLER,
    /** TensorFlow's pool: branches run side by side. */
    POOL
  }

  private static final String NOISE = "noise";

  private final String name;
  private final Map<String, Integer> inputNames;
  private final Map<String, Integer> outputNames;
  private final Map<String, DataType> types = new HashMap<>();
  private final NativeCall call;
  private final Model model;
  private final List<Operand<?>> inputs;
  private final Runnable beforeRun;
  private final long[] draws;
  // Views are made once: calls by name happen at every step of training.
  private final FloatBuffer[] floatInputs;
  private final LongBuffer[] longInputs;
  private final FloatBuffer[] floatOutputs;

  private Endpoint(Builder builder) {
    this.name = builder.name;
    boolean noisy = builder.draws();
    if (noisy) {
      builder.input(NOISE, builder.model.noise());
    }
    builder.inputs.forEach((port, operand) -> types.put(port, operand.asOutput().dataType()));
    builder.outputs.forEach((port, operand) -> types.put(port, operand.asOutput().dataType()));
    this.inputNames = index(builder.inputs);
    this.outputNames = index(builder.outputs);
    this.model = builder.model;
    this.inputs = List.copyOf(builder.inputs.values());
    this.call =
        model.prepare(
            builder.threads, inputs, List.copyOf(builder.outputs.values()), builder.targets);
    this.beforeRun = builder.model::initialize;
    this.draws = noisy ? builder.model.counter(NOISE) : null;
    this.floatInputs = new FloatBuffer[inputNames.size()];
    this.longInputs = new LongBuffer[inputNames.size()];
    this.floatOutputs = new FloatBuffer[outputNames.size()];
    for (Map.Entry<String, Integer> input : inputNames.entrySet()) {
      int i = input.getValue();
      switch (types.get(input.getKey())) {
        case DT_FLOAT, DT_FLOAT_REF -> floatInputs[i] = call.input(i).asFloatBuffer();
        case DT_INT64 -> longInputs[i] = call.input(i).asLongBuffer();
        default -> {}
      }
    }
    for (Map.Entry<String, Integer> output : outputNames.entrySet()) {
      int i = output.getValue();
      switch (types.get(output.getKey())) {
        case DT_FLOAT, DT_FLOAT_REF -> floatOutputs[i] = call.output(i).asFloatBuffer();
        default -> {}
      }
    }
  }

  public String name() {
    return name;
  }

  /** The memory of a float32 input. */
  public FloatBuffer floats(String input) {
    return view(floatInputs[place(inputNames, input, "input")], input, "float32");
  }

  /** The memory of an int64 input. */
  public LongBuffer longs(String input) {
    return view(longInputs[place(inputNames, input, "input")], input, "int64");
  }

  /** The memory of an input of any type, such as pixels of uint8, native byte order. */
  public ByteBuffer input(String input) {
    return call.input(place(inputNames, input, "input"))
        .duplicate()
        .order(java.nio.ByteOrder.nativeOrder());
  }

  /** Copies all of {@code values}, from position 0 on, into an input. */
  public Endpoint feed(String input, ByteBuffer values) {
    ByteBuffer memory = call.input(place(inputNames, input, "input"));
    if (values.capacity() != memory.capacity()) {
      throw new IllegalArgumentException(
          "input "
              + input
              + " of endpoint "
              + name
              + " takes "
              + memory.capacity()
              + " bytes, not "
              + values.capacity());
    }
    memory.put(0, values, 0, values.capacity());
    return this;
  }

  /** Copies values into a float32 input. */
  public Endpoint feed(String input, float... values) {
    FloatBuffer memory = floats(input);
    if (values.length != memory.capacity()) {
      throw new IllegalArgumentException(
          "input "
              + input
              + " of endpoint "
              + name
              + " takes "
              + memory.capacity()
              + " numbers, not "
              + values.length);
    }
    memory.put(0, values);
    return this;
  }

  /** Runs the graph once. */
  public void run() {
    beforeRun.run();
    if (draws != null) {
      longs(NOISE).put(0, draws[0]++);
    }
    call.run();
  }

  /**
   * What other parts of the graph give for the inputs as they are, noise included: for finding out
   * what went wrong in a run. Slow.
   *
   * @param operands that need no other inputs than this endpoint's
   */
  public List<float[]> inspect(List<? extends Operand<TFloat32>> operands) {
    try (NativeCall other =
        model.prepare(Threads.CALLER, inputs, List.copyOf(operands), List.of())) {
      for (int i = 0; i < inputs.size(); i++) {
        ByteBuffer from = call.input(i);
        other.input(i).put(0, from, 0, from.capacity());
      }
      other.run();
      List<float[]> values = new ArrayList<>();
      for (int i = 0; i < operands.size(); i++) {
        FloatBuffer result = other.output(i).asFloatBuffer();
        float[] copy = new float[result.capacity()];
        result.get(0, copy);
        values.add(copy);
      }
      return values;
    }
  }

  /** The name and value of the first float32 input that is infinite or not a number. */
  public Optional<Map.Entry<String, Float>> notFiniteInput() {
    for (Map.Entry<String, Integer> input : inputNames.entrySet()) {
      FloatBuffer memory = floatInputs[input.getValue()];
      for (int i = 0; memory != null && i < memory.capacity(); i++) {
        if (!Float.isFinite(memory.get(i))) {
          return Optional.of(Map.entry(input.getKey(), memory.get(i)));
        }
      }
    }
    return Optional.empty();
  }

  /** The memory of a float32 output; each run writes it over. */
  public FloatBuffer result(String output) {
    return view(floatOutputs[place(outputNames, output, "output")], output, "float32");
  }

  /** The memory of an output, native byte order; each run writes it over. */
  public ByteBuffer resultBytes(String output) {
    return call.output(place(outputNames, output, "output"))
        .duplicate()
        .order(java.nio.ByteOrder.nativeOrder());
  }

  /**
   * Whoever keeps an input's memory asks here before writing into it.
   *
   * @throws IllegalStateException if the model is closed, and the memory with it
   */
  public void requireOpen() {
    call.requireOpen();
  }

  private <T> T view(T view, String port, String asked) {
    call.requireOpen();
    if (view == null) {
      throw new IllegalArgumentException(
          port + " of endpoint " + name + " holds " + types.get(port) + ", not " + asked);
    }
    return view;
  }

  private int place(Map<String, Integer> names, String asked, String kind) {
    Integer place = names.get(asked);
    if (place == null) {
      throw new IllegalArgumentException(
          "endpoint " + name + " has no " + kind + " " + asked + "; it has " + names.keySet());
    }
    return place;
  }

  private static Map<String, Integer> index(Map<String, ?> ports) {
    Map<String, Integer> places = new LinkedHashMap<>();
    ports.keySet().forEach(key -> places.put(key, places.size()));
    return places;
  }

  /** Collects what an endpoint consists of; see {@link Model#endpoint}. */
  public static final class Builder {
    private final Model model;
    private final String name;
    private final Map<String, Operand<?>> inputs = new LinkedHashMap<>();
    private final Map<String, Operand<?>> outputs = new LinkedHashMap<>();
    private final List<Operation> targets = new ArrayList<>();
    private Threads threads = Threads.CALLER;

    Builder(Model model, String name) {
      this.model = model;
      this.name = name;
    }

    /** An operand that the caller fills, usually from {@link Model#input}. */
    public Builder input(String name, Operand<?> operand) {
      put(inputs, name, operand);
      return this;
    }

    /** An operand that the caller reads. */
    public Builder output(String name, Operand<?> operand) {
      put(outputs, name, operand);
      return this;
    }

    private void put(Map<String, Operand<?>> ports, String port, Operand<?> operand) {
      if (inputs.containsKey(port) || outputs.containsKey(port)) {
        throw new IllegalArgumentException("endpoint " + name + " has " + port + " already");
      }
      ports.put(port, operand);
    }

    /** An operation that is run for its effect. */
    public Builder target(Op op) {
      targets.add(op.op());
      return this;
    }

    public Builder threads(Threads threads) {
      this.threads = threads;
      return this;
    }

    /** Whether anything random is among what this endpoint computes. */
    private boolean draws() {
      if (!model.hasEffects()) {
        return false;
      }
      Set<GraphOperation> run = run();
      model.requireOnePass(name, run);
      return model.noise() != null && run.contains((GraphOperation) model.noise().op());
    }

    /** Everything that has to be computed. */
    private Set<GraphOperation> run() {
      Deque<GraphOperation> waiting = new ArrayDeque<>();
      outputs.values().forEach(output -> waiting.add((GraphOperation) output.op()));
      targets.forEach(target -> waiting.add((GraphOperation) target));
      Set<GraphOperation> seen = new HashSet<>(waiting);
      while (!waiting.isEmpty()) {
        for (GraphOperation before : before(waiting.poll())) {
          if (seen.add(before)) {
            waiting.add(before);
          }
        }
      }
      return seen;
    }

    private static Set<GraphOperation> before(GraphOperation op) {
      Set<GraphOperation> before = new HashSet<>(op.controlInputs());
      op.inputs().forEach(input -> before.add((GraphOperation) input.op()));
      return before;
    }

    /** Makes the endpoint; it lives as long as its model. */
    public Endpoint build() {
      return new Endpoint(this);
    }
  }
}
