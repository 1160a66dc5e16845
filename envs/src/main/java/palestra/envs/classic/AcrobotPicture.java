package palestra.envs.classic;

import palestra.envs.Canvas;

/** How an acrobot, its bar and the line it must reach look. */
final class AcrobotPicture {
  private static final int BACKGROUND = 0xF4F6FBFF;
  private static final int ABOVE = 0xE6F2ECFF;
  private static final int LINE = 0x3C9D6BFF;
  private static final int BAR = 0x9AA5BFFF;
  private static final int FIRST = 0x33415CFF;
  private static final int FIRST_LIGHT = 0x4A5B80FF;
  private static final int SECOND = 0xE0A458FF;
  private static final int SECOND_LIGHT = 0xF2C688FF;
  private static final int JOINT = 0x7F6FD6FF;
  private static final int RING = 0xF4F6FBFF;
  private static final float WIDTH = 18;

  private AcrobotPicture() {}

  static void draw(Canvas canvas, double theta1, double theta2, Acrobot.Settings settings) {
    double reach = settings.linkLength1() + settings.linkLength2();
    float scale = Math.min(canvas.width(), canvas.height()) / (float) (2 * reach + 0.5);
    canvas.clear(BACKGROUND);
    float middle = canvas.height() / 2;
    float line = middle - (float) settings.goalHeight() * scale;
    canvas.rectangle(0, 0, canvas.width(), line, ABOVE);
    for (float x = 0; x < canvas.width(); x += 20) {
      canvas.line(x + 4, line, x + 16, line, 3, LINE);
    }
    canvas.push();
    canvas.translate(canvas.width() / 2, middle);
    canvas.roundedRectangle(-46, -4, 92, 8, 4, BAR);
    canvas.rotate((float) -theta1);
    drawLink(canvas, (float) settings.linkLength1() * scale, FIRST, FIRST_LIGHT);
    drawJoint(canvas);
    canvas.translate(0, (float) settings.linkLength1() * scale);
    canvas.rotate((float) -theta2);
    drawLink(canvas, (float) settings.linkLength2() * scale, SECOND, SECOND_LIGHT);
    drawJoint(canvas);
    canvas.pop();
  }

  private static void drawLink(Canvas canvas, float length, int color, int light) {
    canvas.roundedRectangle(-WIDTH / 2, -WIDTH / 2, WIDTH, length + WIDTH, WIDTH / 2, color);
    canvas.roundedRectangle(-WIDTH / 2 + 4, WIDTH / 2, 4, length - WIDTH, 2, light);
  }

  private static void drawJoint(Canvas canvas) {
    canvas.circle(0, 0, 8, JOINT);
    canvas.ring(0, 0, 8, 2, RING);
  }
}
