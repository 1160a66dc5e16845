package palestra.envs.box2d;

import java.util.ArrayList;
import java.util.List;
import palestra.envs.seeding.Pcg64;

/**
 * What a walker walks on, drawn at random: a line of heights, one a step of terrain, and for the
 * hard form the corners of stumps, stairs and pits; and the clouds, which are only seen.
 */
final class BipedalTerrain {
  private static final int GRASS = 0;
  private static final int STUMP = 1;
  private static final int STAIRS = 2;
  private static final int PIT = 3;
  private static final int STATES = 4;
  private static final int PIT_DEPTH = 4;

  private final BipedalWalkerSettings.Terrain settings;
  private final boolean hardcore;
  private final double level;
  private final double step;
  private final double scale;

  /** Positions of the heights, m. */
  final double[] x;

  /** The heights, m. */
  final double[] y;

  /** Four corners each (x0, y0, x1, y1, ...), m, in the order they were met. */
  final List<float[]> obstacles = new ArrayList<>();

  /** Five corners each, m. */
  final List<float[]> clouds = new ArrayList<>();

  private Pcg64 random;
  private int state;
  private boolean stateIsNew;
  private int counter;
  private double velocity;
  private double height;
  private double heightBefore;
  private int stairSteps;
  private int stairWidth;
  private int stairHeight;

  /** Terrain that is yet to be drawn. */
  BipedalTerrain(BipedalWalkerSettings settings) {
    this.settings = settings.terrain();
    hardcore = settings.hardcore();
    level = settings.groundHeight();
    scale = settings.place().scale();
    step = this.settings.step() / scale;
    x = new double[this.settings.length()];
    y = new double[this.settings.length()];
  }

  /** Length of a step of terrain, m. */
  double step() {
    return step;
  }

  /** Draws new terrain, then the clouds. */
  void draw(Pcg64 generator) {
    random = generator;
    obstacles.clear();
    clouds.clear();
    state = GRASS;
    stateIsNew = false;
    velocity = 0;
    height = level;
    counter = settings.startPad();
    for (int i = 0; i < x.length; i++) {
      x[i] = i * step;
      advance(i);
      y[i] = height;
      counter--;
      stateIsNew = counter == 0;
      if (stateIsNew) {
        counter = integers(settings.grass() / 2, settings.grass());
        state = state == GRASS && hardcore ? integers(1, STATES) : GRASS;
      }
    }
    for (int i = 0; i < settings.length() / 20; i++) {
      clouds.add(cloud());
    }
  }

  private int integers(int low, int high) {
    return (int) random.integers(low, high);
  }

  /** Goes one step of terrain on, at position i. As in Gymnasium, new grass keeps its height. */
  private void advance(int i) {
    switch (state) {
      case STUMP -> {
        if (stateIsNew) {
          stump(x[i]);
        }
      }
      case STAIRS -> {
        if (stateIsNew) {
          stairs(x[i]);
        } else {
          double done = stairSteps * stairWidth - counter - stairHeight;
          height = heightBefore + done / stairWidth * stairHeight * step;
        }
      }
      case PIT -> {
        if (stateIsNew) {
          pit(x[i]);
        } else {
          height = counter > 1 ? heightBefore - PIT_DEPTH * step : heightBefore;
        }
      }
      default -> {
        if (!stateIsNew) {
          velocity = 0.8 * velocity + 0.01 * Math.signum(level - height);
          if (i > settings.startPad()) {
            velocity += random.uniform(-settings.roughness(), settings.roughness()) / scale;
          }
          height += velocity;
        }
      }
    }
  }

  private void stump(double left) {
    counter = integers(1, 3);
    double size = counter * step;
    obstacles.add(corners(left, height, left + size, height + size));
  }

  private void stairs(double left) {
    stairHeight = random.random() > 0.5 ? 1 : -1;
    stairWidth = integers(4, 5);
    stairSteps = integers(3, 5);
    heightBefore = height;
    for (int s = 0; s < stairSteps; s++) {
      double top = height + s * stairHeight * step;
      double bottom = height + (-1 + s * stairHeight) * step;
      double from = left + s * stairWidth * step;
      double to = left + (1 + s) * stairWidth * step;
      obstacles.add(corners(from, top, to, bottom));
    }
    counter = stairSteps * stairWidth;
  }

  private void pit(double left) {
    counter = integers(3, 5);
    double bottom = height - PIT_DEPTH * step;
    double shift = step * counter;
    obstacles.add(corners(left, height, left + step, bottom));
    obstacles.add(corners(left + shift, height, left + step + shift, bottom));
    counter += 2;
    heightBefore = height;
  }

  /** Corners in the reference's order: along the first height, and back along the second. */
  private static float[] corners(double left, double first, double right, double second) {
    return new float[] {
      (float) left, (float) first, (float) right, (float) first,
      (float) right, (float) second, (float) left, (float) second
    };
  }

  private float[] cloud() {
    double middle = random.uniform(0, settings.length()) * step;
    double cloudLevel = BipedalWalker.VIEWPORT_HEIGHT / scale * 3 / 4;
    float[] corners = new float[10];
    for (int a = 0; a < corners.length / 2; a++) {
      double turn = 3.14 * 2 * a / 5;
      corners[2 * a] = (float) (middle + 15 * step * Math.sin(turn) + random.uniform(0, 5 * step));
      corners[2 * a + 1] =
          (float) (cloudLevel + 5 * step * Math.cos(turn) + random.uniform(0, 5 * step));
    }
    return corners;
  }
}
