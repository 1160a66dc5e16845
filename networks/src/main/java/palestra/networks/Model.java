package palestra.networks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.Session;
import org.tensorflow.internal.c_api.TF_Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Variable;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.RunOptions;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;
import palestra.networks.internal.NativeCall;
import palestra.networks.internal.NativeHandles;
import palestra.networks.internal.Seeds;
import palestra.networks.internal.VariableFile;

/**
 * Owns one graph, its session, its variables and its named endpoints. What runs and when, memory
 * and threads are decided here and nowhere above.
 *
 * <p>Build it by applying layers in {@link #scope()} to {@link #input inputs} and naming what is to
 * be run with {@link #endpoint}; endpoints may be added at any time. Not thread safe, but that
 * after {@link #initialize} each endpoint may run in a thread of its own, even where several change
 * the same variables.
 */
public final class Model implements AutoCloseable {
  private final Graph graph;
  private final Session session;
  private final TF_Session nativeSession;
  private final Ops tf;
  private final Map<String, Ops> subScopes = new HashMap<>();
  private final Scope scope;
  private final long seed;
  private final Map<String, Variable<TFloat32>> variables = new LinkedHashMap<>();
  private final List<String> trainable = new ArrayList<>();
  private final Set<String> slots = new HashSet<>();
  private final Map<Operation, String> paths = new HashMap<>();
  private final List<Op> initializers = new ArrayList<>();
  private final Map<String, long[]> counters = new LinkedHashMap<>();
  private final List<NativeCall> calls = new ArrayList<>();
  private final List<Setting> settings = new ArrayList<>();
  private final List<Stage> stages = new ArrayList<>();
  private final VariableFile file;
  private Operand<TInt64> noise;
  private boolean closed;

  /** One setting of a state, and the pass that it is ordered in. */
  private record Setting(Operation state, Operation op, Map<Operation, Op> pass) {}

  /** What a variable is for. */
  enum Use {
    WEIGHT,
    STATE,
    SLOT
  }

  /**
   * A step of a network that told about itself with {@link Scope#stage}.
   *
   * @param path of the scope
   * @param shape of what comes out there
   */
  public record Stage(String path, Shape shape) {
    /** The shape as numbers, batch first. */
    public List<Long> sizes() {
      return Arrays.stream(shape.asArray()).boxed().toList();
    }
  }

  /**
   * An empty model.
   *
   * @param seed where the variables' first values come from
   * @throws IllegalStateException if a GPU is asked for and there is none
   */
  public Model(Device device, long seed) {
    this.seed = seed;
    ConfigProto config = Devices.config(device);
    this.graph = new Graph();
    this.session = new Session(graph, false, config);
    this.nativeSession = NativeHandles.of(session);
    this.tf = Ops.create(graph);
    this.scope =
        new Scope(this, "", false, Precision.FLOAT32, List.of(), new HashMap<>(), Map.of());
    this.file = new VariableFile(graph, session);
  }

  /** The root scope. */
  public Scope scope() {
    return scope;
  }

  /** A place in the graph whose value the caller gives at each run. */
  public <T extends TType> Operand<T> input(String name, Class<T> type, long... shape) {
    return tf.withName(name)
        .placeholder(type, org.tensorflow.op.core.Placeholder.shape(Shape.of(shape)));
  }

  /** Starts describing an endpoint. */
  public Endpoint.Builder endpoint(String name) {
    return new Endpoint.Builder(this, name);
  }

  /** Gives new variables their first values; endpoints do this by themselves. */
  public void initialize() {
    if (!initializers.isEmpty()) {
      Session.Runner runner = session.runner();
      initializers.forEach(runner::addTarget);
      initializers.clear();
      runner.run().close();
    }
  }

  /**
   * An operation that moves every variable under one path towards its namesake under another:
   * {@code to += tau (from - to)}, a plain copy where {@code tau} is 1.
   */
  public Op blend(String fromPath, String toPath, double tau) {
    return blend(fromPath, toPath, tau, List.of());
  }

  /** The same, for where other operations of the same run have to come first. */
  public Op blend(String fromPath, String toPath, double tau, List<? extends Op> after) {
    Ops ordered = after.isEmpty() ? tf : tf.withControlDependencies(List.<Op>copyOf(after));
    List<Op> moves = new ArrayList<>();
    for (Map.Entry<String, Variable<TFloat32>> entry : variables.entrySet()) {
      if (below(fromPath, entry.getKey())) {
        String name = toPath + entry.getKey().substring(fromPath.length());
        Variable<TFloat32> target = variables.get(name);
        if (target != null) {
          moves.add(moved(ordered, target, entry.getValue(), tau));
        }
      }
    }
    if (moves.isEmpty()) {
      throw new IllegalArgumentException(
          "nothing under " + fromPath + " has a namesake under " + toPath);
    }
    return tf.withControlDependencies(moves).noOp();
  }

  /** One step down {@code (target - source)^2 / 2} is the blend, in one kernel less. */
  private static Op moved(Ops tf, Variable<TFloat32> target, Operand<TFloat32> source, double tau) {
    return tau == 1
        ? tf.assign(target, source)
        : tf.train.applyGradientDescent(
            target, tf.constant((float) tau), tf.math.sub(target, source));
  }

  /** A number that is saved with the variables, such as an optimiser's step; one element. */
  public long[] counter(String name) {
    return counters.computeIfAbsent(name, key -> new long[1]);
  }

  /** Copies of all variables by path, row-major, with their shapes kept in the graph. */
  public Map<String, float[]> values() {
    initialize();
    return file.values(variables);
  }

  /** How many numbers the trainable variables hold together. */
  public long parameterCount() {
    return trainable.stream().mapToLong(name -> variables.get(name).shape().size()).sum();
  }

  /** What the networks look like that were added so far, in their order. */
  public List<Stage> stages() {
    return List.copyOf(stages);
  }

  /** Shapes of the trainable variables by path, in the order in which they were made. */
  public Map<String, Shape> trainableShapes() {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    trainable.forEach(name -> shapes.put(name, variables.get(name).shape()));
    return shapes;
  }

  /**
   * The path of a variable, such as {@code policy/head/kernel}.
   *
   * @throws IllegalArgumentException if it is none of this model's
   */
  public String path(Operand<TFloat32> variable) {
    String path = paths.get(variable.op());
    if (path == null) {
      throw new IllegalArgumentException(variable.op().name() + " is no variable of this model");
    }
    return path;
  }

  /**
   * Writes all variables (optimisers' slots included) and counters, in TensorFlow's checkpoint
   * format.
   *
   * @param prefix path of the files without their endings
   * @throws NotFiniteException if a variable holds what is infinite or not a number; names it, and
   *     writes nothing
   */
  public void save(Path prefix) throws IOException {
    initialize();
    var bad = file.notFinite(variables);
    if (bad.isPresent()) {
      throw new NotFiniteException(
          "weight " + bad.get().getKey(), String.valueOf(bad.get().getValue()));
    }
    file.save(prefix, variables, counters);
  }

  /**
   * Reads what {@link #save} wrote.
   *
   * @throws IOException if it is torn or of another model; names the variable
   */
  public void load(Path prefix) throws IOException {
    initialize();
    file.load(prefix, variables, counters);
  }

  /**
   * Reads from what {@link #save} wrote all but the optimisers' slots and the counters, which stay
   * as they are.
   *
   * @throws IOException if it is torn or of another model; names the variable
   */
  public void loadWeights(Path prefix) throws IOException {
    initialize();
    file.loadWeights(prefix, named("", ""));
  }

  /**
   * Reads a part of what {@link #save} wrote, in this model or another, into a part of this one:
   * such as an encoder that an autoencoder trained into an agent's body. Slots and counters stay as
   * they are.
   *
   * @param fromPath of the part in the file; empty for all of it
   * @param toPath of the part here, which takes a value for every variable
   * @throws IllegalArgumentException if this model has nothing under {@code toPath}
   * @throws IOException if the file is torn, or lacks a variable or has it in another shape; names
   *     the variable
   */
  public void loadWeights(Path prefix, String fromPath, String toPath) throws IOException {
    Map<String, Variable<TFloat32>> weights = named(fromPath, toPath);
    if (weights.isEmpty()) {
      throw new IllegalArgumentException(
          "this model has no variable under " + toPath + "; it has " + trainable);
    }
    initialize();
    file.loadWeights(prefix, weights);
  }

  /** What is under one path and no slot, by its name were it under another path. */
  private Map<String, Variable<TFloat32>> named(String fromPath, String toPath) {
    Map<String, Variable<TFloat32>> weights = new LinkedHashMap<>();
    variables.forEach(
        (name, variable) -> {
          if (below(toPath, name) && !slots.contains(name)) {
            String inside = toPath.isEmpty() ? name : name.substring(toPath.length() + 1);
            weights.put(fromPath.isEmpty() ? inside : fromPath + "/" + inside, variable);
          }
        });
    return weights;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      calls.forEach(NativeCall::close);
      session.close();
      graph.close();
    }
  }

  Operand<TFloat32> variable(String path, Shape shape, Initializer initializer, Use use) {
    Variable<TFloat32> known = variables.get(path);
    if (known != null) {
      if (!known.shape().equals(shape)) {
        throw new IllegalArgumentException(
            "variable " + path + " has shape " + known.shape() + ", but " + shape + " is asked");
      }
      return known;
    }
    Variable<TFloat32> made = tf.withName(path.replace('/', '.')).variable(shape, TFloat32.class);
    Ops init = subScopes.computeIfAbsent("/init", key -> tf.withSubScope("init"));
    initializers.add(init.assign(made, initializer.values(init, shape, Seeds.of(seed, path))));
    variables.put(path, made);
    paths.put(made.op(), path);
    if (use == Use.WEIGHT) {
      trainable.add(path);
    } else if (use == Use.SLOT) {
      slots.add(path);
    }
    return made;
  }

  /**
   * Adds operations under a path; their names show its first two parts. To make a sub-scope,
   * TensorFlow Java looks at every operation of the graph, so that one for each layer would take
   * longer than the layers.
   */
  Ops ops(String path) {
    if (path.isEmpty()) {
      return tf;
    }
    int first = path.indexOf('/');
    int second = first < 0 ? -1 : path.indexOf('/', first + 1);
    String shown = second < 0 ? path : path.substring(0, second);
    Ops known = subScopes.get(shown);
    if (known == null) {
      String name = shown.substring(first < 0 ? 0 : first + 1);
      known = (first < 0 ? tf : ops(shown.substring(0, first))).withSubScope(name);
      subScopes.put(shown, known);
    }
    return known;
  }

  /**
   * The seed of one draw: the draw's own number and the count of runs that drew. The model's seed
   * is where the count starts, so that it is saved, and a resumed model of another seed draws on.
   */
  Operand<TInt64> noise(String path, Ops at) {
    if (noise == null) {
      noise = input(Endpoint.NOISE, TInt64.class);
      counters.computeIfAbsent(Endpoint.NOISE, key -> new long[] {Seeds.of(seed, Endpoint.NOISE)});
    }
    return at.stack(List.of(at.constant(Seeds.of(0, path)), noise));
  }

  /** The count of runs that drew noise; null where nothing draws. */
  Operand<TInt64> noise() {
    return noise;
  }

  Operand<TFloat32> assign(
      Ops at,
      Operand<TFloat32> state,
      Operand<TFloat32> value,
      Operand<TFloat32> result,
      Map<Operation, Op> pass) {
    Op before = pass.get(state.op());
    Ops ordered = before == null ? at : at.withControlDependencies(List.of(before));
    Op assignment = ordered.assign(state, value);
    pass.put(state.op(), assignment);
    settings.add(new Setting(state.op(), assignment.op(), pass));
    return at.withControlDependencies(List.of(assignment)).identity(result);
  }

  /** Whether anything runs that an endpoint has to know of beforehand. */
  boolean hasEffects() {
    return noise != null || !settings.isEmpty();
  }

  /**
   * Looks at all that an endpoint runs.
   *
   * @throws IllegalArgumentException if two passes would set the same state, in no order
   */
  void requireOnePass(String endpoint, Set<? extends Operation> run) {
    Map<Operation, Map<Operation, Op>> passes = new HashMap<>();
    for (Setting setting : settings) {
      if (run.contains(setting.op())) {
        Map<Operation, Op> other = passes.putIfAbsent(setting.state(), setting.pass());
        if (other != null && other != setting.pass()) {
          throw new IllegalArgumentException(
              "endpoint %s: two training passes set %s, in no order; apply both in the scope that one forTraining() gave"
                  .formatted(endpoint, setting.state().name().replace('.', '/')));
        }
      }
    }
  }

  void stage(String path, Shape shape) {
    stages.add(new Stage(path, shape));
  }

  List<Operand<TFloat32>> trainable(String path) {
    List<Operand<TFloat32>> found = new ArrayList<>();
    for (String name : trainable) {
      if (below(path, name)) {
        found.add(variables.get(name));
      }
    }
    return found;
  }

  NativeCall prepare(
      Endpoint.Threads threads,
      List<Operand<?>> inputs,
      List<Operand<?>> outputs,
      List<Operation> targets) {
    RunOptions options =
        RunOptions.newBuilder()
            .setInterOpThreadPool(threads == Endpoint.Threads.CALLER ? -1 : 0)
            .build();
    NativeCall call =
        new NativeCall(
            nativeSession, options.toByteArray(), ports(inputs), ports(outputs), targets);
    synchronized (calls) {
      calls.add(call);
    }
    return call;
  }

  private static List<NativeCall.Port> ports(List<Operand<?>> operands) {
    List<NativeCall.Port> ports = new ArrayList<>();
    for (Operand<?> operand : operands) {
      ports.add(new NativeCall.Port(operand.asOutput(), operand.shape()));
    }
    return ports;
  }

  private static boolean below(String path, String name) {
    return path.isEmpty() || name.startsWith(path + "/");
  }
}
