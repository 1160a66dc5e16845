package palestra.envs.toytext;

import palestra.envs.Canvas;

/** How a frozen lake looks. */
final class FrozenLakePicture {
  private static final int SNOW = 0xF4F8FCFF;
  private static final int ICE = 0xD9E9F5FF;
  private static final int ICE_LIGHT = 0xEAF4FBFF;
  private static final int GLINT = 0xFFFFFFCC;
  private static final int RIM = 0xB4CFE4FF;
  private static final int WATER = 0x2F5D86FF;
  private static final int WATER_DEEP = 0x24496BFF;
  private static final int WAVE = 0x7FB0D6FF;
  private static final int SPLASH = 0xE6F3FCFF;
  private static final int MARK = 0x7F6FD6FF;
  private static final int WISH = 0x5B678599;
  private static final int FEW_PLACES = 16;

  private FrozenLakePicture() {}

  /** Draws the lake, the walker, and, as an arrow, where it last wanted to go. */
  static void draw(Canvas canvas, FrozenLakeMap map, int place, int action) {
    canvas.clear(SNOW);
    float side = canvas.width() / map.width();
    for (int row = 0; row < map.height(); row++) {
      for (int column = 0; column < map.width(); column++) {
        drawPlace(canvas, map.at(row, column), column * side, row * side, side, row + column);
      }
    }
    float x = place % map.width() * side;
    float y = Math.floorDiv(place, map.width()) * side;
    boolean sunk = map.at(place / map.width(), place % map.width()) == 'H';
    if (sunk) {
      canvas.ring(x + side / 2, y + 0.55f * side, 0.24f * side, 0.05f * side, SPLASH);
      canvas.ring(x + side / 2, y + 0.55f * side, 0.14f * side, 0.03f * side, WAVE);
      return;
    }
    if (action >= 0 && map.width() <= FEW_PLACES) {
      drawWish(canvas, x + side / 2, y + side / 2, side, action);
    }
    GridFigures.walker(canvas, x, y, side);
  }

  private static void drawPlace(
      Canvas canvas, char letter, float x, float y, float side, int parity) {
    float gap = 0.02f * side;
    float inner = side - 2 * gap;
    float radius = 0.1f * side;
    canvas.roundedRectangle(x + gap, y + gap, inner, inner, radius, RIM);
    float top = inner - 0.05f * side;
    canvas.roundedRectangle(
        x + gap, y + gap, inner, top, radius, (parity & 1) == 0 ? ICE : ICE_LIGHT);
    canvas.line(
        x + 0.18f * side, y + 0.3f * side, x + 0.32f * side, y + 0.16f * side, 0.03f * side, GLINT);
    canvas.line(
        x + 0.7f * side, y + 0.84f * side, x + 0.84f * side, y + 0.7f * side, 0.03f * side, GLINT);
    if (letter == 'H') {
      canvas.circle(x + side / 2, y + side / 2, 0.36f * side, WATER);
      canvas.circle(x + side / 2, y + 0.54f * side, 0.31f * side, WATER_DEEP);
      canvas.line(
          x + 0.36f * side,
          y + 0.48f * side,
          x + 0.5f * side,
          y + 0.48f * side,
          0.03f * side,
          WAVE);
      canvas.line(
          x + 0.5f * side, y + 0.6f * side, x + 0.66f * side, y + 0.6f * side, 0.03f * side, WAVE);
    } else if (letter == 'S') {
      GridFigures.start(canvas, x, y, side, MARK);
    } else if (letter == 'G') {
      GridFigures.flag(canvas, x, y, side);
    }
  }

  private static void drawWish(Canvas canvas, float x, float y, float side, int action) {
    canvas.push();
    canvas.translate(x, y);
    // Actions turn counterclockwise from the west: left, down, right, up.
    canvas.rotate((float) (Math.PI - action * Math.PI / 2));
    float from = 0.36f * side;
    float to = 0.48f * side;
    canvas.polygon(new float[] {from, -0.1f * side, to, 0, from, 0.1f * side}, WISH);
    canvas.pop();
  }
}
