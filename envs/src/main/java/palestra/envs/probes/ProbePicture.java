package palestra.envs.probes;

import java.util.Locale;
import palestra.envs.Canvas;
import palestra.envs.PictureSize;

/** How the probes look. */
final class ProbePicture {
  static final PictureSize SIZE = new PictureSize(480, 280);
  static final double STEPS_PER_SECOND = 4;

  private static final int PAPER = 0xF4F6FBFF;
  private static final int INK = 0x33415CFF;
  private static final int FAINT = 0x9AA5BFFF;
  private static final int EMPTY = 0xDDE3EFFF;
  private static final int NOW = 0x7F6FD6FF;
  private static final int FIRST = 0xE0A458FF;
  private static final int SECOND = 0x4C9FA8FF;
  private static final int GOOD = 0x3FA37AFF;
  private static final int BAD = 0xE4674FFF;
  private static final int WHITE = 0xFFFFFFFF;
  private static final float MIDDLE_X = 240;
  private static final float MIDDLE_Y = 140;
  private static final float ROOM = 420;
  private static final int MOST_NUMBERED = 16;

  private ProbePicture() {}

  /** Paper, the name, the last reward, and whether the episode is over. */
  static void frame(Canvas canvas, String name, double reward, boolean over) {
    canvas.clear(PAPER);
    canvas.text(22, 28, 20, Canvas.Align.LEFT, INK, name);
    canvas.text(
        458,
        28,
        18,
        Canvas.Align.RIGHT,
        reward > 0 ? GOOD : reward < 0 ? BAD : FAINT,
        String.format(Locale.ROOT, "reward %.4g", reward));
    if (over) {
      canvas.text(MIDDLE_X, 256, 18, Canvas.Align.CENTER, FAINT, "over");
    }
  }

  /** States in a row, the present one filled. */
  static void states(Canvas canvas, int count, int now) {
    float step = Math.min(84, ROOM / count);
    float left = MIDDLE_X - step * (count - 1) / 2;
    canvas.line(left, MIDDLE_Y, left + step * (count - 1), MIDDLE_Y, 3, EMPTY);
    for (int i = 0; i < count; i++) {
      boolean here = i == now;
      float radius = Math.max(1, 0.38f * step);
      canvas.circle(left + i * step, MIDDLE_Y, radius, here ? NOW : EMPTY);
      if (count <= MOST_NUMBERED) {
        canvas.text(
            left + i * step,
            MIDDLE_Y,
            0.9f * radius,
            Canvas.Align.CENTER,
            here ? WHITE : INK,
            Integer.toString(i));
      }
    }
  }

  /** The cue, faint once it is hidden, and how far away the question is. */
  static void memory(Canvas canvas, int cue, int steps, int length) {
    int color = cue == 1 ? FIRST : SECOND;
    boolean seen = steps == 0;
    canvas.circle(130, MIDDLE_Y, 46, seen ? color : EMPTY);
    if (!seen) {
      canvas.ring(130, MIDDLE_Y, 46, 3, color);
    }
    canvas.text(130, MIDDLE_Y, 42, Canvas.Align.CENTER, seen ? WHITE : color, "" + cue);
    float right = 350;
    float done = Math.min(1, steps / (float) length);
    canvas.line(196, MIDDLE_Y, 284, MIDDLE_Y, 8, EMPTY);
    canvas.line(196, MIDDLE_Y, 196 + 88 * done, MIDDLE_Y, 8, NOW);
    canvas.text(
        MIDDLE_X,
        MIDDLE_Y + 24,
        15,
        Canvas.Align.CENTER,
        FAINT,
        Math.min(steps, length) + " / " + length);
    boolean asked = steps == length;
    canvas.circle(right, MIDDLE_Y, 46, asked ? NOW : EMPTY);
    canvas.text(right, MIDDLE_Y, 42, Canvas.Align.CENTER, asked ? WHITE : FAINT, "?");
  }

  /** A square for each action: open where allowed, crossed out where not. */
  static void mask(Canvas canvas, byte[] mask, int steps, int length) {
    float step = Math.min(64, ROOM / mask.length);
    float left = MIDDLE_X - step * mask.length / 2;
    float side = 0.84f * step;
    for (int i = 0; i < mask.length; i++) {
      float x = left + (i + 0.08f) * step;
      float y = MIDDLE_Y - side / 2;
      canvas.roundedRectangle(x, y, side, side, 0.16f * side, mask[i] == 1 ? GOOD : EMPTY);
      if (mask[i] == 0) {
        float inset = 0.3f * side;
        canvas.line(x + inset, y + inset, x + side - inset, y + side - inset, 0.08f * side, BAD);
        canvas.line(x + inset, y + side - inset, x + side - inset, y + inset, 0.08f * side, BAD);
      }
    }
    canvas.text(MIDDLE_X, MIDDLE_Y + 60, 15, Canvas.Align.CENTER, FAINT, steps + " / " + length);
  }

  /** The first two dimensions: rings where the target is, a cross where the action aimed. */
  static void target(Canvas canvas, float[] target, float[] aim, boolean aimed) {
    float reach = 84;
    canvas.roundedRectangle(
        MIDDLE_X - reach - 14, MIDDLE_Y - reach - 8, 2 * reach + 28, 2 * reach + 16, 12, EMPTY);
    float x = MIDDLE_X + target[0] * reach;
    float y = MIDDLE_Y - (target.length > 1 ? target[1] : 0) * reach;
    canvas.circle(x, y, 16, BAD);
    canvas.circle(x, y, 11, WHITE);
    canvas.circle(x, y, 6, BAD);
    if (aimed) {
      float toX = MIDDLE_X + aim[0] * reach;
      float toY = MIDDLE_Y - (aim.length > 1 ? aim[1] : 0) * reach;
      canvas.line(x, y, toX, toY, 2, FAINT);
      canvas.line(toX - 9, toY, toX + 9, toY, 3, INK);
      canvas.line(toX, toY - 9, toX, toY + 9, 3, INK);
    }
  }

  /** The bits as they are above those as they should be; what differs is marked. */
  static void bits(Canvas canvas, float[] seen, int bits) {
    float step = Math.min(56, ROOM / bits);
    float left = MIDDLE_X - step * bits / 2;
    float side = 0.84f * step;
    for (int i = 0; i < bits; i++) {
      float x = left + (i + 0.08f) * step;
      boolean right = seen[i] == seen[bits + i];
      canvas.roundedRectangle(
          x, MIDDLE_Y - step + 4, side, side, 0.16f * side, seen[i] == 1 ? NOW : EMPTY);
      canvas.roundedRectangle(
          x, MIDDLE_Y + 4, side, side, 0.16f * side, seen[bits + i] == 1 ? INK : EMPTY);
      canvas.circle(x + side / 2, MIDDLE_Y + step + 14, 0.14f * step, right ? GOOD : BAD);
    }
  }

  /** The first two dimensions: the point, and a ring around where it should be. */
  static void reach(Canvas canvas, float[] seen, int dimensions, float radius) {
    float reach = 84;
    canvas.roundedRectangle(
        MIDDLE_X - reach - 14, MIDDLE_Y - reach - 8, 2 * reach + 28, 2 * reach + 16, 12, EMPTY);
    boolean flat = dimensions > 1;
    float x = MIDDLE_X + seen[0] * reach;
    float y = MIDDLE_Y - (flat ? seen[1] : 0) * reach;
    float goalX = MIDDLE_X + seen[dimensions] * reach;
    float goalY = MIDDLE_Y - (flat ? seen[dimensions + 1] : 0) * reach;
    canvas.line(x, y, goalX, goalY, 2, FAINT);
    canvas.circle(goalX, goalY, Math.max(3, radius * reach), GOOD);
    canvas.ring(goalX, goalY, Math.max(3, radius * reach) + 5, 2, GOOD);
    canvas.circle(x, y, 7, NOW);
  }

  /** Both numbers, each on its own scale. */
  static void scale(Canvas canvas, float small, float big, float scale) {
    bar(canvas, 100, "small", small, scale);
    bar(canvas, 180, "big", big, 1 / scale);
  }

  private static void bar(Canvas canvas, float y, String name, float value, float most) {
    float reach = 120;
    canvas.text(40, y, 17, Canvas.Align.LEFT, INK, name);
    canvas.roundedRectangle(MIDDLE_X - reach, y - 13, 2 * reach, 26, 6, EMPTY);
    float length = reach * value / most;
    canvas.rectangle(
        Math.min(MIDDLE_X, MIDDLE_X + length),
        y - 13,
        Math.abs(length),
        26,
        value > 0 ? SECOND : FIRST);
    canvas.line(MIDDLE_X, y - 18, MIDDLE_X, y + 18, 2, FAINT);
    canvas.text(458, y, 16, Canvas.Align.RIGHT, INK, String.format(Locale.ROOT, "%.4g", value));
  }
}
