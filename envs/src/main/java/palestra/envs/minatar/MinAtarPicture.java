package palestra.envs.minatar;

import java.util.List;
import palestra.envs.Canvas;

/** How a grid of channels looks: cells of a colour and form for each channel. */
final class MinAtarPicture {
  private static final int BOARD = 0xF4F6FBFF;
  private static final int CELL = 0xE8ECF6FF;
  private static final float MARGIN = 10;

  private MinAtarPicture() {}

  static void draw(Canvas canvas, List<Game.Channel> channels, byte[] cells) {
    float unit = (Math.min(canvas.width(), canvas.height()) - 2 * MARGIN) / Game.SIZE;
    canvas.clear(BOARD);
    for (int row = 0; row < Game.SIZE; row++) {
      for (int column = 0; column < Game.SIZE; column++) {
        float x = MARGIN + column * unit;
        float y = MARGIN + row * unit;
        canvas.roundedRectangle(x + 1, y + 1, unit - 2, unit - 2, 4, CELL);
      }
    }
    // Trails lie below everything else.
    drawChannels(canvas, channels, cells, unit, true);
    drawChannels(canvas, channels, cells, unit, false);
  }

  private static void drawChannels(
      Canvas canvas, List<Game.Channel> channels, byte[] cells, float unit, boolean trails) {
    for (int i = 0; i < channels.size(); i++) {
      Game.Channel channel = channels.get(i);
      if ((channel.look() == Game.Look.TRAIL) == trails) {
        for (int row = 0; row < Game.SIZE; row++) {
          for (int column = 0; column < Game.SIZE; column++) {
            if (cells[(row * Game.SIZE + column) * channels.size() + i] != 0) {
              drawCell(canvas, channel, MARGIN + column * unit, MARGIN + row * unit, unit);
            }
          }
        }
      }
    }
  }

  private static void drawCell(Canvas canvas, Game.Channel channel, float x, float y, float unit) {
    int color = channel.color();
    float middleX = x + unit / 2;
    float middleY = y + unit / 2;
    switch (channel.look()) {
      case BLOCK -> canvas.roundedRectangle(x + 2, y + 2, unit - 4, unit - 4, 7, color);
      case BALL -> canvas.circle(middleX, middleY, unit * 0.36f, color);
      case SHOT ->
          canvas.roundedRectangle(
              middleX - unit * 0.1f, y + unit * 0.2f, unit * 0.2f, unit * 0.6f, 4, color);
      case TRAIL ->
          canvas.roundedRectangle(
              x + unit * 0.3f, y + unit * 0.3f, unit * 0.4f, unit * 0.4f, 5, color);
      case GAUGE -> canvas.rectangle(x, y + unit * 0.72f, unit, unit * 0.18f, color);
      case ARROW_LEFT -> arrow(canvas, middleX, middleY, -unit * 0.18f, color);
      case ARROW_RIGHT -> arrow(canvas, middleX, middleY, unit * 0.18f, color);
    }
  }

  private static void arrow(Canvas canvas, float x, float y, float reach, int color) {
    float high = Math.abs(reach);
    canvas.polygon(new float[] {x + reach, y, x - reach, y - high, x - reach, y + high}, color);
  }
}
