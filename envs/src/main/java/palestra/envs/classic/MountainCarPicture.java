package palestra.envs.classic;

import palestra.envs.Canvas;

/** How the valley, its flag and the car look. */
final class MountainCarPicture {
  private static final int SKY = 0xF4F6FBFF;
  private static final int FAR_HILL = 0xE3E9F5FF;
  private static final int HILL = 0xC9D5E8FF;
  private static final int EARTH = 0xB6C4DCFF;
  private static final int TRACK = 0x5B6785FF;
  private static final int POLE = 0x5B6785FF;
  private static final int FLAG = 0xE4572EFF;
  private static final int CAR = 0x33415CFF;
  private static final int WINDOW = 0xB8C2D9FF;
  private static final int WHEEL = 0x1F2937FF;
  private static final int HUB = 0xF4F6FBFF;

  private static final int CORNERS = 100;
  private static final float CAR_LENGTH = 44;
  private static final float WHEEL_RADIUS = 7.5f;

  private final double left;
  private final double right;
  private final double goal;

  MountainCarPicture(double left, double right, double goal) {
    this.left = left;
    this.right = right;
    this.goal = goal;
  }

  void draw(Canvas canvas, double position) {
    canvas.clear(SKY);
    drawFarHills(canvas);
    drawValley(canvas);
    drawFlag(canvas);
    drawCar(canvas, position);
  }

  private float x(Canvas canvas, double position) {
    return (float) ((position - left) / (right - left)) * canvas.width();
  }

  /** The valley's height is a sine whose slope pulls at the car. */
  private static float y(Canvas canvas, double position) {
    double height = 0.45 * Math.sin(3 * position) + 0.55;
    return canvas.height() * (float) (0.9 - 0.62 * height);
  }

  private static void drawFarHills(Canvas canvas) {
    float[] xy = new float[2 * (CORNERS + 3)];
    for (int i = 0; i <= CORNERS; i++) {
      float along = (float) i / CORNERS;
      xy[2 * i] = along * canvas.width();
      xy[2 * i + 1] =
          canvas.height()
              * (float) (0.56 + 0.06 * Math.sin(9 * along) + 0.03 * Math.cos(21 * along));
    }
    drawGround(canvas, xy, FAR_HILL);
  }

  private void drawValley(Canvas canvas) {
    float[] top = new float[2 * (CORNERS + 1)];
    for (int i = 0; i <= CORNERS; i++) {
      double position = left + (right - left) * i / CORNERS;
      top[2 * i] = x(canvas, position);
      top[2 * i + 1] = y(canvas, position);
    }
    float[] ground = java.util.Arrays.copyOf(top, top.length + 4);
    drawGround(canvas, ground.clone(), HILL);
    for (int i = 0; i <= CORNERS; i++) {
      ground[2 * i + 1] += 26;
    }
    drawGround(canvas, ground, EARTH);
    canvas.polyline(top, 4, TRACK);
  }

  /**
   * Fills all below a line. In stripes, as a canvas need not fill a polygon that is hollow above.
   *
   * @param xy the line from left to right, with room for two corners more
   */
  private static void drawGround(Canvas canvas, float[] xy, int color) {
    float bottom = canvas.height();
    for (int i = 0; i < CORNERS; i++) {
      canvas.polygon(
          new float[] {
            xy[2 * i] - 0.4f,
            bottom,
            xy[2 * i] - 0.4f,
            xy[2 * i + 1],
            xy[2 * i + 2] + 0.4f,
            xy[2 * i + 3],
            xy[2 * i + 2] + 0.4f,
            bottom
          },
          color);
    }
  }

  private void drawFlag(Canvas canvas) {
    float x = x(canvas, goal);
    float y = y(canvas, goal);
    canvas.line(x, y, x, y - 62, 3, POLE);
    canvas.polygon(new float[] {x + 1, y - 62, x + 32, y - 51, x + 1, y - 40}, FLAG);
    canvas.circle(x, y - 62, 3, POLE);
  }

  private void drawCar(Canvas canvas, double position) {
    float step = 0.01f;
    float rise = y(canvas, position + step) - y(canvas, position - step);
    float run = x(canvas, position + step) - x(canvas, position - step);
    canvas.push();
    canvas.translate(x(canvas, position), y(canvas, position));
    canvas.rotate((float) Math.atan2(rise, run));
    float half = CAR_LENGTH / 2;
    float bottom = -WHEEL_RADIUS - 2;
    canvas.roundedRectangle(-half, bottom - 14, CAR_LENGTH, 14, 5, CAR);
    canvas.roundedRectangle(-half + 9, bottom - 25, CAR_LENGTH - 20, 16, 6, CAR);
    canvas.roundedRectangle(-half + 13, bottom - 22, 9, 8, 2, WINDOW);
    canvas.roundedRectangle(-half + 24, bottom - 22, 7, 8, 2, WINDOW);
    for (float wheel : new float[] {-half + 10, half - 10}) {
      canvas.circle(wheel, -WHEEL_RADIUS - 2, WHEEL_RADIUS, WHEEL);
      canvas.circle(wheel, -WHEEL_RADIUS - 2, WHEEL_RADIUS / 3, HUB);
    }
    canvas.pop();
  }
}
