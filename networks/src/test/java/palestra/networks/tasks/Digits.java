package palestra.networks.tasks;

import palestra.networks.random.SplitMix64;

/**
 * Pictures of the ten digits, drawn from a table of 5 x 7 points with a place, a size, a slant, a
 * stroke and noise of their own, all from a seed: a small real task for bodies that see pictures.
 *
 * @param side pixels of a side
 * @param pictures {@code [count, side, side, 1]}, row-major, from 0 to 1 but for the noise
 * @param labels what they show, {@code [count]}; each digit as often as any other
 */
public record Digits(int side, float[] pictures, long[] labels) {
  private static final int ROWS = 7;
  private static final int COLUMNS = 5;
  private static final int CLASSES = 10;

  /** One string a digit, its rows from above. */
  private static final String[] GLYPHS = {
    ".###. #...# #..## #.#.# ##..# #...# .###.",
    "..#.. .##.. ..#.. ..#.. ..#.. ..#.. .###.",
    ".###. #...# ....# ..##. .#... #.... #####",
    ".###. #...# ....# ..##. ....# #...# .###.",
    "...#. ..##. .#.#. #..#. ##### ...#. ...#.",
    "##### #.... ####. ....# ....# #...# .###.",
    "..##. .#... #.... ####. #...# #...# .###.",
    "##### ....# ...#. ..#.. ..#.. .#... .#...",
    ".###. #...# #...# .###. #...# #...# .###.",
    ".###. #...# #...# .#### ....# ...#. .##..",
  };

  /** So many pictures of a side; another seed gives others. */
  public static Digits of(int count, int side, long seed) {
    SplitMix64 random = new SplitMix64(seed);
    float[] pictures = new float[count * side * side];
    long[] labels = new long[count];
    for (int i = 0; i < count; i++) {
      labels[i] = i % CLASSES;
      draw(GLYPHS[i % CLASSES].replace(" ", ""), side, random, pictures, i * side * side);
    }
    return new Digits(side, pictures, labels);
  }

  private static void draw(
      String glyph, int side, SplitMix64 random, float[] pictures, int offset) {
    double height = side * between(random, 0.6, 0.85);
    double dx = side * between(random, -0.1, 0.1);
    double dy = side * between(random, -0.1, 0.1);
    double slant = between(random, -0.3, 0.3);
    double width = between(random, 0.55, 0.8);
    double thickness = between(random, 0.35, 0.65);
    double noise = between(random, 0.0, 0.3);
    double middle = (side - 1) / 2.0;
    for (int i = 0; i < side; i++) {
      for (int j = 0; j < side; j++) {
        double y = (i - middle - dy) / height;
        double x = (j - middle - dx) / (height * width) + slant * y;
        double ink = sample(glyph, y * ROWS + (ROWS - 1) / 2.0, x * COLUMNS + (COLUMNS - 1) / 2.0);
        double stroke = Math.max(0, Math.min(1, 0.5 + 3 * (ink - 1 + thickness)));
        pictures[offset + i * side + j] = (float) (stroke + noise * between(random, -1, 1));
      }
    }
  }

  /** Between four points of the table, each weighted by its nearness. */
  private static double sample(String glyph, double row, double column) {
    int i = (int) Math.floor(row);
    int j = (int) Math.floor(column);
    double down = row - i;
    double right = column - j;
    return (1 - down) * ((1 - right) * point(glyph, i, j) + right * point(glyph, i, j + 1))
        + down * ((1 - right) * point(glyph, i + 1, j) + right * point(glyph, i + 1, j + 1));
  }

  private static int point(String glyph, int row, int column) {
    boolean inside = row >= 0 && row < ROWS && column >= 0 && column < COLUMNS;
    return inside && glyph.charAt(row * COLUMNS + column) == '#' ? 1 : 0;
  }

  private static double between(SplitMix64 random, double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  /** How many pictures. */
  public int count() {
    return labels.length;
  }
}
