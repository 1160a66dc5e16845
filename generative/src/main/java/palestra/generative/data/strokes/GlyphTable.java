package palestra.generative.data.strokes;

import java.util.ArrayList;
import java.util.List;

/**
 * How digits are written: for each a few variants, each one or more lines without lifting the pen.
 * A line is a smooth curve through its points; {@code !} marks a corner, {@code ;} lifts the pen.
 * Points are x,y in percent of the digit's height, y downwards.
 */
final class GlyphTable {
  private static final String[][] TABLE = {
    {
      "36,2 14,14 4,50 16,88 38,98 60,84 68,48 56,12 34,2",
      "50,9 28,3 12,30 12,66 28,96 48,92 60,62 58,28 46,6 34,10",
      "34,4 10,22 6,52 14,82 36,96 60,80 66,50 58,20 34,4",
      "22,8 6,36 8,72 28,97 50,84 56,48 46,12 24,5"
    },
    {
      "30,0 30,33 30,66 30,100",
      "8,26 22,14 34,0! 34,50 34,100",
      "12,22 34,2! 34,50 34,97; 8,98 34,97 60,98",
      "38,0 34,30 28,66 24,100"
    },
    {
      "6,24 14,7 34,1 54,9 58,28 44,54 22,78 4,97! 34,96 64,97",
      "8,20 22,4 44,2 58,18 52,42 32,70 12,91 4,84 14,76 32,86 50,96 68,88",
      "10,22 30,2 54,14 52,38 30,70 6,96! 24,88 42,94 66,94",
      "4,10 28,0 50,12 48,40 28,72 2,98! 30,98 58,98"
    },
    {
      "8,12 26,2 48,6 56,22 46,40 28,47! 50,54 62,72 50,92 26,99 6,88",
      "10,8 34,2 54,14 50,34 32,45 22,48 34,49 56,60 58,82 36,98 8,92",
      "8,4 32,4 58,4! 44,24 28,42! 50,46 62,66 52,90 28,98 6,88"
    },
    {
      "14,2 10,28 6,54! 34,55 64,54; 50,4 49,40 48,98",
      "48,98 49,50 50,2! 28,32 4,64! 34,65 66,64",
      "16,4 8,34 14,54 34,56 54,46; 58,4 52,40 44,98",
      "22,4 14,30 4,58! 32,60 62,58; 46,30 45,64 44,98"
    },
    {
      "58,3 36,3 14,4! 12,24 10,44! 30,38 52,44 62,66 52,90 30,99 6,90",
      "16,6 14,24 12,42! 34,38 58,50 60,76 42,96 8,92; 16,5 38,4 64,2",
      "60,4 38,4 20,8 14,26 26,40 48,50 58,70 44,94 20,98 4,88"
    },
    {
      "52,2 30,16 12,44 8,74 24,97 48,94 58,74 46,56 24,58 10,76",
      "34,0 16,32 8,68 20,94 42,98 58,80 50,60 30,56 12,70",
      "58,8 36,4 14,30 6,66 20,96 46,96 58,76 44,58 20,64 9,78"
    },
    {
      "4,4 32,4 62,4! 44,40 32,70 26,100",
      "4,6 32,4 62,4! 46,40 28,100; 16,52 36,50 58,50",
      "6,18 8,4! 34,6 62,4! 42,36 30,66 28,100"
    },
    {
      "54,12 32,2 12,16 18,36 36,48 56,64 58,86 34,99 10,88 10,66 32,50 50,36 56,16 46,6",
      "34,48 14,34 16,10 36,2 54,12 52,36 34,48 12,62 8,84 32,99 58,86 54,62 34,48",
      "34,3 14,12 16,34 34,48 54,62 56,86 34,98 12,86 12,64 32,48 52,32 52,12 36,3"
    },
    {
      "54,18 38,3 16,10 8,32 22,50 42,46 54,20! 54,56 52,100",
      "54,16 36,2 12,14 10,38 30,52 50,36 56,14 56,50 48,84 28,99 10,92",
      "50,8 26,4 8,22 14,44 36,48 52,30 54,10! 50,54 40,100"
    }
  };

  /**
   * One way to write a digit.
   *
   * @param points x and y of all points, the digit's middle at (0, 0), its height 1
   * @param corners whether the curve bends sharply at each point
   * @param ends for each line, the number of points up to its end
   */
  record Glyph(float[] points, boolean[] corners, int[] ends) {}

  private final Glyph[][] glyphs = new Glyph[TABLE.length][];

  GlyphTable() {
    for (int digit = 0; digit < TABLE.length; digit++) {
      glyphs[digit] = new Glyph[TABLE[digit].length];
      for (int i = 0; i < TABLE[digit].length; i++) {
        glyphs[digit][i] = read(TABLE[digit][i]);
      }
    }
  }

  int variants(int digit) {
    return glyphs[digit].length;
  }

  Glyph glyph(int digit, int variant) {
    return glyphs[digit][variant];
  }

  /** The most points that any glyph has. */
  int longest() {
    int longest = 0;
    for (Glyph[] variants : glyphs) {
      for (Glyph glyph : variants) {
        longest = Math.max(longest, glyph.corners().length);
      }
    }
    return longest;
  }

  private static Glyph read(String text) {
    List<float[]> points = new ArrayList<>();
    List<Boolean> sharp = new ArrayList<>();
    List<Integer> ends = new ArrayList<>();
    for (String line : text.split("; ", -1)) {
      for (String word : line.split(" ", -1)) {
        boolean corner = word.endsWith("!");
        String[] xy = (corner ? word.substring(0, word.length() - 1) : word).split(",", -1);
        points.add(new float[] {Float.parseFloat(xy[0]) / 100, Float.parseFloat(xy[1]) / 100});
        sharp.add(corner);
      }
      ends.add(points.size());
    }
    float middle = (float) points.stream().mapToDouble(p -> p[0]).average().orElseThrow();
    float[] flat = new float[2 * points.size()];
    boolean[] corners = new boolean[points.size()];
    for (int i = 0; i < points.size(); i++) {
      flat[2 * i] = points.get(i)[0] - middle;
      flat[2 * i + 1] = points.get(i)[1] - 0.5f;
      corners[i] = sharp.get(i);
    }
    return new Glyph(flat, corners, ends.stream().mapToInt(Integer::intValue).toArray());
  }
}
