package palestra.envs.racing;

import com.badlogic.gdx.math.Vector2;
import com.badlogic.gdx.physics.box2d.Transform;

/**
 * Draws what is observed: the ground around the car, which always points up, the car, and a bar
 * with its speed, the wheels' angular velocities, the steering and the hull's turning. In the
 * order, the colours and the whole pixels of the reference, so that a frame is the same but for the
 * shapes of the digits.
 */
final class Frame {
  static final int BLACK = 0;
  static final int BACKGROUND = 1;
  static final int GRASS = 2;
  static final int ROAD = 3;
  private static final int WHITE = 6;
  private static final int RED = 7;
  private static final int HULL = 8;
  private static final int RIM = 9;
  private static final int BLUE = 10;
  private static final int VIOLET = 11;
  private static final int GREEN = 12;
  private static final int COLORS = 13;

  /** Shades of the road's tiles, in turn. */
  static final int SHADES = 3;

  /** Rows of the bar at the bottom. */
  static final int BAR = Raster.HEIGHT / 8;

  private static final int CELL_WIDTH = Raster.WIDTH / 40;
  private static final int CELL_HEIGHT = Raster.HEIGHT / 40;
  private static final int SQUARES = 20;
  private static final double FAR_ZOOM = 0.1;
  private static final double SMALL = 1e-4;

  /** How close to a quarter turn pygame's vectors turn by exactly that. */
  private static final double QUARTER_EPSILON = 1e-6;

  private final RacingSettings settings;
  private final Rasters rasters;
  private final int[] palette = new int[COLORS];
  private final Digits digits = new Digits();
  private final double margin;
  private final double square;
  private final double[] shape = new double[8];
  private final int[] xs = new int[8];
  private final int[] ys = new int[8];
  private double cos;
  private double sin;
  private double zoom;
  private double offsetX;
  private double offsetY;
  private Raster raster;

  Frame(RacingSettings settings, Rasters rasters) {
    this.rasters = rasters;
    this.settings = settings;
    square = settings.playfield() / SQUARES;
    TrackSettings track = settings.track();
    margin =
        Math.max(square, Math.max(track.width(), track.detailStep()))
            * Math.sqrt(2)
            * settings.zoom()
            * TrackSettings.SCALE;
    palette[WHITE] = 0xffffff;
    palette[RED] = 0xff0000;
    palette[HULL] = 0xcc0000;
    palette[RIM] = 0x4d4d4d;
    palette[BLUE] = 0x0000ff;
    palette[VIOLET] = 0x3300ff;
    palette[GREEN] = 0x00ff00;
  }

  /** Sets the colours of road, ground and grass, three levels from 0 to 255 each. */
  void colors(double[] levels) {
    for (int shade = 0; shade < SHADES; shade++) {
      palette[ROAD + shade] = rgb(levels, 0, 0.01 * shade * 255);
    }
    palette[BACKGROUND] = rgb(levels, 3, 0);
    palette[GRASS] = rgb(levels, 6, 0);
  }

  private static int rgb(double[] levels, int from, double brighter) {
    return ((int) (levels[from] + brighter) << 16)
        | ((int) (levels[from + 1] + brighter) << 8)
        | (int) (levels[from + 2] + brighter);
  }

  /**
   * Draws a frame.
   *
   * @param score the number written into the bar
   * @param rgb where the 96 x 96 pixels are put, three bytes each
   */
  void draw(Race race, double score, byte[] rgb) {
    raster = rasters.borrow();
    for (int color = 0; color < COLORS; color++) {
      raster.color(color, palette[color]);
    }
    look(race);
    ground(race);
    for (Car.Wheel wheel : race.car.wheels) {
      wheel(wheel);
    }
    Transform hull = race.car.hull.getTransform();
    for (float[] corners : race.car.hullCorners) {
      part(hull, corners, HULL);
    }
    bar(race.car);
    digits.draw(raster, score);
    Shrinking.shrink(raster, rgb);
    rasters.giveBack(raster);
    raster = null;
  }

  /** Points the camera at the car. */
  private void look(Race race) {
    Vector2 position = race.car.hull.getPosition();
    turn(-(double) race.car.hull.getAngle());
    double seconds = race.seconds;
    zoom =
        FAR_ZOOM * TrackSettings.SCALE * Math.max(1 - seconds, 0)
            + settings.zoom() * TrackSettings.SCALE * Math.min(seconds, 1);
    double scrollX = -(double) position.x * zoom;
    double scrollY = -(double) position.y * zoom;
    offsetX = Raster.WIDTH / 2.0 + (cos * scrollX - sin * scrollY);
    offsetY = Raster.HEIGHT / 4.0 + (sin * scrollX + cos * scrollY);
  }

  private void turn(double radians) {
    double angle = radians % (2 * Math.PI);
    if (angle < 0) {
      angle += 2 * Math.PI;
    }
    if ((angle + QUARTER_EPSILON) % (Math.PI / 2) < 2 * QUARTER_EPSILON) {
      int quarters = (int) ((angle + QUARTER_EPSILON) / (Math.PI / 2)) % 4;
      cos = quarters == 0 ? 1 : quarters == 2 ? -1 : 0;
      sin = quarters == 1 ? 1 : quarters == 3 ? -1 : 0;
    } else {
      cos = Math.cos(angle);
      sin = Math.sin(angle);
    }
  }

  private double screenX(double x, double y) {
    return (cos * x - sin * y) * zoom + offsetX;
  }

  private double screenY(double x, double y) {
    return (sin * x + cos * y) * zoom + offsetY;
  }

  private void ground(Race race) {
    raster.clear(BLACK);
    double reach = settings.playfield();
    quad(reach, reach, reach, -reach);
    shape[4] = -reach;
    shape[5] = -reach;
    shape[6] = -reach;
    shape[7] = reach;
    quad(BACKGROUND, false);
    for (int column = -SQUARES; column < SQUARES; column += 2) {
      for (int row = -SQUARES; row < SQUARES; row += 2) {
        quad(square * column + square, square * row, square * column, square * row);
        shape[4] = square * column;
        shape[5] = square * row + square;
        shape[6] = square * column + square;
        shape[7] = square * row + square;
        quad(GRASS, true);
      }
    }
    for (int i = 0; i < race.track.length; i++) {
      race.track.tile(i, shape);
      quad(race.touched[i] ? ROAD : ROAD + i % SHADES, true);
      if (race.track.border[i]) {
        race.track.border(i, shape);
        quad(i % 2 == 0 ? WHITE : RED, true);
      }
    }
  }

  /** Sets the first two corners of a shape. */
  private void quad(double x0, double y0, double x1, double y1) {
    shape[0] = x0;
    shape[1] = y0;
    shape[2] = x1;
    shape[3] = y1;
  }

  /** Draws the shape on the ground. */
  private void quad(int color, boolean clip) {
    boolean near = !clip;
    for (int i = 0; i < 4; i++) {
      double x = screenX(shape[2 * i], shape[2 * i + 1]);
      double y = screenY(shape[2 * i], shape[2 * i + 1]);
      near |=
          x >= -margin && x <= Raster.WIDTH + margin && y >= -margin && y <= Raster.HEIGHT + margin;
      xs[i] = (short) (int) x;
      ys[i] = (short) (int) y;
    }
    if (near) {
      raster.ground(xs, ys, 4, color);
    }
  }

  private void wheel(Car.Wheel wheel) {
    Transform transform = wheel.body.getTransform();
    part(transform, wheel.corners, BLACK);
    // The light half of the rim, which shows how the wheel turns.
    double sin1 = Math.sin(wheel.phase);
    double sin2 = Math.sin(wheel.phase + 1.2);
    double cos1 = Math.cos(wheel.phase);
    double cos2 = Math.cos(wheel.phase + 1.2);
    if (sin1 > 0 && sin2 > 0) {
      return;
    }
    CarSettings car = settings.car();
    double width = car.wheelWidth();
    double one = car.wheelRadius() * (sin1 > 0 ? Math.signum(cos1) : cos1) * car.size();
    double other = car.wheelRadius() * (sin2 > 0 ? Math.signum(cos2) : cos2) * car.size();
    corner(transform, 0, (float) (-width * car.size()), (float) one);
    corner(transform, 1, (float) (width * car.size()), (float) one);
    corner(transform, 2, (float) (width * car.size()), (float) other);
    corner(transform, 3, (float) (-width * car.size()), (float) other);
    raster.part(xs, ys, 4, RIM, true);
  }

  private void part(Transform transform, float[] corners, int color) {
    for (int i = 0; i < corners.length / 2; i++) {
      corner(transform, i, corners[2 * i], corners[2 * i + 1]);
    }
    raster.part(xs, ys, corners.length / 2, color, true);
  }

  /** Where a body's point is seen; in single precision, as Box2D and pygame have it. */
  private void corner(Transform transform, int i, float x, float y) {
    float[] t = transform.vals;
    float worldX = (t[Transform.COS] * x - t[Transform.SIN] * y) + t[Transform.POS_X];
    float worldY = (t[Transform.SIN] * x + t[Transform.COS] * y) + t[Transform.POS_Y];
    xs[i] = (int) screenX(worldX, worldY);
    ys[i] = (int) screenY(worldX, worldY);
  }

  private void bar(Car car) {
    box(0, Raster.HEIGHT - BAR, Raster.WIDTH, Raster.HEIGHT, BLACK);
    Vector2 velocity = car.hull.getLinearVelocity();
    double speedX = velocity.x;
    double speedY = velocity.y;
    double speed = Math.sqrt(speedX * speedX + speedY * speedY);
    column(5, speed, 0.02, WHITE);
    column(7, car.wheels[0].omega, 0.01, BLUE);
    column(8, car.wheels[1].omega, 0.01, BLUE);
    column(9, car.wheels[2].omega, 0.01, VIOLET);
    column(10, car.wheels[3].omega, 0.01, VIOLET);
    row(20, car.wheels[0].joint.getJointAngle(), -10.0, GREEN);
    row(30, car.hull.getAngularVelocity(), -0.8, RED);
  }

  private void column(int place, double value, double scale, int color) {
    if (Math.abs(value) > SMALL) {
      double top = Raster.HEIGHT - (CELL_HEIGHT + CELL_HEIGHT * (scale * value));
      box(
          place * CELL_WIDTH,
          (int) top,
          (place + 1) * CELL_WIDTH,
          Raster.HEIGHT - CELL_HEIGHT,
          color);
    }
  }

  private void row(int place, double value, double scale, int color) {
    if (Math.abs(value) > SMALL) {
      double end = (place + scale * value) * CELL_WIDTH;
      box(
          place * CELL_WIDTH,
          Raster.HEIGHT - 4 * CELL_HEIGHT,
          (int) end,
          Raster.HEIGHT - 2 * CELL_HEIGHT,
          color);
    }
  }

  private void box(int x1, int y1, int x2, int y2, int color) {
    xs[0] = x1;
    ys[0] = y1;
    xs[1] = x2;
    ys[1] = y1;
    xs[2] = x2;
    ys[2] = y2;
    xs[3] = x1;
    ys[3] = y2;
    raster.part(xs, ys, 4, color, false);
  }
}
