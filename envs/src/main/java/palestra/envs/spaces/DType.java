package palestra.envs.spaces;

/** Element types of spaces and batches, named as in NumPy. */
public enum DType {
  BOOL(1),
  INT8(1),
  UINT8(1),
  INT16(2),
  INT32(4),
  INT64(8),
  FLOAT32(4),
  FLOAT64(8);

  private final int bytes;

  DType(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes of one element. */
  public int bytes() {
    return bytes;
  }
}
