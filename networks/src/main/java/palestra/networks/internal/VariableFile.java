package palestra.networks.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;
import palestra.networks.NotFiniteException;

/** Writes and reads a model's variables as a TensorFlow checkpoint, with its counters beside it. */
public final class VariableFile {
  private static final String COUNTERS = ".counters";

  /** In TensorFlow's complaints: the node that sets a variable. */
  private static final Pattern ASSIGN = Pattern.compile("/assign\\.([\\w.]+)");

  private final Graph graph;
  private final Session session;
  private int savedVariables = -1;
  private Operand<TString> prefix;
  private Op save;
  private Op restore;

  public VariableFile(Graph graph, Session session) {
    this.graph = graph;
    this.session = session;
  }

  public void save(
      Path path, Map<String, Variable<TFloat32>> variables, Map<String, long[]> counters)
      throws IOException {
    build(variables);
    run(save, prefix, path, "cannot write " + path);
    List<String> lines = new ArrayList<>();
    new TreeMap<>(counters).forEach((name, value) -> lines.add(name + "=" + value[0]));
    Files.write(path.resolveSibling(path.getFileName() + COUNTERS), lines);
  }

  public void load(
      Path path, Map<String, Variable<TFloat32>> variables, Map<String, long[]> counters)
      throws IOException {
    build(variables);
    run(restore, prefix, path, "cannot read the weights in " + path);
    for (String line : Files.readAllLines(path.resolveSibling(path.getFileName() + COUNTERS))) {
      int at = line.lastIndexOf('=');
      if (at < 1) {
        throw new IOException("cannot read the counters beside " + path + ": " + line);
      }
      counters.computeIfAbsent(line.substring(0, at), key -> new long[1])[0] =
          Long.parseLong(line.substring(at + 1));
    }
  }

  /** Reads only these variables, by their names in the file, and no counters. */
  public void loadWeights(Path path, Map<String, Variable<TFloat32>> variables) throws IOException {
    Ops tf = Ops.create(graph).withSubScope("weights");
    Operand<TString> from = tf.placeholder(TString.class);
    run(restore(tf, from, variables), from, path, "cannot read the weights in " + path);
  }

  /**
   * Looks at all variables.
   *
   * @throws NotFiniteException if one holds what is infinite or not a number; names it
   */
  public void requireFinite(Map<String, Variable<TFloat32>> variables) {
    read(
        variables,
        (name, values) -> {
          for (float value : values) {
            if (!Float.isFinite(value)) {
              throw new NotFiniteException("weight " + name, String.valueOf(value));
            }
          }
        });
  }

  /** Copies of the variables' values. */
  public Map<String, float[]> values(Map<String, Variable<TFloat32>> variables) {
    Map<String, float[]> values = new LinkedHashMap<>();
    read(variables, values::put);
    return values;
  }

  private void read(
      Map<String, Variable<TFloat32>> variables, BiConsumer<String, float[]> receiver) {
    if (variables.isEmpty()) {
      return;
    }
    Session.Runner runner = session.runner();
    variables.values().forEach(runner::fetch);
    try (Result result = runner.run()) {
      int i = 0;
      for (String name : variables.keySet()) {
        TFloat32 tensor = (TFloat32) result.get(i++);
        float[] copy = new float[Math.toIntExact(tensor.size())];
        tensor.asRawTensor().data().asFloats().read(copy);
        receiver.accept(name, copy);
      }
    }
  }

  /** Saving knows a fixed list of variables, so it is built anew when there are more. */
  private void build(Map<String, Variable<TFloat32>> variables) {
    if (savedVariables == variables.size()) {
      return;
    }
    Ops tf = Ops.create(graph).withSubScope("checkpoint");
    prefix = tf.placeholder(TString.class);
    List<Operand<?>> values = new ArrayList<>(variables.values());
    save = tf.train.save(prefix, names(tf, variables), slices(tf, variables), values);
    restore = restore(tf, prefix, variables);
    savedVariables = variables.size();
  }

  private static Op restore(
      Ops tf, Operand<TString> from, Map<String, Variable<TFloat32>> variables) {
    List<Class<? extends org.tensorflow.types.family.TType>> types = new ArrayList<>();
    variables.values().forEach(variable -> types.add(TFloat32.class));
    List<org.tensorflow.Output<?>> read =
        tf.train.restore(from, names(tf, variables), slices(tf, variables), types).tensors();
    List<Op> assigns = new ArrayList<>();
    int i = 0;
    for (Map.Entry<String, Variable<TFloat32>> variable : variables.entrySet()) {
      @SuppressWarnings("unchecked")
      Operand<TFloat32> value = (Operand<TFloat32>) read.get(i++);
      // TensorFlow's complaint of another shape tells this name.
      Ops named = tf.withName("assign." + variable.getKey().replace('/', '.'));
      assigns.add(named.assign(variable.getValue(), value));
    }
    return tf.withControlDependencies(assigns).noOp();
  }

  private static Operand<TString> names(Ops tf, Map<String, ?> variables) {
    return tf.constant(
        org.tensorflow.ndarray.NdArrays.vectorOfObjects(variables.keySet().toArray(String[]::new)));
  }

  /** Whole variables, none of them in slices. */
  private static Operand<TString> slices(Ops tf, Map<String, ?> variables) {
    String[] slices = new String[variables.size()];
    java.util.Arrays.fill(slices, "");
    return tf.constant(org.tensorflow.ndarray.NdArrays.vectorOfObjects(slices));
  }

  private void run(Op op, Operand<TString> from, Path path, String failure) throws IOException {
    try (TString name = TString.scalarOf(path.toString())) {
      session.runner().feed(from, name).addTarget(op).run().close();
    } catch (TensorFlowException | TFInvalidArgumentException e) {
      String reason = e.getMessage().lines().findFirst().orElse("").strip();
      Matcher variable = ASSIGN.matcher(e.getMessage());
      String of = variable.find() ? variable.group(1).replace('.', '/') + ": " : "";
      throw new IOException(failure + ": " + of + reason, e);
    }
  }
}
