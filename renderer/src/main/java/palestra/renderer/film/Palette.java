package palestra.renderer.film;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import palestra.renderer.Picture;

/**
 * At most 255 colours that stand for all colours of a film.
 *
 * <p>Boxes of colours are cut at their weighted mean, the worst box first, along the channel that
 * spreads most (the variance-based kin of Heckbert's median cut, SIGGRAPH 1982). A box is shown by
 * its most frequent colour, not by its mean: flat areas of a drawing keep their exact colour.
 */
final class Palette {

  /** Colours a palette can have; a GIF's 256th index means "as before". */
  static final int MOST = 255;

  private final int[] colors;
  private final Map<Integer, Integer> known = new HashMap<>();

  private Palette(int[] colors) {
    this.colors = colors;
    for (int i = 0; i < colors.length; i++) {
      known.put(colors[i], i);
    }
  }

  /** Counts the colours of pictures; then {@link #palette} chooses. */
  static final class Histogram {
    private final Map<Integer, long[]> counts = new HashMap<>();

    void add(Picture picture) {
      int[] rgb = picture.rgb();
      // Drawings are made of long runs of one colour: one look-up for each run.
      for (int start = 0, end; start < rgb.length; start = end) {
        end = start + 1;
        while (end < rgb.length && rgb[end] == rgb[start]) {
          end++;
        }
        counts.computeIfAbsent(rgb[start], c -> new long[1])[0] += end - start;
      }
    }

    Palette palette() {
      List<Shade> shades = new ArrayList<>();
      counts.forEach((rgb, count) -> shades.add(new Shade(rgb, count[0])));
      // A hash map's order must not decide anything.
      shades.sort(Comparator.comparingInt(Shade::rgb));
      List<Box> boxes = new ArrayList<>(List.of(new Box(shades)));
      while (boxes.size() < MOST) {
        Box worst = boxes.stream().max(Comparator.comparingDouble(Box::error)).orElseThrow();
        if (worst.error() == 0) {
          break;
        }
        boxes.remove(worst);
        boxes.addAll(worst.cut());
      }
      return new Palette(boxes.stream().mapToInt(Box::commonest).toArray());
    }
  }

  private record Shade(int rgb, long count) {
    int channel(int i) {
      return rgb >> (8 * i) & 0xFF;
    }
  }

  private static final class Box {
    private final List<Shade> shades;
    private final double[] means = new double[3];
    private final double[] errors = new double[3];

    Box(List<Shade> shades) {
      this.shades = shades;
      double total = shades.stream().mapToDouble(Shade::count).sum();
      for (int i = 0; i < 3; i++) {
        for (Shade shade : shades) {
          means[i] += shade.count * (shade.channel(i) / total);
        }
        for (Shade shade : shades) {
          double off = shade.channel(i) - means[i];
          errors[i] += shade.count * off * off;
        }
      }
    }

    double error() {
      return shades.size() == 1 ? 0 : errors[0] + errors[1] + errors[2];
    }

    List<Box> cut() {
      int widest =
          errors[1] >= errors[0] && errors[1] >= errors[2] ? 1 : errors[0] > errors[2] ? 0 : 2;
      List<Shade> low = new ArrayList<>();
      List<Shade> high = new ArrayList<>();
      for (Shade shade : shades) {
        (shade.channel(widest) <= means[widest] ? low : high).add(shade);
      }
      return List.of(new Box(low), new Box(high));
    }

    int commonest() {
      return shades.stream().max(Comparator.comparingLong(Shade::count)).orElseThrow().rgb();
    }
  }

  int size() {
    return colors.length;
  }

  int color(int index) {
    return colors[index];
  }

  /** Writes the nearest colour's index for each pixel. */
  void index(Picture picture, byte[] into) {
    int[] rgb = picture.rgb();
    int last = ~rgb[0];
    byte index = 0;
    for (int i = 0; i < rgb.length; i++) {
      if (rgb[i] != last) {
        last = rgb[i];
        index = known.computeIfAbsent(last, this::nearest).byteValue();
      }
      into[i] = index;
    }
  }

  private int nearest(int rgb) {
    int best = 0;
    int least = Integer.MAX_VALUE;
    for (int i = 0; i < colors.length; i++) {
      int red = (rgb >> 16 & 0xFF) - (colors[i] >> 16 & 0xFF);
      int green = (rgb >> 8 & 0xFF) - (colors[i] >> 8 & 0xFF);
      int blue = (rgb & 0xFF) - (colors[i] & 0xFF);
      int distance = 2 * red * red + 4 * green * green + 3 * blue * blue;
      if (distance < least) {
        least = distance;
        best = i;
      }
    }
    return best;
  }
}
