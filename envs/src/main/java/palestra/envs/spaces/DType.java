package palestra.envs.spaces;

import java.util.Locale;

/** Element types of spaces and batches, named as in NumPy. */
public enum DType {
  BOOL(1),
  INT8(1),
  UINT8(1),
  INT16(2),
  UINT16(2),
  INT32(4),
  UINT32(4),
  INT64(8),
  UINT64(8),
  FLOAT16(2),
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

  /** Whether it holds numbers that need not be whole. */
  public boolean floating() {
    return this == FLOAT16 || this == FLOAT32 || this == FLOAT64;
  }

  /** Whether it holds whole numbers of 0 or more alone; truth values are none. */
  public boolean unsigned() {
    return this == UINT8 || this == UINT16 || this == UINT32 || this == UINT64;
  }

  /** What NumPy calls it, such as {@code float32}. */
  public String numpyName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The type that NumPy calls so.
   *
   * @throws IllegalArgumentException if there is none here; says which there are
   */
  public static DType of(String numpyName) {
    for (DType dtype : values()) {
      if (dtype.numpyName().equals(numpyName)) {
        return dtype;
      }
    }
    throw new IllegalArgumentException(
        "element type '%s' is none of %s"
            .formatted(numpyName, java.util.Arrays.toString(values()).toLowerCase(Locale.ROOT)));
  }

  /** The element type that holds the numbers of both, as NumPy's {@code result_type} has it. */
  public static DType common(DType a, DType b) {
    if (a == b || b == BOOL) {
      return a;
    } else if (a == BOOL) {
      return b;
    } else if (a.floating() || b.floating()) {
      int bits = Math.max(a.floatBits(), b.floatBits());
      return bits <= 16 ? FLOAT16 : bits <= 32 ? FLOAT32 : FLOAT64;
    } else if (a.unsigned() == b.unsigned()) {
      return a.bytes >= b.bytes ? a : b;
    }
    DType signed = a.unsigned() ? b : a;
    DType unsigned = a.unsigned() ? a : b;
    if (signed.bytes > unsigned.bytes) {
      return signed;
    }
    return switch (unsigned) {
      case UINT8 -> INT16;
      case UINT16 -> INT32;
      case UINT32 -> INT64;
      default -> FLOAT64;
    };
  }

  /** Bits of the smallest float that NumPy takes to hold this type's numbers. */
  private int floatBits() {
    return floating() ? 8 * bytes : bytes == 1 ? 16 : bytes == 2 ? 32 : 64;
  }
}
