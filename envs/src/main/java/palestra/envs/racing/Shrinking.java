package palestra.envs.racing;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Shrinks a {@link Raster} to the 96 x 96 pixels that are observed: every pixel is the mean of the
 * area it covers, first along x, then along y, each mean rounded down in the whole numbers of
 * pygame's smooth scaling (weights of 14 bits, sums of 16).
 */
final class Shrinking {
  static final int SIZE = 96;

  private static final int ONE = 0x4000;
  private static final int LANE = Raster.LANE;
  private static final long LANE_MASK = (1L << LANE) - 1;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private static final Axis ACROSS = new Axis(Raster.WIDTH);
  private static final Axis DOWN = new Axis(Raster.HEIGHT);

  /** What a mean along one axis takes from where. */
  private static final class Axis {
    /** First and last source pixel of every target pixel; neighbours share one. */
    final int[] first = new int[SIZE];

    final int[] last = new int[SIZE];

    /** Weights of those two; what is between counts whole. */
    final int[] firstWeight = new int[SIZE];

    final int[] lastWeight = new int[SIZE];

    /** What the sum is multiplied with, 16 bits of fraction. */
    final int reciprocal;

    /** The mean where all source pixels are equal: target pixel times 256 plus their value. */
    final byte[] even = new byte[SIZE * 256];

    Axis(int length) {
      int space = ONE * length / SIZE;
      reciprocal = 0x40000000 / space;
      int at = 0;
      int weight = 0;
      int position = 0;
      for (int i = 0; i < SIZE; i++) {
        first[i] = at;
        firstWeight[i] = weight;
        // The first source pixel of all is a whole one; later first ones are rests of the last.
        int counter = space - weight;
        position = i == 0 ? 0 : at + 1;
        while (counter > ONE) {
          counter -= ONE;
          position++;
        }
        last[i] = position;
        lastWeight[i] = counter;
        at = position;
        weight = ONE - counter;
        for (int value = 0; value < 256; value++) {
          int sum = part(value, firstWeight[i]) + part(value, lastWeight[i]);
          int whole = last[i] - first[i] - (i == 0 ? 0 : 1);
          even[i * 256 + value] = (byte) mean(sum + whole * value);
        }
      }
    }

    int mean(int sum) {
      return (sum * reciprocal) >>> 16;
    }

    /** The same for the three sums in the lanes of a number. */
    long means(long lanes) {
      return ((((lanes & LANE_MASK) * reciprocal) >>> 16) & 0xff)
          | ((((((lanes >>> LANE) & LANE_MASK) * reciprocal) >>> 16) & 0xff) << LANE)
          | (((((lanes >>> (2 * LANE)) * reciprocal) >>> 16) & 0xff) << (2 * LANE));
    }
  }

  private static int part(int value, int weight) {
    return ((value << 2) * weight) >>> 16;
  }

  /** The same for the three values in the lanes of a number. */
  private static long parts(long lanes, long weight) {
    return (((lanes & LANE_MASK) * weight) >>> 14)
        | (((((lanes >>> LANE) & LANE_MASK) * weight) >>> 14) << LANE)
        | ((((lanes >>> (2 * LANE)) * weight) >>> 14) << (2 * LANE));
  }

  /** Writes the rows of pixels, three bytes each. */
  static void shrink(Raster raster, byte[] rgb) {
    for (int j = 0; j < SIZE; j++) {
      for (int i = 0; i < SIZE; i++) {
        int at = 3 * (j * SIZE + i);
        int color = even(raster, i, j);
        if (color >= 0) {
          for (int channel = 0; channel < 3; channel++) {
            int value = (color >> (16 - 8 * channel)) & 0xff;
            int across = ACROSS.even[i * 256 + value] & 0xff;
            rgb[at + channel] = DOWN.even[j * 256 + across];
          }
        } else {
          uneven(raster, i, j, rgb, at);
        }
      }
    }
  }

  /** The one colour of all that a target pixel covers, or -1. */
  private static int even(Raster raster, int i, int j) {
    byte[] pixels = raster.pixels;
    int left = ACROSS.first[i];
    int right = ACROSS.last[i] - 7;
    byte color = pixels[DOWN.first[j] * Raster.WIDTH + left];
    if (color == Raster.MIXED) {
      return -1;
    }
    long all = (color & 0xffL) * 0x0101010101010101L;
    for (int row = DOWN.first[j]; row <= DOWN.last[j]; row++) {
      int at = row * Raster.WIDTH;
      if ((long) LONGS.get(pixels, at + left) != all
          || (long) LONGS.get(pixels, at + right) != all) {
        return -1;
      }
    }
    return raster.rgb(color & 0xff);
  }

  private static void uneven(Raster raster, int i, int j, byte[] rgb, int at) {
    long sum = 0;
    int first = DOWN.first[j];
    int last = DOWN.last[j];
    for (int row = first; row <= last; row++) {
      long mean = across(raster, i, row * Raster.WIDTH);
      if (row == last) {
        sum += parts(mean, DOWN.lastWeight[j]);
      } else if (row == first && j > 0) {
        sum += parts(mean, DOWN.firstWeight[j]);
      } else {
        sum += mean;
      }
    }
    long mean = DOWN.means(sum);
    rgb[at] = (byte) (mean >>> (2 * LANE));
    rgb[at + 1] = (byte) (mean >>> LANE);
    rgb[at + 2] = (byte) mean;
  }

  /** The means of one source row, in lanes. */
  private static long across(Raster raster, int i, int row) {
    int first = row + ACROSS.first[i];
    int last = row + ACROSS.last[i];
    long sum = parts(raster.lanesAt(last), ACROSS.lastWeight[i]);
    if (i > 0) {
      sum += parts(raster.lanesAt(first), ACROSS.firstWeight[i]);
      first++;
    }
    for (int x = first; x < last; x++) {
      sum += raster.lanesAt(x);
    }
    return ACROSS.means(sum);
  }
}
