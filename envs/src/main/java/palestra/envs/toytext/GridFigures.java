package palestra.envs.toytext;

import palestra.envs.Canvas;

/** Figures on the squares of a grid; all sizes are shares of a square's side. */
final class GridFigures {
  private static final int SHADOW = 0x2B355030;
  private static final int COAT = 0xE4674FFF;
  private static final int COAT_LIGHT = 0xF0907CFF;
  private static final int SKIN = 0xF6D3B3FF;
  private static final int HAT = 0x3B4A6BFF;
  private static final int POLE = 0x5B6785FF;
  private static final int FLAG = 0x3FA37AFF;
  private static final int FLAG_DARK = 0x2F8463FF;

  private GridFigures() {}

  /** A walker, its feet near the square's lower edge. */
  static void walker(Canvas canvas, float x, float y, float side) {
    float middle = x + side / 2;
    canvas.push();
    canvas.translate(middle, y + 0.83f * side);
    canvas.scale(1, 0.35f);
    canvas.circle(0, 0, 0.2f * side, SHADOW);
    canvas.pop();
    canvas.roundedRectangle(
        middle - 0.15f * side, y + 0.43f * side, 0.3f * side, 0.4f * side, 0.13f * side, COAT);
    canvas.roundedRectangle(
        middle - 0.1f * side,
        y + 0.5f * side,
        0.07f * side,
        0.24f * side,
        0.03f * side,
        COAT_LIGHT);
    canvas.circle(middle, y + 0.33f * side, 0.13f * side, SKIN);
    canvas.roundedRectangle(
        middle - 0.15f * side, y + 0.2f * side, 0.3f * side, 0.09f * side, 0.04f * side, HAT);
    canvas.circle(middle, y + 0.17f * side, 0.045f * side, COAT_LIGHT);
  }

  /** A flag planted in a square. */
  static void flag(Canvas canvas, float x, float y, float side) {
    float pole = x + 0.36f * side;
    float top = y + 0.16f * side;
    canvas.push();
    canvas.translate(pole, y + 0.84f * side);
    canvas.scale(1, 0.35f);
    canvas.circle(0, 0, 0.15f * side, SHADOW);
    canvas.pop();
    canvas.roundedRectangle(
        pole - 0.025f * side, top, 0.05f * side, 0.68f * side, 0.02f * side, POLE);
    float tip = pole + 0.4f * side;
    canvas.polygon(new float[] {pole, top, tip, top + 0.15f * side, pole, top + 0.3f * side}, FLAG);
    canvas.polygon(
        new float[] {pole, top + 0.15f * side, tip, top + 0.15f * side, pole, top + 0.3f * side},
        FLAG_DARK);
  }

  /** A ring on the ground that marks where walkers start. */
  static void start(Canvas canvas, float x, float y, float side, int color) {
    canvas.ring(x + side / 2, y + side / 2, 0.3f * side, Math.max(1, 0.04f * side), color);
  }
}
