package palestra.agents.buffers;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import palestra.envs.spaces.DType;

/**
 * Observations as a network takes them in: rows of equally many {@code uint8} or {@code float32}
 * numbers, one after the other, in memory of their own or of a graph's input.
 *
 * <p>Rows are moved as the bytes they are, whatever their type: pixels stay one byte each from the
 * environment to the graph.
 */
public final class ObservationRows {
  /** Rows are written and read in blocks, so that saving a large buffer does not double it. */
  private static final int BLOCK_BYTES = 1 << 16;

  private final DType dtype;
  private final int rowBytes;
  private final ByteBuffer bytes;
  private final FloatBuffer floats;

  /**
   * Rows that lie in this memory.
   *
   * @param dtype {@code UINT8} or {@code FLOAT32}
   * @param size numbers of a row
   * @param memory whole rows, native byte order
   */
  public ObservationRows(DType dtype, int size, ByteBuffer memory) {
    if (dtype != DType.UINT8 && dtype != DType.FLOAT32) {
      throw new IllegalArgumentException("rows hold UINT8 or FLOAT32, not " + dtype);
    }
    this.dtype = dtype;
    this.rowBytes = Math.multiplyExact(size, dtype.bytes());
    this.bytes = memory;
    this.floats = dtype == DType.FLOAT32 ? memory.asFloatBuffer() : null;
  }

  /** So many rows of zeros on the Java heap. */
  public static ObservationRows allocate(DType dtype, int size, int rows) {
    int length = Math.multiplyExact(Math.multiplyExact(size, dtype.bytes()), rows);
    ByteBuffer memory = ByteBuffer.allocate(length).order(ByteOrder.nativeOrder());
    return new ObservationRows(dtype, size, memory);
  }

  /** Type of the numbers. */
  public DType dtype() {
    return dtype;
  }

  /** How many rows there are. */
  public int count() {
    return bytes.capacity() / rowBytes;
  }

  /** All rows as bytes, native order; use the absolute methods. */
  public ByteBuffer bytes() {
    return bytes;
  }

  /** All numbers of {@code FLOAT32} rows; use the absolute methods. */
  public FloatBuffer floats() {
    if (floats == null) {
      throw new IllegalStateException("these rows hold " + dtype + ", not FLOAT32");
    }
    return floats;
  }

  /** Copies {@code count} rows of another's of the same kind, from its {@code first} on. */
  public void put(int row, ObservationRows from, int first, int count) {
    if (from.dtype != dtype || from.rowBytes != rowBytes) {
      throw new IllegalArgumentException(
          "rows of %d bytes of %s do not fit into rows of %d bytes of %s"
              .formatted(from.rowBytes, from.dtype, rowBytes, dtype));
    }
    bytes.put(row * rowBytes, from.bytes, first * rowBytes, count * rowBytes);
  }

  /** Writes the first {@code count} rows, floats as {@link DataOutput#writeFloat} does. */
  public void save(DataOutput out, int count) throws IOException {
    save(out, 0, count);
  }

  /** Writes {@code count} rows from {@code first} on. */
  public void save(DataOutput out, int first, int count) throws IOException {
    ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES);
    int end = (first + count) * rowBytes;
    for (int at = first * rowBytes, length; at < end; at += length) {
      length = Math.min(BLOCK_BYTES, end - at);
      if (floats == null) {
        block.put(0, bytes, at, length);
      } else {
        block.asFloatBuffer().put(0, floats, at / Float.BYTES, length / Float.BYTES);
      }
      out.write(block.array(), 0, length);
    }
  }

  /** Reads the first {@code count} rows, as {@link #save} wrote them. */
  public void load(DataInput in, int count) throws IOException {
    load(in, 0, count);
  }

  /** Reads {@code count} rows to {@code first} and after it, as {@link #save} wrote them. */
  public void load(DataInput in, int first, int count) throws IOException {
    ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES);
    int end = (first + count) * rowBytes;
    for (int at = first * rowBytes, length; at < end; at += length) {
      length = Math.min(BLOCK_BYTES, end - at);
      in.readFully(block.array(), 0, length);
      if (floats == null) {
        bytes.put(at, block, 0, length);
      } else {
        floats.put(at / Float.BYTES, block.asFloatBuffer(), 0, length / Float.BYTES);
      }
    }
  }
}
