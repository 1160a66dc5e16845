package palestra.envs.bridge.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import palestra.envs.spaces.Box;
import palestra.envs.spaces.DType;
import palestra.envs.spaces.Discrete;
import palestra.envs.spaces.Halves;
import palestra.envs.spaces.MultiBinary;
import palestra.envs.spaces.MultiDiscrete;
import palestra.envs.spaces.Numbers;
import palestra.envs.spaces.Space;

/**
 * One array of numbers: a Box, a MultiBinary, a MultiDiscrete, or the one number of a Discrete.
 *
 * @param shape of the array; none for a Discrete
 * @param counts of a Discrete's or MultiDiscrete's values, which are one-hot in the flat form
 */
record ArrayCodec(Space<?> space, DType dtype, int[] shape, int size, long[] counts, long[] starts)
    implements Codec {

  static ArrayCodec of(Space<?> space) {
    int[] shape =
        space instanceof Box<?> box
            ? box.shape()
            : space instanceof MultiBinary binary
                ? binary.shape()
                : space instanceof MultiDiscrete discretes ? discretes.shape() : new int[0];
    long[] counts = new long[0];
    long[] starts = new long[0];
    if (space instanceof Discrete discrete) {
      counts = new long[] {discrete.n()};
      starts = new long[] {discrete.start()};
    } else if (space instanceof MultiDiscrete discretes) {
      counts = discretes.nvec();
      starts = discretes.start();
    }
    return new ArrayCodec(space, Numbers.dtype(space), shape, Numbers.size(space), counts, starts);
  }

  @Override
  public int bytes() {
    return size * dtype.bytes();
  }

  @Override
  public int alignment() {
    return dtype.bytes();
  }

  @Override
  public Object read(ByteBuffer memory, int at) {
    return space instanceof Discrete ? (Object) memory.getLong(at) : readArray(memory, at, size);
  }

  /** So many numbers as the primitive array that holds this type. */
  Object readArray(ByteBuffer memory, int at, int count) {
    ByteBuffer from = memory.slice(at, count * dtype.bytes()).order(memory.order());
    switch (dtype) {
      case BOOL -> {
        boolean[] values = new boolean[count];
        for (int i = 0; i < count; i++) {
          values[i] = from.get(i) != 0;
        }
        return values;
      }
      case INT8, UINT8 -> {
        byte[] values = new byte[count];
        from.get(values);
        return values;
      }
      case INT16, UINT16 -> {
        short[] values = new short[count];
        from.asShortBuffer().get(values);
        return values;
      }
      case INT32, UINT32 -> {
        int[] values = new int[count];
        from.asIntBuffer().get(values);
        return values;
      }
      case INT64, UINT64 -> {
        long[] values = new long[count];
        from.asLongBuffer().get(values);
        return values;
      }
      case FLOAT16 -> {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
          values[i] = Halves.toFloat(from.getShort(Short.BYTES * i));
        }
        return values;
      }
      case FLOAT32 -> {
        float[] values = new float[count];
        from.asFloatBuffer().get(values);
        return values;
      }
      default -> {
        double[] values = new double[count];
        from.asDoubleBuffer().get(values);
        return values;
      }
    }
  }

  @Override
  public void write(Object element, ByteBuffer memory, int at) {
    if (space instanceof Discrete) {
      memory.putLong(at, (Long) element);
    } else {
      writeArray(element, memory, at);
    }
  }

  /** Writes all numbers of a primitive array of this type. */
  void writeArray(Object array, ByteBuffer memory, int at) {
    ByteBuffer to = memory.slice(at, memory.limit() - at).order(memory.order());
    switch (dtype) {
      case BOOL -> {
        boolean[] values = (boolean[]) array;
        for (int i = 0; i < values.length; i++) {
          to.put(i, values[i] ? (byte) 1 : 0);
        }
      }
      case INT8, UINT8 -> to.put((byte[]) array);
      case INT16, UINT16 -> to.asShortBuffer().put((short[]) array);
      case INT32, UINT32 -> to.asIntBuffer().put((int[]) array);
      case INT64, UINT64 -> to.asLongBuffer().put((long[]) array);
      case FLOAT16 -> {
        float[] values = (float[]) array;
        for (int i = 0; i < values.length; i++) {
          to.putShort(Short.BYTES * i, Halves.of(values[i]));
        }
      }
      case FLOAT32 -> to.asFloatBuffer().put((float[]) array);
      case FLOAT64 -> to.asDoubleBuffer().put((double[]) array);
    }
  }

  @Override
  public void fields(String path, int at, List<RowLayout.Field> fields) {
    fields.add(new RowLayout.Field(path, dtype, shape.clone(), at));
  }

  @Override
  public int flatSize() {
    return counts.length == 0 ? size : Math.toIntExact(Arrays.stream(counts).sum());
  }

  @Override
  public DType flatType() {
    return dtype;
  }

  @Override
  public int flatBounds(double[] low, double[] high, int from) {
    for (int i = 0; i < flatSize(); i++) {
      low[from + i] = space instanceof Box<?> box ? bound(box, i, true) : 0;
      high[from + i] = space instanceof Box<?> box ? bound(box, i, false) : 1;
    }
    return from + flatSize();
  }

  private static double bound(Box<?> box, int i, boolean low) {
    return low
        ? box.boundedBelow(i) ? box.low(i) : Double.NEGATIVE_INFINITY
        : box.boundedAbove(i) ? box.high(i) : Double.POSITIVE_INFINITY;
  }

  @Override
  public int flatten(ByteBuffer memory, int at, double[] target, int from) {
    if (counts.length == 0) {
      for (int i = 0; i < size; i++) {
        target[from + i] = number(memory, at + i * dtype.bytes());
      }
      return from + size;
    }
    int next = from;
    for (int i = 0; i < counts.length; i++) {
      target[next + (int) (memory.getLong(at + Long.BYTES * i) - starts[i])] = 1;
      next += (int) counts[i];
    }
    return next;
  }

  private double number(ByteBuffer memory, int at) {
    return switch (dtype) {
      case BOOL, INT8 -> memory.get(at);
      case UINT8 -> memory.get(at) & 0xff;
      case INT16 -> memory.getShort(at);
      case UINT16 -> Short.toUnsignedInt(memory.getShort(at));
      case INT32 -> memory.getInt(at);
      case UINT32 -> Integer.toUnsignedLong(memory.getInt(at));
      case INT64 -> memory.getLong(at);
      case UINT64 -> Numbers.unsigned(memory.getLong(at));
      case FLOAT16 -> Halves.toFloat(memory.getShort(at));
      case FLOAT32 -> memory.getFloat(at);
      case FLOAT64 -> memory.getDouble(at);
    };
  }
}
