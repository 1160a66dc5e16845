package palestra.envs.classic;

import palestra.envs.Canvas;

/** How a pendulum and its motor's torque look. */
final class PendulumPicture {
  private static final int BACKGROUND = 0xF4F6FBFF;
  private static final int DISC = 0xE8ECF6FF;
  private static final int CIRCLE = 0xD3DAEAFF;
  private static final int UPRIGHT = 0x9AA5BFFF;
  private static final int ROD = 0xE0A458FF;
  private static final int ROD_LIGHT = 0xF2C688FF;
  private static final int AXLE = 0x33415CFF;
  private static final int AXLE_LIGHT = 0xB8C2D9FF;
  private static final int TORQUE = 0xE4572EFF;

  private static final float ROD_LENGTH = 0.36f;
  private static final float ROD_WIDTH = 0.075f;
  private static final float ARC_RADIUS = 0.13f;
  private static final int CORNERS = 32;

  private PendulumPicture() {}

  /**
   * Draws it.
   *
   * @param theta angle from upright against the clock
   * @param torque as a share of the strongest one
   */
  static void draw(Canvas canvas, double theta, double torque) {
    float size = Math.min(canvas.width(), canvas.height());
    canvas.clear(BACKGROUND);
    canvas.push();
    canvas.translate(canvas.width() / 2, canvas.height() / 2);
    float reach = ROD_LENGTH * size;
    canvas.circle(0, 0, reach + 22, DISC);
    canvas.ring(0, 0, reach + 22, 2, CIRCLE);
    canvas.line(0, -reach - 14, 0, -reach - 30, 3, UPRIGHT);
    drawRod(canvas, (float) theta, reach, ROD_WIDTH * size);
    drawTorque(canvas, (float) torque, ARC_RADIUS * size);
    canvas.circle(0, 0, 9, AXLE);
    canvas.circle(0, 0, 4, AXLE_LIGHT);
    canvas.pop();
  }

  private static void drawRod(Canvas canvas, float theta, float length, float width) {
    canvas.push();
    canvas.rotate(-theta);
    canvas.roundedRectangle(-width / 2, -length, width, length + width / 2, width / 2, ROD);
    canvas.roundedRectangle(-width / 2 + 5, -length + 8, 5, length - 18, 2.5f, ROD_LIGHT);
    canvas.pop();
  }

  /** An arc that starts at the top, as long as the torque is strong, with a head. */
  private static void drawTorque(Canvas canvas, float torque, float radius) {
    if (Math.abs(torque) < 0.02f || Float.isNaN(torque)) {
      return;
    }
    float sweep = -torque * 2.6f;
    float[] arc = new float[2 * (CORNERS + 1)];
    for (int i = 0; i <= CORNERS; i++) {
      double angle = sweep * i / CORNERS - Math.PI / 2;
      arc[2 * i] = radius * (float) Math.cos(angle);
      arc[2 * i + 1] = radius * (float) Math.sin(angle);
    }
    canvas.polyline(arc, 5, TORQUE);
    canvas.push();
    canvas.translate(arc[2 * CORNERS], arc[2 * CORNERS + 1]);
    canvas.rotate(sweep + (torque > 0 ? (float) Math.PI : 0));
    canvas.polygon(new float[] {-2, -10, 14, 0, -2, 10}, TORQUE);
    canvas.pop();
  }
}
