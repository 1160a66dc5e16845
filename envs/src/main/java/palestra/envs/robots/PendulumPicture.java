package palestra.envs.robots;

import palestra.envs.Canvas;

/** How poles on a cart look: rail with its springs, cart, poles, and an arrow for the force. */
final class PendulumPicture {
  private static final int SKY = 0xF4F6FBFF;
  private static final int BAND = 0xE8ECF6FF;
  private static final int RAIL = 0x9AA5BFFF;
  private static final int STOP = 0x5B6785FF;
  private static final int TICK = 0x9AA5BFFF;
  private static final int CART = 0x33415CFF;
  private static final int CART_LIGHT = 0x4A5B80FF;
  private static final int FORCE = 0xE4572ECC;
  private static final int HUB = 0xB8C2D9FF;
  private static final int[] POLES = {0xE0A458FF, 0x4F9D8FFF};
  private static final int[] POLE_LIGHTS = {0xF2C688FF, 0x8CCABEFF};

  private static final float RAIL_Y = 300;
  private static final float MARGIN = 90;
  private static final float CART_WIDTH = 84;
  private static final float CART_HEIGHT = 34;
  private static final float POLE_WIDTH = 15;
  private static final float ARROW = 70;

  private PendulumPicture() {}

  /**
   * What is to be seen.
   *
   * @param limit where the rail ends, m from the middle
   * @param x the cart's place, m
   * @param angles of the poles from upright, rad
   * @param lengths of the poles, m
   * @param force of the motor as a share of the largest, -1 to 1
   */
  record Scene(double limit, double x, double[] angles, double[] lengths, double force) {}

  static void draw(Canvas canvas, Scene scene) {
    float middle = canvas.width() / 2;
    float along = (middle - MARGIN) / (float) scene.limit();
    double tall = 0;
    for (double length : scene.lengths()) {
      tall += length;
    }
    float scale = Math.min(along, (RAIL_Y - 30) / (float) tall);
    canvas.clear(SKY);
    canvas.rectangle(0, RAIL_Y + 40, canvas.width(), canvas.height() - RAIL_Y - 40, BAND);
    drawRail(canvas, middle, along, (float) scene.limit());

    float cartX = middle + (float) scene.x() * along;
    canvas.roundedRectangle(
        cartX - CART_WIDTH / 2, RAIL_Y - CART_HEIGHT / 2, CART_WIDTH, CART_HEIGHT, 9, CART);
    canvas.roundedRectangle(
        cartX - CART_WIDTH / 2 + 5,
        RAIL_Y - CART_HEIGHT / 2 + 4,
        CART_WIDTH - 10,
        8,
        4,
        CART_LIGHT);
    drawForce(canvas, cartX, (float) scene.force());

    float x = cartX;
    float y = RAIL_Y;
    for (int i = 0; i < scene.angles().length; i++) {
      float length = (float) scene.lengths()[i] * scale;
      float angle = (float) scene.angles()[i];
      drawPole(canvas, x, y, angle, length, i);
      x += length * (float) Math.sin(angle);
      y -= length * (float) Math.cos(angle);
    }
  }

  private static void drawRail(Canvas canvas, float middle, float along, float limit) {
    float reach = limit * along + CART_WIDTH / 2;
    canvas.rectangle(middle - reach, RAIL_Y - 3, 2 * reach, 6, RAIL);
    for (int side = -1; side <= 1; side += 2) {
      float[] spring = new float[18];
      for (int i = 0; i < spring.length / 2; i++) {
        spring[2 * i] = middle + side * (reach + i * 3f);
        spring[2 * i + 1] = RAIL_Y + (i % 2 == 0 ? -9 : 9);
      }
      canvas.polyline(spring, 2, STOP);
      canvas.rectangle(middle + side * (reach + 29) - 4, RAIL_Y - 26, 8, 52, STOP);
    }
    for (int i = -2; i <= 2; i++) {
      float at = middle + i * limit * along / 2;
      canvas.line(at, RAIL_Y + 46, at, RAIL_Y + 54, 2, TICK);
      canvas.text(
          at, RAIL_Y + 68, 13, Canvas.Align.CENTER, TICK, Math.round(50 * i * limit) / 100f + " m");
    }
  }

  private static void drawForce(Canvas canvas, float x, float force) {
    float length = force * ARROW;
    if (Math.abs(length) < 1) {
      return;
    }
    float side = Math.signum(length);
    float from = x + side * (CART_WIDTH / 2 + 4);
    float to = from + length;
    canvas.line(from, RAIL_Y - 26, to, RAIL_Y - 26, 4, FORCE);
    canvas.polygon(
        new float[] {
          to + side * 10, RAIL_Y - 26, to - side * 2, RAIL_Y - 33, to - side * 2, RAIL_Y - 19
        },
        FORCE);
  }

  private static void drawPole(
      Canvas canvas, float x, float y, float angle, float length, int which) {
    canvas.push();
    canvas.translate(x, y);
    canvas.rotate(angle);
    canvas.roundedRectangle(
        -POLE_WIDTH / 2,
        -length - POLE_WIDTH / 2,
        POLE_WIDTH,
        length + POLE_WIDTH,
        POLE_WIDTH / 2,
        POLES[which]);
    canvas.roundedRectangle(-POLE_WIDTH / 2 + 3, -length, 3, length - 8, 1.5f, POLE_LIGHTS[which]);
    canvas.pop();
    canvas.circle(x, y, 6, CART);
    canvas.circle(x, y, 2.5f, HUB);
  }
}
