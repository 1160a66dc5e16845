package palestra.envs.toytext;

import palestra.envs.Canvas;

/** How the land and its cliff look. */
final class CliffWalkingPicture {
  private static final int GRASS = 0xDCE8CFFF;
  private static final int GRASS_LIGHT = 0xE6EFDCFF;
  private static final int BLADE = 0xB4CC9CFF;
  private static final int ABYSS = 0x39425AFF;
  private static final int ABYSS_DEEP = 0x2A3145FF;
  private static final int ROCK = 0xB59F86FF;
  private static final int ROCK_DARK = 0x93806BFF;
  private static final int MARK = 0x7F6FD6FF;
  private static final int FALL = 0xE4572EFF;

  private CliffWalkingPicture() {}

  /** Draws the land and the walker; a red ring says that it fell and stands at the start again. */
  static void draw(Canvas canvas, CliffWalking.Settings settings, int place, boolean fell) {
    canvas.clear(GRASS);
    float side = canvas.width() / settings.columns();
    for (int row = 0; row < settings.rows(); row++) {
      for (int column = 0; column < settings.columns(); column++) {
        float x = column * side;
        float y = row * side;
        if (settings.isCliff(row * settings.columns() + column)) {
          drawCliff(canvas, x, y, side, column);
        } else {
          drawGrass(canvas, x, y, side, row + column);
        }
      }
    }
    float bottom = (settings.rows() - 1) * side;
    GridFigures.start(canvas, 0, bottom, side, fell ? FALL : MARK);
    GridFigures.flag(canvas, (settings.columns() - 1) * side, bottom, side);
    int row = place / settings.columns();
    GridFigures.walker(canvas, place % settings.columns() * side, row * side, side);
  }

  private static void drawGrass(Canvas canvas, float x, float y, float side, int parity) {
    canvas.rectangle(x, y, side, side, (parity & 1) == 0 ? GRASS : GRASS_LIGHT);
    float root = y + (parity % 3 == 0 ? 0.3f : 0.72f) * side;
    float at = x + (parity % 4 < 2 ? 0.24f : 0.74f) * side;
    canvas.line(at, root, at - 0.05f * side, root - 0.1f * side, 0.025f * side, BLADE);
    canvas.line(at, root, at + 0.05f * side, root - 0.1f * side, 0.025f * side, BLADE);
  }

  private static void drawCliff(Canvas canvas, float x, float y, float side, int column) {
    canvas.rectangle(x, y, side + 1, side, ABYSS);
    canvas.rectangle(x, y + 0.6f * side, side + 1, 0.4f * side, ABYSS_DEEP);
    float low = (column & 1) == 0 ? 0.34f : 0.24f;
    float high = (column & 1) == 0 ? 0.24f : 0.34f;
    canvas.polygon(
        new float[] {x, y, x + side, y, x + side, y + high * side, x, y + low * side}, ROCK);
    canvas.line(
        x + 0.3f * side,
        y + 0.06f * side,
        x + 0.24f * side,
        y + 0.2f * side,
        0.03f * side,
        ROCK_DARK);
    canvas.line(
        x + 0.7f * side,
        y + 0.04f * side,
        x + 0.74f * side,
        y + 0.16f * side,
        0.03f * side,
        ROCK_DARK);
  }
}
