package palestra.envs.vector;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import palestra.envs.spaces.DType;
import palestra.envs.spaces.Halves;
import palestra.envs.spaces.Numbers;

/**
 * Observations or actions of all copies of an environment: {@code rows x rowSize} elements of one
 * type in one direct buffer of native byte order, row after row. Made once and written over at
 * every step; a graph's endpoint reads it without a copy on the Java heap.
 */
public final class Batch {
  private final DType dtype;
  private final int rows;
  private final int rowSize;
  private final ByteBuffer bytes;
  private final FloatBuffer floats;
  private final LongBuffer longs;

  /** A batch of zeros. */
  public Batch(DType dtype, int rows, int rowSize) {
    this(
        dtype,
        rows,
        rowSize,
        ByteBuffer.allocateDirect(Math.multiplyExact(rows * rowSize, dtype.bytes())));
  }

  /**
   * A batch that lies in memory that somebody else owns, such as a mapped file.
   *
   * @param memory a direct buffer of {@code rows x rowSize} elements from its position to its limit
   */
  public Batch(DType dtype, int rows, int rowSize, ByteBuffer memory) {
    if (!memory.isDirect() || memory.remaining() != rows * rowSize * dtype.bytes()) {
      throw new IllegalArgumentException(
          "a batch of %d rows of %d %s does not lie in %s".formatted(rows, rowSize, dtype, memory));
    }
    this.dtype = dtype;
    this.rows = rows;
    this.rowSize = rowSize;
    this.bytes = memory.slice().order(ByteOrder.nativeOrder());
    this.floats = dtype == DType.FLOAT32 ? bytes.asFloatBuffer() : null;
    this.longs = dtype == DType.INT64 ? bytes.asLongBuffer() : null;
  }

  public DType dtype() {
    return dtype;
  }

  /** Number of environment copies. */
  public int rows() {
    return rows;
  }

  /** Elements of one copy. */
  public int rowSize() {
    return rowSize;
  }

  /** All elements as bytes, position 0, native order. */
  public ByteBuffer bytes() {
    return bytes;
  }

  /** All elements of a {@link DType#FLOAT32} batch; use the absolute methods. */
  public FloatBuffer floats() {
    if (floats == null) {
      throw wrong(DType.FLOAT32);
    }
    return floats;
  }

  /** All elements of a {@link DType#INT64} batch; use the absolute methods. */
  public LongBuffer longs() {
    if (longs == null) {
      throw wrong(DType.INT64);
    }
    return longs;
  }

  /** One element as a number. */
  public double get(int index) {
    return switch (dtype) {
      case BOOL, INT8 -> bytes.get(index);
      case UINT8 -> bytes.get(index) & 0xff;
      case INT16 -> bytes.getShort(Short.BYTES * index);
      case UINT16 -> Short.toUnsignedInt(bytes.getShort(Short.BYTES * index));
      case INT32 -> bytes.getInt(Integer.BYTES * index);
      case UINT32 -> Integer.toUnsignedLong(bytes.getInt(Integer.BYTES * index));
      case INT64 -> bytes.getLong(Long.BYTES * index);
      case UINT64 -> Numbers.unsigned(bytes.getLong(Long.BYTES * index));
      case FLOAT16 -> Halves.toFloat(bytes.getShort(Short.BYTES * index));
      case FLOAT32 -> bytes.getFloat(Float.BYTES * index);
      case FLOAT64 -> bytes.getDouble(Double.BYTES * index);
    };
  }

  /** Sets one element from a number. */
  public void set(int index, double value) {
    switch (dtype) {
      case BOOL, INT8, UINT8 -> bytes.put(index, (byte) (int) value);
      case INT16, UINT16 -> bytes.putShort(Short.BYTES * index, (short) (int) value);
      case INT32, UINT32 -> bytes.putInt(Integer.BYTES * index, (int) (long) value);
      case INT64 -> bytes.putLong(Long.BYTES * index, (long) value);
      case UINT64 -> bytes.putLong(Long.BYTES * index, Numbers.unsigned(value));
      case FLOAT16 -> bytes.putShort(Short.BYTES * index, Halves.of((float) value));
      case FLOAT32 -> bytes.putFloat(Float.BYTES * index, (float) value);
      case FLOAT64 -> bytes.putDouble(Double.BYTES * index, value);
    }
  }

  /** One copy's elements as numbers. */
  public double[] row(int row) {
    double[] numbers = new double[rowSize];
    for (int i = 0; i < rowSize; i++) {
      numbers[i] = get(row * rowSize + i);
    }
    return numbers;
  }

  /** Sets one copy's elements from numbers. */
  public void setRow(int row, double[] numbers) {
    if (numbers.length != rowSize) {
      throw new IllegalArgumentException(
          "a row of this batch has " + rowSize + " elements, but got " + numbers.length);
    }
    for (int i = 0; i < rowSize; i++) {
      set(row * rowSize + i, numbers[i]);
    }
  }

  /** Copies one row into the same row of a batch of the same kind. */
  public void copyRow(int row, Batch target) {
    int length = rowSize * dtype.bytes();
    target.bytes.put(row * length, bytes, row * length, length);
  }

  /** Writes all elements. */
  public void save(DataOutput out) throws IOException {
    byte[] all = new byte[bytes.capacity()];
    bytes.get(0, all);
    out.write(all);
  }

  /** Reads what {@link #save} of a batch of the same kind wrote. */
  public void load(DataInput in) throws IOException {
    byte[] all = new byte[bytes.capacity()];
    in.readFully(all);
    bytes.put(0, all);
  }

  private IllegalStateException wrong(DType asked) {
    return new IllegalStateException("this batch holds " + dtype + ", not " + asked);
  }
}
