package palestra.envs.box2d;

import com.badlogic.gdx.math.Vector2;
import com.badlogic.gdx.physics.box2d.Body;
import palestra.envs.Canvas;

/** How a lander and its ground look. */
final class LunarLanderPicture {
  private static final int SKY = 0xF4F6FBFF;
  private static final int PLANET = 0xE6EAF5FF;
  private static final int PLANET_LIGHT = 0xEEF1F9FF;
  private static final int STAR = 0xC9D1E4FF;
  private static final int GROUND = 0xD3DBEAFF;
  private static final int GROUND_DEEP = 0xC4CEE2FF;
  private static final int RIDGE = 0x5B6785FF;
  private static final int PAD = 0x7F6FD6FF;
  private static final int FLAG = 0xE0A458FF;
  private static final int POLE = 0x5B6785FF;
  private static final int BODY = 0x33415CFF;
  private static final int BODY_LIGHT = 0x4A5B80FF;
  private static final int WINDOW = 0xF2C688FF;
  private static final int WINDOW_RIM = 0xB8C2D9FF;
  private static final int LEG = 0x5B6785FF;
  private static final int LEG_DOWN = 0x7F6FD6FF;
  private static final int FLAME = 0xE4572EDD;
  private static final int FLAME_HEART = 0xF2C688FF;
  private static final float[] STARS = {
    52, 40, 118, 92, 190, 34, 246, 120, 318, 58, 388, 26, 430, 110, 560, 150, 30, 160, 150, 180
  };

  private LunarLanderPicture() {}

  /** The backdrop and the ground. */
  static void drawPlace(
      Canvas canvas, double scale, double[] groundX, double[] groundY, double padY) {
    canvas.clear(SKY);
    for (int i = 0; i < STARS.length; i += 2) {
      canvas.circle(STARS[i], STARS[i + 1], i % 3 == 0 ? 2 : 1.4f, STAR);
    }
    canvas.circle(500, 78, 44, PLANET);
    canvas.circle(488, 68, 26, PLANET_LIGHT);
    float height = canvas.height();
    float[] ridge = new float[2 * groundX.length];
    for (int i = 0; i < groundX.length; i++) {
      ridge[2 * i] = (float) (groundX[i] * scale);
      ridge[2 * i + 1] = height - (float) (groundY[i] * scale);
    }
    for (int i = 0; i < ridge.length - 2; i += 2) {
      float[] slope = {
        ridge[i], ridge[i + 1], ridge[i + 2], ridge[i + 3], ridge[i + 2], height, ridge[i], height
      };
      canvas.polygon(slope, i % 4 == 0 ? GROUND : GROUND_DEEP);
    }
    canvas.polyline(ridge, 3, RIDGE);
    int middle = groundX.length / 2;
    float left = (float) (groundX[middle - 1] * scale);
    float right = (float) (groundX[middle + 1] * scale);
    float pad = height - (float) (padY * scale);
    canvas.line(left, pad, right, pad, 5, PAD);
    for (float x : new float[] {left, right}) {
      canvas.line(x, pad, x, pad - 48, 2, POLE);
      canvas.polygon(new float[] {x, pad - 48, x + 24, pad - 41, x, pad - 34}, FLAG);
    }
  }

  /** The craft. */
  static void drawCraft(
      Canvas canvas,
      LunarLanderSettings settings,
      Body lander,
      Body[] legs,
      boolean[] touches,
      double mainThrottle,
      double sideThrottle) {
    double scale = settings.place().scale();
    float halfWidth = (float) settings.craft().legWidth();
    float halfHeight = (float) settings.craft().legHeight();
    for (int i = 0; i < legs.length; i++) {
      enter(canvas, legs[i], scale);
      canvas.roundedRectangle(
          -halfWidth - 0.5f,
          -halfHeight,
          2 * halfWidth + 1,
          2 * halfHeight,
          halfWidth,
          touches[i] ? LEG_DOWN : LEG);
      canvas.roundedRectangle(
          -3 * halfWidth, halfHeight - 2, 6 * halfWidth, 4, 2, touches[i] ? LEG_DOWN : LEG);
      canvas.pop();
    }
    enter(canvas, lander, scale);
    if (mainThrottle > 0) {
      float length = 16 + 26 * (float) mainThrottle;
      canvas.polygon(new float[] {-8, 10, 8, 10, 0, 10 + length}, FLAME);
      canvas.polygon(new float[] {-4, 10, 4, 10, 0, 10 + 0.6f * length}, FLAME_HEART);
    }
    if (sideThrottle != 0) {
      // A push to one side comes out of the other.
      float out = -(float) Math.signum(sideThrottle);
      float length = out * (6 + 14 * (float) Math.abs(sideThrottle));
      float from = 15 * out;
      canvas.polygon(new float[] {from, -17, from, -9, from + length, -13}, FLAME);
      canvas.polygon(new float[] {from, -15, from, -11, from + 0.6f * length, -13}, FLAME_HEART);
    }
    float[] corners = LunarLander.bodyCorners();
    for (int i = 0; i < corners.length; i += 2) {
      corners[i + 1] = -corners[i + 1];
    }
    canvas.polygon(corners, BODY);
    canvas.polygon(new float[] {-14, -17, 14, -17, 15.5f, -9, -15.5f, -9}, BODY_LIGHT);
    canvas.circle(0, -3, 6.5f, WINDOW_RIM);
    canvas.circle(0, -3, 5, WINDOW);
    canvas.pop();
  }

  /** Makes a body's frame the canvas's, in pixels, y downwards. */
  private static void enter(Canvas canvas, Body body, double scale) {
    Vector2 position = body.getPosition();
    canvas.push();
    canvas.translate((float) (position.x * scale), canvas.height() - (float) (position.y * scale));
    canvas.rotate(-body.getAngle());
  }
}
