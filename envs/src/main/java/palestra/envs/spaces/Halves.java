package palestra.envs.spaces;

/** Floats of 16 bits (IEEE 754 binary16), which Java 17 has no conversions for. */
public final class Halves {
  /** The greatest finite one. */
  public static final float MAX_VALUE = 65504f;

  private Halves() {}

  /** The float that these bits are; exact. */
  public static float toFloat(short bits) {
    int sign = (bits & 0x8000) << 16;
    int exponent = (bits >> 10) & 0x1f;
    int fraction = bits & 0x3ff;
    if (exponent == 0x1f) {
      return Float.intBitsToFloat(sign | 0x7f800000 | (fraction << 13));
    } else if (exponent == 0) {
      float magnitude = fraction * 0x1p-24f;
      return sign == 0 ? magnitude : -magnitude;
    }
    return Float.intBitsToFloat(sign | ((exponent + 112) << 23) | (fraction << 13));
  }

  /** The bits of the nearest one, ties to even; infinity from 65520 on. */
  public static short of(float value) {
    int bits = Float.floatToRawIntBits(value);
    int sign = (bits >>> 16) & 0x8000;
    int magnitude = bits & 0x7fffffff;
    if (magnitude > 0x7f800000) {
      return (short) (sign | 0x7e00 | ((magnitude >> 13) & 0x3ff));
    } else if (magnitude >= 0x477ff000) {
      return (short) (sign | 0x7c00);
    } else if (magnitude < 0x38800000) {
      // Below the least normal one: a multiple of 2^-24, which rint rounds to, ties to even.
      return (short) (sign | (int) Math.rint(Math.abs(value) * 0x1p24));
    }
    int rounded = magnitude + 0xfff + ((magnitude >> 13) & 1);
    return (short) (sign | (rounded >> 13) - (112 << 10));
  }
}
