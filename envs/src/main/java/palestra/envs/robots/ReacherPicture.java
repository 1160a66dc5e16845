package palestra.envs.robots;

import palestra.envs.Canvas;

/** How the arm looks from above: the disc of targets, the target, two links and the fingertip. */
final class ReacherPicture {
  private static final int GROUND = 0xF4F6FBFF;
  private static final int DISC = 0xE6EAF5FF;
  private static final int REACH = 0xC3CCE0FF;
  private static final int TARGET = 0xE4572EFF;
  private static final int TARGET_LIGHT = 0xE4572E33;
  private static final int LINK0 = 0x33415CFF;
  private static final int LINK1 = 0x4F9D8FFF;
  private static final int JOINT = 0xB8C2D9FF;
  private static final int TIP = 0xE0A458FF;
  private static final float WIDTH = 16;
  private static final float EDGE = 24;

  private ReacherPicture() {}

  static void draw(Canvas canvas, Reacher.Settings settings, double[] q, double[] target) {
    double reach = settings.linkLength0() + settings.linkLength1();
    float middle = canvas.width() / 2;
    float scale = (middle - EDGE) / (float) Math.max(reach, settings.targetRadius());
    canvas.clear(GROUND);
    canvas.circle(middle, middle, (float) settings.targetRadius() * scale, DISC);
    canvas.ring(middle, middle, (float) reach * scale, 2, REACH);

    float targetX = middle + (float) target[0] * scale;
    float targetY = middle - (float) target[1] * scale;
    canvas.circle(targetX, targetY, 18, TARGET_LIGHT);
    canvas.ring(targetX, targetY, 13, 3, TARGET);
    canvas.circle(targetX, targetY, 5, TARGET);

    float length0 = (float) settings.linkLength0() * scale;
    float length1 = (float) settings.linkLength1() * scale;
    float both = (float) (q[0] + q[1]);
    float elbowX = middle + length0 * (float) Math.cos(q[0]);
    float elbowY = middle - length0 * (float) Math.sin(q[0]);
    drawLink(canvas, middle, middle, (float) q[0], length0, LINK0);
    drawLink(canvas, elbowX, elbowY, both, length1, LINK1);
    canvas.circle(middle, middle, 13, LINK0);
    canvas.circle(middle, middle, 5, JOINT);
    canvas.circle(elbowX, elbowY, 4.5f, JOINT);
    canvas.circle(
        elbowX + length1 * (float) Math.cos(both),
        elbowY - length1 * (float) Math.sin(both),
        7,
        TIP);
  }

  private static void drawLink(
      Canvas canvas, float x, float y, float angle, float length, int color) {
    canvas.push();
    canvas.translate(x, y);
    canvas.rotate(-angle);
    canvas.roundedRectangle(-WIDTH / 2, -WIDTH / 2, length + WIDTH, WIDTH, WIDTH / 2, color);
    canvas.pop();
  }
}
