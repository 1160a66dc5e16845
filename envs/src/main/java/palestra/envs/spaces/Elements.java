package palestra.envs.spaces;

import java.lang.reflect.Array;

/** The primitive arrays that hold elements of each type. */
final class Elements {
  private Elements() {}

  /** Whether x is the kind of array that holds elements of this type. */
  static boolean fits(Object x, DType dtype) {
    return switch (dtype) {
      case BOOL -> x instanceof boolean[];
      case INT8, UINT8 -> x instanceof byte[];
      case INT16, UINT16 -> x instanceof short[];
      case INT32, UINT32 -> x instanceof int[];
      case INT64, UINT64 -> x instanceof long[];
      case FLOAT16, FLOAT32 -> x instanceof float[];
      case FLOAT64 -> x instanceof double[];
    };
  }

  static int length(Object array) {
    return Array.getLength(array);
  }

  static double get(Object array, DType dtype, int i) {
    return switch (dtype) {
      case BOOL -> ((boolean[]) array)[i] ? 1 : 0;
      case INT8 -> ((byte[]) array)[i];
      case UINT8 -> ((byte[]) array)[i] & 0xff;
      case INT16 -> ((short[]) array)[i];
      case UINT16 -> Short.toUnsignedInt(((short[]) array)[i]);
      case INT32 -> ((int[]) array)[i];
      case UINT32 -> Integer.toUnsignedLong(((int[]) array)[i]);
      case INT64 -> ((long[]) array)[i];
      case UINT64 -> unsigned(((long[]) array)[i]);
      case FLOAT16, FLOAT32 -> ((float[]) array)[i];
      case FLOAT64 -> ((double[]) array)[i];
    };
  }

  /** The values in the kind of array that holds elements of this type. */
  static Object cast(double[] values, DType dtype) {
    int n = values.length;
    Object array =
        switch (dtype) {
          case BOOL -> new boolean[n];
          case INT8, UINT8 -> new byte[n];
          case INT16, UINT16 -> new short[n];
          case INT32, UINT32 -> new int[n];
          case INT64, UINT64 -> new long[n];
          case FLOAT16, FLOAT32 -> new float[n];
          case FLOAT64 -> new double[n];
        };
    for (int i = 0; i < n; i++) {
      double value = values[i];
      switch (dtype) {
        case BOOL -> ((boolean[]) array)[i] = value != 0;
        case INT8, UINT8 -> ((byte[]) array)[i] = (byte) (int) value;
        case INT16, UINT16 -> ((short[]) array)[i] = (short) (int) value;
        case INT32, UINT32 -> ((int[]) array)[i] = (int) (long) value;
        case INT64 -> ((long[]) array)[i] = (long) value;
        case UINT64 -> ((long[]) array)[i] = unsigned(value);
        case FLOAT16 -> ((float[]) array)[i] = Halves.toFloat(Halves.of((float) value));
        case FLOAT32 -> ((float[]) array)[i] = (float) value;
        case FLOAT64 -> ((double[]) array)[i] = value;
      }
    }
    return array;
  }

  /** The number that these bits are without a sign. */
  static double unsigned(long bits) {
    return bits >= 0 ? bits : (double) ((bits >>> 1) | (bits & 1)) * 2;
  }

  /** The bits of a whole number of 0 or more. */
  static long unsigned(double value) {
    return value < 0x1p63
        ? (long) value
        : value >= 0x1p64 ? -1 : (long) (value - 0x1p63) ^ Long.MIN_VALUE;
  }

  static double min(DType dtype) {
    return switch (dtype) {
      case BOOL, UINT8, UINT16, UINT32, UINT64 -> 0;
      case INT8 -> Byte.MIN_VALUE;
      case INT16 -> Short.MIN_VALUE;
      case INT32 -> Integer.MIN_VALUE;
      case INT64 -> Long.MIN_VALUE;
      case FLOAT16 -> -Halves.MAX_VALUE;
      case FLOAT32 -> -Float.MAX_VALUE;
      case FLOAT64 -> -Double.MAX_VALUE;
    };
  }

  static double max(DType dtype) {
    return switch (dtype) {
      case BOOL -> 1;
      case INT8 -> Byte.MAX_VALUE;
      case UINT8 -> 255;
      case INT16 -> Short.MAX_VALUE;
      case UINT16 -> 0xffff;
      case INT32 -> Integer.MAX_VALUE;
      case UINT32 -> 0xffff_ffffL;
      case INT64 -> Long.MAX_VALUE;
      case UINT64 -> 0x1p64;
      case FLOAT16 -> Halves.MAX_VALUE;
      case FLOAT32 -> Float.MAX_VALUE;
      case FLOAT64 -> Double.MAX_VALUE;
    };
  }
}
