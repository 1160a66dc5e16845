package palestra.envs.racing;

import palestra.envs.seeding.Pcg64;

/**
 * A closed road through checkpoints around the centre, laid tile by tile; point {@code i} is the
 * far end of tile {@code i}, whose near end is the point before.
 */
final class Track {
  private static final int MAX_POINTS = 2500;
  private static final int MAX_LAPS = 4;

  /** Number of tiles. */
  final int length;

  /** Direction of the road at every point: it runs along (-sin beta, cos beta). */
  final double[] beta;

  final double[] x;
  final double[] y;

  /** Whether a tile has a red or white border. */
  final boolean[] border;

  private final double halfWidth;
  private final double borderWidth;

  /** The corners of the tiles, four a tile: far left, far right, near right, near left. */
  private final double[] road;

  private Track(double[][] points, int from, int to, TrackSettings settings) {
    length = to - from;
    beta = new double[length];
    x = new double[length];
    y = new double[length];
    for (int i = 0; i < length; i++) {
      beta[i] = points[from + i][1];
      x[i] = points[from + i][2];
      y[i] = points[from + i][3];
    }
    halfWidth = settings.width();
    borderWidth = settings.border();
    border = borders(settings);
    road = new double[8 * length];
    for (int i = 0; i < length; i++) {
      edge(i, -halfWidth, halfWidth, 8 * i, road);
      edge(before(i), halfWidth, -halfWidth, 8 * i + 4, road);
    }
  }

  /** Draws tracks until one closes well. */
  static Track draw(Pcg64 random, TrackSettings settings) {
    // With the ranges of the settings a few attempts are enough; the bound turns what would be an
    // endless loop, if a combination closed never, into an error.
    for (int attempt = 0; attempt < 10_000; attempt++) {
      Track track = attempt(random, settings);
      if (track != null) {
        return track;
      }
    }
    throw new IllegalArgumentException(
        "CarRacing: no track closes with " + settings + "; try a larger track_turn_rate");
  }

  private static Track attempt(Pcg64 random, TrackSettings settings) {
    int checkpoints = settings.checkpoints();
    double[][] targets = targets(random, settings);
    double[][] points = new double[MAX_POINTS][];
    int count = lay(points, targets, settings);
    double startAlpha = 2 * Math.PI * -0.5 / checkpoints;
    // The first lap begins wherever it likes; the one between the last two passes of the start is
    // closed as nearly as any.
    int first = -1;
    int second = -1;
    for (int i = count - 1; i > 0 && first == -1; i--) {
      if (points[i][0] > startAlpha && points[i - 1][0] <= startAlpha) {
        if (second == -1) {
          second = i;
        } else {
          first = i;
        }
      }
    }
    if (first == -1 || second - 1 - first < 2 * settings.borderMinCount()) {
      return null;
    }
    double[] head = points[first];
    double[] tail = points[second - 2];
    double dx = Math.cos(head[1]) * (head[2] - tail[2]);
    double dy = Math.sin(head[1]) * (head[3] - tail[3]);
    if (Math.sqrt(dx * dx + dy * dy) > settings.detailStep()) {
      return null;
    }
    return new Track(points, first, second - 1, settings);
  }

  /** Angle seen from the centre, x and y of every checkpoint. */
  private static double[][] targets(Pcg64 random, TrackSettings settings) {
    int count = settings.checkpoints();
    double[][] targets = new double[count][];
    for (int c = 0; c < count; c++) {
      double alpha = 2 * Math.PI * c / count + random.uniform(0, 2 * Math.PI * 1 / count);
      double distance = random.uniform(settings.radius() / 3, settings.radius());
      if (c == 0) {
        alpha = 0;
        distance = 1.5 * settings.radius();
      } else if (c == count - 1) {
        alpha = 2 * Math.PI * c / count;
        distance = 1.5 * settings.radius();
      }
      targets[c] = new double[] {alpha, distance * Math.cos(alpha), distance * Math.sin(alpha)};
    }
    return targets;
  }

  /** Walks from checkpoint to checkpoint, some laps; gives the number of points. */
  private static int lay(double[][] points, double[][] targets, TrackSettings settings) {
    double x = 1.5 * settings.radius();
    double y = 0;
    double beta = 0;
    int target = 0;
    int laps = 0;
    boolean otherSide = false;
    int count = 0;
    while (count < MAX_POINTS && laps <= MAX_LAPS) {
      double alpha = Math.atan2(y, x);
      if (otherSide && alpha > 0) {
        laps++;
        otherSide = false;
      }
      if (alpha < 0) {
        otherSide = true;
        alpha += 2 * Math.PI;
      }
      while (alpha > targets[target % targets.length][0]) {
        target++;
        if (target % targets.length == 0) {
          alpha -= 2 * Math.PI; // beyond the last checkpoint: the first one of the next lap
        }
      }
      double[] to = targets[target % targets.length];
      double cos = Math.cos(beta);
      double sin = Math.sin(beta);
      double aside = (cos * (to[1] - x) + sin * (to[2] - y));
      while (beta - alpha > 1.5 * Math.PI) {
        beta -= 2 * Math.PI;
      }
      while (beta - alpha < -1.5 * Math.PI) {
        beta += 2 * Math.PI;
      }
      double previous = beta;
      aside *= TrackSettings.SCALE;
      double turn = Math.min(settings.turnRate(), Math.abs(0.001 * aside));
      if (aside > 0.3) {
        beta -= turn;
      } else if (aside < -0.3) {
        beta += turn;
      }
      x += -sin * settings.detailStep();
      y += cos * settings.detailStep();
      points[count++] = new double[] {alpha, previous * 0.5 + beta * 0.5, x, y};
    }
    return count;
  }

  private boolean[] borders(TrackSettings settings) {
    int run = settings.borderMinCount();
    boolean[] sharp = new boolean[length];
    for (int i = 0; i < length; i++) {
      boolean good = true;
      double sides = 0;
      for (int back = 0; back < run; back++) {
        double turn = beta[wrap(i - back)] - beta[wrap(i - back - 1)];
        good &= Math.abs(turn) > settings.turnRate() * 0.2;
        sides += Math.signum(turn);
      }
      sharp[i] = good && Math.abs(sides) == run;
    }
    // In place, as the reference does it: what a tile near the start hands on around the corner
    // is handed on again by the last tiles.
    for (int i = 0; i < length; i++) {
      for (int back = 0; back < run; back++) {
        sharp[wrap(i - back)] |= sharp[i];
      }
    }
    return sharp;
  }

  private int wrap(int i) {
    return i < 0 ? i + length : i;
  }

  private int before(int i) {
    return wrap(i - 1);
  }

  /** Writes two points beside the road's point {@code i}, at distances to its right. */
  private void edge(int i, double one, double other, int at, double[] xy) {
    double cos = Math.cos(beta[i]);
    double sin = Math.sin(beta[i]);
    xy[at] = x[i] + one * cos;
    xy[at + 1] = y[i] + one * sin;
    xy[at + 2] = x[i] + other * cos;
    xy[at + 3] = y[i] + other * sin;
  }

  /** Copies the eight coordinates of a tile's corners. */
  void tile(int i, double[] xy) {
    System.arraycopy(road, 8 * i, xy, 0, 8);
  }

  /** Writes the eight coordinates of the corners of a tile's border. */
  void border(int i, double[] xy) {
    double side = Math.signum(beta[before(i)] - beta[i]);
    edge(i, side * halfWidth, side * (halfWidth + borderWidth), 0, xy);
    edge(before(i), side * (halfWidth + borderWidth), side * halfWidth, 4, xy);
  }
}
