package palestra.agents.internal;

import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;
import palestra.agents.AgentContext;
import palestra.agents.BodyTraining;
import palestra.agents.buffers.ObservationRows;
import palestra.envs.spaces.Box;
import palestra.envs.spaces.DType;
import palestra.envs.spaces.Discrete;
import palestra.envs.spaces.MultiBinary;
import palestra.envs.spaces.MultiDiscrete;
import palestra.envs.spaces.Space;
import palestra.envs.spaces.Tuple;
import palestra.envs.vector.Batch;
import palestra.networks.Endpoint;
import palestra.networks.Model;
import palestra.networks.Scope;
import palestra.networks.bodies.Bodies;
import palestra.networks.bodies.Body;

/**
 * The way of observations into a network. Outside of the graph they are {@link ObservationRows}: a
 * {@code uint8} Box as it is, byte for byte; any other Box as floats, row-major, truth values as 0
 * and 1; a MultiBinary as 0 and 1; a Discrete one-hot, and so the parts of a MultiDiscrete or of a
 * Tuple of Discretes one after the other, as Stable-Baselines3's {@code preprocess_obs} has them.
 *
 * <p>Bytes become floats inside the graph. Those of a picture, three axes of {@code uint8} from 0
 * to 255 throughout, are divided by 255, as Stable-Baselines3's {@code normalize_images} does
 * ({@code is_image_space} and {@code preprocess_obs} in {@code common/preprocessing.py}), but for
 * the last bit: TensorFlow makes a division by a constant a product. All other numbers stay what
 * they are.
 */
public final class Observations {
  /** The kinds of space that are seen, of Tuples those of Discretes. */
  public static final Set<Class<?>> SPACES =
      Set.of(Box.class, Discrete.class, MultiDiscrete.class, MultiBinary.class, Tuple.class);

  /** A one-hot code of more numbers is a mistake rather than a wish. */
  private static final long MOST_NUMBERS = 1 << 20;

  private static final int BRIGHTEST = 255;

  private final DType dtype;
  private final int size;
  private final List<Discrete> choices;
  private final boolean picture;
  private final long[] shape;
  private final BodyPlaces bodies;

  private Observations(
      DType dtype,
      long[] shape,
      int size,
      List<Discrete> choices,
      boolean picture,
      BodyPlaces bodies) {
    this.dtype = dtype;
    this.shape = shape;
    this.bodies = bodies;
    this.size = size;
    this.choices = choices;
    this.picture = picture;
  }

  /**
   * For the observations of one space.
   *
   * @throws IllegalArgumentException if no network of ours can see them
   */
  public static Observations of(String agent, Space<?> space) {
    return of(agent, space, BodyTraining.PLAIN);
  }

  /** The same for an agent whose bodies learn as its context says. */
  public static Observations of(String agent, AgentContext context) {
    return of(agent, context.observationSpace(), context.bodyTraining());
  }

  private static Observations of(String agent, Space<?> space, BodyTraining training) {
    BodyPlaces bodies = new BodyPlaces(training);
    if (space instanceof Box<?> box) {
      DType dtype = box.dtype() == DType.UINT8 ? DType.UINT8 : DType.FLOAT32;
      long[] shape = Arrays.stream(box.shape()).asLongStream().toArray();
      return new Observations(dtype, shape, box.size(), List.of(), isPicture(box), bodies);
    }
    if (space instanceof MultiBinary binary) {
      long[] shape = Arrays.stream(binary.shape()).asLongStream().toArray();
      return new Observations(DType.FLOAT32, shape, binary.size(), List.of(), false, bodies);
    }
    List<Discrete> choices = Spaces.choices(space);
    long numbers = choices.stream().mapToLong(Discrete::n).sum();
    if (!choices.isEmpty() && numbers <= MOST_NUMBERS) {
      long[] shape = {numbers};
      return new Observations(DType.FLOAT32, shape, (int) numbers, choices, false, bodies);
    }
    throw new IllegalArgumentException(
        agent
            + " sees Box, Discrete, MultiDiscrete and MultiBinary observations and Tuples of"
            + " Discretes, but this environment has "
            + space
            + "; wrapper FlattenObservation makes a Box of a Dict or another Tuple");
  }

  private static boolean isPicture(Box<?> box) {
    boolean picture = box.dtype() == DType.UINT8 && box.shape().length == 3;
    for (int i = 0; i < box.size() && picture; i++) {
      picture = box.low(i) == 0 && box.high(i) == BRIGHTEST;
    }
    return picture;
  }

  /** How many numbers a row has. */
  public int size() {
    return size;
  }

  /** Type of a row's numbers outside of the graph: {@code UINT8} or {@code FLOAT32}. */
  public DType dtype() {
    return dtype;
  }

  /** Adds a place for so many rows to a graph. */
  public Operand<?> input(Model model, String name, int rows) {
    return dtype == DType.UINT8
        ? model.input(name, TUint8.class, rows, size)
        : model.input(name, TFloat32.class, rows, size);
  }

  /** The numbers, {@code [rows, size]}, that a network sees of what is in an {@link #input}. */
  public Operand<TFloat32> numbers(Scope scope, Operand<?> rows) {
    if (dtype == DType.FLOAT32) {
      return rows.asOutput().expect(TFloat32.class);
    }
    Ops tf = scope.tf();
    Operand<TFloat32> numbers = tf.dtypes.cast(rows, TFloat32.class);
    return picture ? tf.math.div(numbers, tf.constant((float) BRIGHTEST)) : numbers;
  }

  /**
   * Looks at a body before any graph is built.
   *
   * @throws IllegalArgumentException if it cannot see these observations; says why
   */
  public void require(String agent, Body body) {
    if (body.input() == Body.Input.PICTURE && shape.length != 2 && shape.length != 3) {
      throw new IllegalArgumentException(
          "%s: body %s sees pictures, but this environment's observations have the shape %s; body mlp"
                  .formatted(agent, body.text(), Arrays.toString(shape))
              + " sees any");
    }
    if (body.input() == Body.Input.SEQUENCE && shape.length != 2) {
      throw new IllegalArgumentException(
          "%s: body %s sees sequences [time, features], such as wrapper FrameStackObservation makes"
                  .formatted(agent, body.text())
              + " of vectors, but this environment's observations have the shape "
              + Arrays.toString(shape));
    }
    try {
      body.check(shaped(body));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(agent + ": body " + e.getMessage(), e);
    }
    if (bodies.frozen() && Bodies.summary(body, shaped(body)).parameters() == 0) {
      throw new IllegalArgumentException(
          "%s: bodyTraining is frozen, but body %s has no weights".formatted(agent, body.text()));
    }
  }

  /** Where the bodies stand that {@link #features} applied. */
  public BodyPlaces bodies() {
    return bodies;
  }

  /** What a body makes of what is in an {@link #input}: {@code [rows, features]}. */
  public Operand<TFloat32> features(Scope scope, Body body, Operand<?> rows) {
    return featuresOfNumbers(bodies.add(scope), body, numbers(scope, rows));
  }

  /**
   * The same of numbers that something was made of already.
   *
   * @param numbers {@code [rows, size]}
   */
  public Operand<TFloat32> featuresOfNumbers(Scope scope, Body body, Operand<TFloat32> numbers) {
    Ops tf = scope.tf();
    Operand<TFloat32> x = numbers;
    long count = x.shape().get(0);
    if (body.input() == Body.Input.PICTURE && channelsFirst()) {
      x = tf.reshape(x, tf.constant(new long[] {count, shape[0], shape[1], shape[2]}));
      x = tf.linalg.transpose(x, tf.constant(new int[] {0, 2, 3, 1}));
    } else if (body.input() == Body.Input.PICTURE || body.input() == Body.Input.SEQUENCE) {
      long[] to = LongStream.concat(LongStream.of(count), LongStream.of(shaped(body))).toArray();
      x = tf.reshape(x, tf.constant(to));
    }
    return body.apply(scope, x);
  }

  /** The shape of one observation as a body sees it: pictures with their channels last. */
  private long[] shaped(Body body) {
    return switch (body.input()) {
      case VECTOR, GRAPH -> new long[] {size};
      case SEQUENCE -> shape.clone();
      case PICTURE -> {
        if (shape.length == 2) {
          yield new long[] {shape[0], shape[1], 1};
        }
        yield channelsFirst() ? new long[] {shape[1], shape[2], shape[0]} : shape.clone();
      }
    };
  }

  /** As Stable-Baselines3's {@code is_image_space_channels_first} tells: the shortest axis. */
  private boolean channelsFirst() {
    return shape.length == 3 && shape[0] < shape[1] && shape[0] < shape[2];
  }

  /** The memory of an {@link #input} that is part of an endpoint. */
  public ObservationRows rows(Endpoint endpoint, String input) {
    return new ObservationRows(dtype, size, endpoint.input(input));
  }

  /** Memory for so many rows. */
  public ObservationRows rows(int count) {
    return ObservationRows.allocate(dtype, size, count);
  }

  /** Writes all of a batch's rows into the target's first ones. */
  public void write(Batch batch, ObservationRows target) {
    if (!choices.isEmpty()) {
      writeOneHot(batch, target.floats());
    } else if (batch.dtype() == dtype) {
      target.bytes().put(0, batch.bytes(), 0, batch.rows() * size * dtype.bytes());
    } else {
      writeNumbers(batch, target.floats());
    }
  }

  private void writeOneHot(Batch batch, FloatBuffer target) {
    LongBuffer numbers = batch.longs();
    int at = 0;
    for (int row = 0; row < batch.rows(); row++) {
      for (int part = 0; part < choices.size(); part++) {
        Discrete choice = choices.get(part);
        long number = numbers.get(row * choices.size() + part) - choice.start();
        for (int i = 0; i < choice.n(); i++) {
          target.put(at++, number == i ? 1 : 0);
        }
      }
    }
  }

  private void writeNumbers(Batch batch, FloatBuffer target) {
    for (int i = 0; i < batch.rows() * size; i++) {
      target.put(i, (float) batch.get(i));
    }
  }
}
