package palestra.envs.classic;

import palestra.envs.Canvas;

/** How a cart and its pole look. */
final class CartPolePicture {
  private static final int SKY = 0xF4F6FBFF;
  private static final int HORIZON = 0xE8ECF6FF;
  private static final int GROUND = 0xDDE3EFFF;
  private static final int LIMIT = 0xE4572E55;
  private static final int RAIL = 0x5B6785FF;
  private static final int TICK = 0x9AA5BFFF;
  private static final int SHADOW = 0x2B355022;
  private static final int CART = 0x33415CFF;
  private static final int CART_LIGHT = 0x4A5B80FF;
  private static final int WHEEL = 0x1F2937FF;
  private static final int HUB = 0xB8C2D9FF;
  private static final int POLE = 0xE0A458FF;
  private static final int POLE_LIGHT = 0xF2C688FF;
  private static final int AXLE = 0x7F6FD6FF;
  private static final int AXLE_RING = 0xF4F6FBFF;

  /** How much of the track is seen beyond either end. */
  private static final float MARGIN_METRES = 0.2f;

  private static final float RAIL_Y = 312;
  private static final float CART_WIDTH = 74;
  private static final float CART_HEIGHT = 34;
  private static final float WHEEL_RADIUS = 9;
  private static final float POLE_WIDTH = 11;

  private CartPolePicture() {}

  static void draw(Canvas canvas, double x, double theta, CartPole.Settings settings) {
    float reach = (float) settings.xThreshold();
    float scale = canvas.width() / (2 * (reach + MARGIN_METRES));
    float middle = canvas.width() / 2;
    drawTrack(canvas, middle, reach * scale, scale);
    float cartX = middle + (float) x * scale;
    float top = RAIL_Y - WHEEL_RADIUS * 1.5f - CART_HEIGHT;
    drawCart(canvas, cartX, top);
    drawPole(canvas, cartX, top + 9, (float) theta, (float) (2 * settings.length()) * scale);
  }

  private static void drawTrack(Canvas canvas, float middle, float reach, float scale) {
    canvas.clear(SKY);
    canvas.rectangle(0, RAIL_Y - 60, canvas.width(), 60, HORIZON);
    canvas.rectangle(0, RAIL_Y, canvas.width(), canvas.height() - RAIL_Y, GROUND);
    canvas.line(middle - reach, RAIL_Y - 190, middle - reach, RAIL_Y, 2, LIMIT);
    canvas.line(middle + reach, RAIL_Y - 190, middle + reach, RAIL_Y, 2, LIMIT);
    canvas.rectangle(0, RAIL_Y, canvas.width(), 5, RAIL);
    for (int metre = -2; metre <= 2; metre++) {
      float at = middle + metre * scale;
      canvas.line(at, RAIL_Y + 12, at, RAIL_Y + 22, 2, TICK);
      canvas.text(at, RAIL_Y + 34, 13, Canvas.Align.CENTER, TICK, metre + " m");
    }
  }

  private static void drawCart(Canvas canvas, float x, float top) {
    float left = x - CART_WIDTH / 2;
    canvas.roundedRectangle(left - 4, RAIL_Y + 5, CART_WIDTH + 8, 6, 3, SHADOW);
    canvas.roundedRectangle(left, top, CART_WIDTH, CART_HEIGHT, 8, CART);
    canvas.roundedRectangle(left + 4, top + 4, CART_WIDTH - 8, 9, 5, CART_LIGHT);
    for (float wheel : new float[] {left + 17, left + CART_WIDTH - 17}) {
      canvas.circle(wheel, RAIL_Y - WHEEL_RADIUS, WHEEL_RADIUS, WHEEL);
      canvas.circle(wheel, RAIL_Y - WHEEL_RADIUS, WHEEL_RADIUS / 3, HUB);
    }
  }

  private static void drawPole(Canvas canvas, float x, float y, float theta, float length) {
    canvas.push();
    canvas.translate(x, y);
    canvas.rotate(theta);
    canvas.roundedRectangle(
        -POLE_WIDTH / 2, -length, POLE_WIDTH, length + POLE_WIDTH / 2, POLE_WIDTH / 2, POLE);
    canvas.roundedRectangle(-POLE_WIDTH / 2 + 2, -length + 3, 3, length - 12, 1.5f, POLE_LIGHT);
    canvas.pop();
    canvas.circle(x, y, 8, AXLE);
    canvas.ring(x, y, 8, 2, AXLE_RING);
  }
}
