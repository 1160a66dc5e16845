package palestra.envs.vector;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import palestra.envs.spaces.DType;

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
    this.dtype = dtype;
    this.rows = rows;
    this.rowSize = rowSize;
    this.bytes =
        ByteBuffer.allocateDirect(Math.multiplyExact(rows * rowSize, dtype.bytes()))
            .order(ByteOrder.nativeOrder());
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

  private IllegalStateException wrong(DType asked) {
    return new IllegalStateException("this batch holds " + dtype + ", not " + asked);
  }
}
