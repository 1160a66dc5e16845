package palestra.envs.toytext;

import palestra.envs.Canvas;

/** The paper of playing cards, and their suits as shapes. */
final class PlayingCards {
  private static final int SHADOW = 0x2B355026;
  private static final int PAPER = 0xFFFFFFFF;
  private static final int EDGE = 0xCBD5E3FF;
  private static final int BLACK = 0x33415CFF;
  private static final int RED = 0xD9534FFF;

  private PlayingCards() {}

  /** An empty card. */
  static void paper(Canvas canvas, float x, float y, float width, float height) {
    canvas.roundedRectangle(x + 2, y + 4, width, height, 10, SHADOW);
    canvas.roundedRectangle(x, y, width, height, 10, EDGE);
    canvas.roundedRectangle(x + 1.5f, y + 1.5f, width - 3, height - 3, 9, PAPER);
  }

  /** A suit's colour. */
  static int color(int suit) {
    return suit == 1 || suit == 2 ? RED : BLACK;
  }

  /**
   * A suit around a middle: 0 clubs, 1 diamonds, 2 hearts, 3 spades; twice as high as its radius.
   */
  static void suit(Canvas canvas, int suit, float x, float y, float radius) {
    int color = color(suit);
    switch (suit) {
      case 0 -> {
        float leaf = 0.46f * radius;
        canvas.circle(x, y - 0.5f * radius, leaf, color);
        canvas.circle(x - 0.52f * radius, y + 0.2f * radius, leaf, color);
        canvas.circle(x + 0.52f * radius, y + 0.2f * radius, leaf, color);
        stem(canvas, x, y, radius, color);
      }
      case 1 ->
          canvas.polygon(
              new float[] {
                x, y - radius, x + 0.75f * radius, y, x, y + radius, x - 0.75f * radius, y
              },
              color);
      case 2 -> heart(canvas, x, y, radius, color);
      default -> {
        heart(canvas, x, y, -radius, color);
        stem(canvas, x, y, radius, color);
      }
    }
  }

  /** A heart; upside down where the radius is negative. */
  private static void heart(Canvas canvas, float x, float y, float radius, int color) {
    float size = Math.abs(radius);
    float lobe = 0.47f * size;
    float height = y - 0.36f * radius;
    canvas.circle(x - 0.42f * size, height, lobe, color);
    canvas.circle(x + 0.42f * size, height, lobe, color);
    canvas.polygon(
        new float[] {
          x - 0.83f * size,
          y - 0.13f * radius,
          x,
          y - 0.4f * radius,
          x + 0.83f * size,
          y - 0.13f * radius,
          x,
          y + 0.95f * radius
        },
        color);
  }

  private static void stem(Canvas canvas, float x, float y, float radius, int color) {
    canvas.polygon(
        new float[] {
          x, y - 0.1f * radius, x + 0.3f * radius, y + radius, x - 0.3f * radius, y + radius
        },
        color);
  }
}
