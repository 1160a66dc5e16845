package palestra.envs.toytext;

import palestra.envs.Canvas;

/** How the taxi's town looks. */
final class TaxiPicture {
  /** Side of the picture. */
  static final int SIDE = 500;

  private static final int STREET = 0xE3E7EFFF;
  private static final int BLOCK = 0xEEF1F6FF;
  private static final int FRAME = 0xB7C0D3FF;
  private static final int WALL = 0x5B6785FF;
  private static final int[] STANDS = {0xE4674FFF, 0x3FA37AFF, 0xE7B93FFF, 0x4C7FD0FF};
  private static final String[] LETTERS = {"R", "G", "Y", "B"};
  private static final int INK = 0xFFFFFFFF;
  private static final int SHADOW = 0x2B355033;
  private static final int TAXI = 0xF2B632FF;
  private static final int TAXI_DARK = 0xC98F1AFF;
  private static final int WINDOW = 0x33415CFF;
  private static final int WHEEL = 0x1F2937FF;
  private static final int SIGN = 0xFFFFFFFF;
  private static final int SIGN_BUSY = 0x3FA37AFF;
  private static final int SKIN = 0xF6D3B3FF;
  private static final int HAIR = 0x5A4636FF;
  private static final int COAT = 0x7F6FD6FF;
  private static final float EDGE = 15;
  private static final float SQUARE = (SIDE - 2 * EDGE) / TaxiTown.SIDE;

  private TaxiPicture() {}

  static void draw(Canvas canvas, int state, int action) {
    canvas.clear(STREET);
    for (int square = 0; square < TaxiTown.SQUARES; square++) {
      canvas.roundedRectangle(x(square) + 3, y(square) + 3, SQUARE - 6, SQUARE - 6, 8, BLOCK);
    }
    for (int stand = 0; stand < Taxi.STANDS; stand++) {
      drawStand(canvas, stand, stand == TaxiTown.destination(state));
    }
    drawWalls(canvas);
    int passenger = TaxiTown.passenger(state);
    if (passenger < Taxi.STANDS) {
      int square = TaxiTown.standSquare(passenger);
      boolean shared = square == TaxiTown.square(state);
      float aside = shared ? 0.3f : 0.5f;
      drawPerson(canvas, x(square) + aside * SQUARE, y(square) + (shared ? 2 : 12), 0.8f);
    }
    drawTaxi(canvas, TaxiTown.square(state), action, passenger == Taxi.STANDS);
  }

  private static float x(int square) {
    return EDGE + square % TaxiTown.SIDE * SQUARE;
  }

  private static float y(int square) {
    int row = square / TaxiTown.SIDE;
    return EDGE + row * SQUARE;
  }

  private static void drawStand(Canvas canvas, int stand, boolean destination) {
    int square = TaxiTown.standSquare(stand);
    float x = x(square);
    float y = y(square);
    int color = STANDS[stand];
    canvas.roundedRectangle(
        x + 8, y + 8, SQUARE - 16, SQUARE - 16, 10, (color & 0xFFFFFF00) | 0x66);
    if (destination) {
      for (int ring = 0; ring < 3; ring++) {
        canvas.ring(x + SQUARE / 2, y + SQUARE / 2, 12 + 10f * ring, 4, color);
      }
    }
    canvas.roundedRectangle(x + 10, y + SQUARE - 34, 24, 24, 6, color);
    canvas.text(x + 22, y + SQUARE - 22, 16, Canvas.Align.CENTER, INK, LETTERS[stand]);
  }

  private static void drawWalls(Canvas canvas) {
    float far = SIDE - EDGE;
    for (float at : new float[] {EDGE, far}) {
      canvas.line(EDGE, at, far, at, 6, FRAME);
      canvas.line(at, EDGE, at, far, 6, FRAME);
    }
    for (int square = 0; square < TaxiTown.SQUARES; square++) {
      if (square % TaxiTown.SIDE < TaxiTown.SIDE - 1 && TaxiTown.wallEast(square)) {
        float at = x(square) + SQUARE;
        canvas.roundedRectangle(at - 4, y(square) - 1, 8, SQUARE + 2, 4, WALL);
      }
    }
  }

  private static void drawPerson(Canvas canvas, float x, float y, float size) {
    canvas.roundedRectangle(x - 12 * size, y + 34 * size, 24 * size, 38 * size, 10 * size, COAT);
    canvas.circle(x, y + 20 * size, 14 * size, HAIR);
    canvas.circle(x, y + 23 * size, 12 * size, SKIN);
  }

  /** The taxi from above, its front where it last wanted to go. */
  private static void drawTaxi(Canvas canvas, int square, int action, boolean busy) {
    canvas.push();
    canvas.translate(x(square) + SQUARE / 2, y(square) + SQUARE / 2);
    double turn =
        switch (action) {
          case 0 -> Math.PI / 2;
          case 1 -> -Math.PI / 2;
          case 3 -> Math.PI;
          default -> 0;
        };
    canvas.rotate((float) turn);
    canvas.roundedRectangle(-33, -19, 70, 44, 12, SHADOW);
    for (float wheel : new float[] {-24, 12}) {
      canvas.roundedRectangle(wheel, -24, 14, 48, 4, WHEEL);
    }
    canvas.roundedRectangle(-36, -21, 72, 42, 12, TAXI_DARK);
    canvas.roundedRectangle(-34, -19, 68, 38, 10, TAXI);
    canvas.roundedRectangle(10, -15, 11, 30, 4, WINDOW);
    canvas.roundedRectangle(-27, -14, 7, 28, 3, WINDOW);
    canvas.roundedRectangle(31, -16, 4, 8, 2, SIGN);
    canvas.roundedRectangle(31, 8, 4, 8, 2, SIGN);
    if (busy) {
      canvas.circle(-5, 0, 12, COAT);
      canvas.circle(-5, 0, 8, SKIN);
    }
    canvas.roundedRectangle(busy ? -18 : -8, -9, 5, 18, 2, busy ? SIGN_BUSY : SIGN);
    canvas.pop();
  }
}
