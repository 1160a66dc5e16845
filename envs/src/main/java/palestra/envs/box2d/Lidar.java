package palestra.envs.box2d;

/**
 * Ten rays from a point, from straight down to 77 degrees forward, and how far each one gets over a
 * terrain. They give to the last bit what Box2D's own ray casts give, in the same single-precision
 * steps (E. Catto's one-sided distances to a line and to a polygon's sides), but look only at the
 * few lines ahead, where a call into Box2D for each ray and for each line it meets would cost as
 * much as a fifth of the solver's time.
 */
final class Lidar {
  /** Number of rays. */
  static final int RAYS = 10;

  /** As far as a line may lie off the place that its number says, in steps of terrain. */
  private static final int MARGIN = 1;

  private final double[] reachX = new double[RAYS];
  private final double[] reachY = new double[RAYS];
  private final float[] fractions = new float[RAYS];
  private double step;
  private float[] x;
  private float[] y;
  private float[] normalX;
  private float[] normalY;
  private float[][] obstacles = {};
  private float fromX;
  private float fromY;

  /**
   * Rays.
   *
   * @param range how far they reach, m
   */
  Lidar(double range) {
    for (int i = 0; i < RAYS; i++) {
      reachX[i] = Math.sin(1.5 * i / 10.0) * range;
      reachY[i] = Math.cos(1.5 * i / 10.0) * range;
    }
  }

  /** Takes in the terrain that the rays will meet. */
  void survey(BipedalTerrain terrain) {
    int length = terrain.x.length;
    if (x == null) {
      x = new float[length];
      y = new float[length];
      normalX = new float[length - 1];
      normalY = new float[length - 1];
    }
    step = terrain.step();
    for (int i = 0; i < length; i++) {
      x[i] = (float) terrain.x[i];
      y[i] = (float) terrain.y[i];
    }
    for (int i = 0; i < length - 1; i++) {
      float alongX = x[i + 1] - x[i];
      float alongY = y[i + 1] - y[i];
      float inverse = 1 / length(alongX, alongY);
      normalX[i] = alongY * inverse;
      normalY[i] = -alongX * inverse;
    }
    obstacles = new float[terrain.obstacles.size()][];
    for (int i = 0; i < obstacles.length; i++) {
      obstacles[i] = anticlockwise(terrain.obstacles.get(i));
    }
  }

  /** Box2D's float square root: a double's, rounded. */
  private static float length(float x, float y) {
    return (float) Math.sqrt(x * x + y * y);
  }

  /** A box's corners as Box2D orders them: from the lower right one, anticlockwise. */
  private static float[] anticlockwise(float[] corners) {
    float left = corners[0];
    float right = corners[2];
    float low = Math.min(corners[1], corners[5]);
    float high = Math.max(corners[1], corners[5]);
    return new float[] {right, low, right, high, left, high, left, low};
  }

  /** Casts the rays. */
  void look(float atX, float atY) {
    fromX = atX;
    fromY = atY;
    for (int ray = 0; ray < RAYS; ray++) {
      float toX = (float) (atX + reachX[ray]);
      float toY = (float) (atY - reachY[ray]);
      float nearest = overLines(toX, toX - atX, toY - atY);
      for (float[] obstacle : obstacles) {
        if (obstacle[4] <= toX && obstacle[0] >= atX) {
          nearest = overBox(obstacle, toX - atX, toY - atY, nearest);
        }
      }
      fractions[ray] = nearest;
    }
  }

  private float overLines(float toX, float rayX, float rayY) {
    int first = Math.max(0, (int) (fromX / step) - MARGIN);
    int last = Math.min(normalX.length - 1, (int) (toX / step) + MARGIN);
    float nearest = 1;
    for (int i = first; i <= last; i++) {
      float away = normalX[i] * (x[i] - fromX) + normalY[i] * (y[i] - fromY);
      float approach = normalX[i] * rayX + normalY[i] * rayY;
      if (approach == 0) {
        continue;
      }
      float fraction = away / approach;
      if (fraction < 0 || nearest < fraction) {
        continue;
      }
      float hitX = fromX + fraction * rayX - x[i];
      float hitY = fromY + fraction * rayY - y[i];
      float alongX = x[i + 1] - x[i];
      float alongY = y[i + 1] - y[i];
      float place = (hitX * alongX + hitY * alongY) / (alongX * alongX + alongY * alongY);
      if (place >= 0 && place <= 1) {
        nearest = fraction;
      }
    }
    return nearest;
  }

  private float overBox(float[] corners, float rayX, float rayY, float nearest) {
    float enter = 0;
    float leave = nearest;
    boolean entered = false;
    for (int i = 0; i < corners.length; i += 2) {
      int next = (i + 2) % corners.length;
      float alongX = corners[next] - corners[i];
      float alongY = corners[next + 1] - corners[i + 1];
      float inverse = 1 / length(alongX, alongY);
      float sideX = alongY * inverse;
      float sideY = -alongX * inverse;
      float away = sideX * (corners[i] - fromX) + sideY * (corners[i + 1] - fromY);
      float approach = sideX * rayX + sideY * rayY;
      if (approach == 0) {
        if (away < 0) {
          return nearest;
        }
      } else if (approach < 0 && away < enter * approach) {
        enter = away / approach;
        entered = true;
      } else if (approach > 0 && away < leave * approach) {
        leave = away / approach;
      }
      if (leave < enter) {
        return nearest;
      }
    }
    return entered ? enter : nearest;
  }

  /** Writes how far each ray got, as a part of its range, into an array. */
  void fractions(float[] target, int from) {
    System.arraycopy(fractions, 0, target, from, RAYS);
  }

  /** Where the rays start, m. */
  float fromX() {
    return fromX;
  }

  /** Where the rays start, m. */
  float fromY() {
    return fromY;
  }

  /** Where a ray ends, m, wherever it hits. */
  float toX(int ray) {
    return (float) (fromX + reachX[ray]);
  }

  /** Where a ray ends, m, wherever it hits. */
  float toY(int ray) {
    return (float) (fromY - reachY[ray]);
  }

  /** How far a ray got, as a part of its range. */
  float fraction(int ray) {
    return fractions[ray];
  }
}
