package palestra.envs.resources;

import java.util.Locale;
import palestra.envs.Canvas;
import palestra.envs.PictureSize;

/** How a grid of crossings looks: roads, queued and moving vehicles, and lights. */
final class TrafficPicture {
  private static final int LAND = 0xEAF0E6FF;
  private static final int BLOCK = 0xDCE6D5FF;
  private static final int HOUSE = 0xCBD8C6FF;
  private static final int ROAD = 0x8A93A3FF;
  private static final int MARK = 0xE9ECF2FF;
  private static final int TEXT = 0x33415CFF;
  private static final int RED = 0xE4572EFF;
  private static final int YELLOW = 0xF2B134FF;
  private static final int GREEN = 0x2FB36BFF;
  private static final int POLE = 0x2B3550FF;
  private static final int[] PAINT = {
    0x3D6FD6FF, 0xF4F6FBFF, 0xE0A458FF, 0x7F6FD6FF, 0xD6556FFF, 0x2B3550FF, 0x4FA3A5FF
  };

  private static final float WIDTH = 600;
  private static final float EDGE = 0.75f;
  private static final float ROAD_SHARE = 0.24f;
  private static final float[] DIRECTION = {-90, 0, 90, 180};

  private final Canvas canvas;
  private final TrafficNetwork network;
  private final float cell;
  private final float road;
  private final float carLength;
  private final float carWidth;

  private TrafficPicture(Canvas canvas, TrafficNetwork network) {
    this.canvas = canvas;
    this.network = network;
    cell = cell(network.settings());
    road = ROAD_SHARE * cell;
    carWidth = 0.095f * road;
    carLength = 0.2f * road;
  }

  private static float cell(TrafficSettings settings) {
    return WIDTH / (Math.max(settings.columns(), settings.rows()) - 1 + 2 * EDGE);
  }

  static PictureSize size(TrafficSettings settings) {
    float cell = cell(settings);
    return new PictureSize(
        Math.round((settings.columns() - 1 + 2 * EDGE) * cell),
        Math.round((settings.rows() - 1 + 2 * EDGE) * cell));
  }

  static void draw(Canvas canvas, TrafficNetwork network) {
    new TrafficPicture(canvas, network).draw();
  }

  private void draw() {
    TrafficSettings settings = network.settings();
    canvas.clear(LAND);
    for (int row = 0; row <= settings.rows(); row++) {
      for (int column = 0; column <= settings.columns(); column++) {
        drawBlock(row, column);
      }
    }
    for (int row = 0; row < settings.rows(); row++) {
      float y = (row + EDGE) * cell;
      canvas.rectangle(0, y - road / 2, canvas.width(), road, ROAD);
    }
    for (int column = 0; column < settings.columns(); column++) {
      float x = (column + EDGE) * cell;
      canvas.rectangle(x - road / 2, 0, road, canvas.height(), ROAD);
    }
    for (int way = 0; way < network.roads(); way++) {
      int crossing = way / TrafficMap.SIDES;
      int row = crossing / settings.columns();
      int column = crossing % settings.columns();
      canvas.push();
      canvas.translate((column + EDGE) * cell, (row + EDGE) * cell);
      canvas.rotate((float) Math.toRadians(DIRECTION[way % TrafficMap.SIDES]));
      drawRoad(way);
      canvas.pop();
    }
    drawText();
  }

  /** A block of houses between the roads. */
  private void drawBlock(int row, int column) {
    float gap = 0.06f * cell;
    float left = column == 0 ? -cell : (column - 1 + EDGE) * cell + road / 2 + gap;
    float top = row == 0 ? -cell : (row - 1 + EDGE) * cell + road / 2 + gap;
    float right = (column + EDGE) * cell - road / 2 - gap;
    float bottom = (row + EDGE) * cell - road / 2 - gap;
    canvas.roundedRectangle(left, top, right - left, bottom - top, gap, BLOCK);
    boolean inner = row > 0 && column > 0;
    if (inner && row < network.settings().rows() && column < network.settings().columns()) {
      float house = (right - left) / 4;
      for (float x = left + house / 4; x < right - house / 2; x += 1.25f * house) {
        for (float y = top + house / 4; y < bottom - house / 2; y += 1.25f * house) {
          canvas.roundedRectangle(x, y, house, house, house / 8, HOUSE);
        }
      }
    }
  }

  /** One road in a frame of its own: the crossing's middle at 0, the road along x, coming in. */
  private void drawRoad(int way) {
    float stop = road / 2;
    float length = network.map().entry(way) ? EDGE * cell - stop : cell - road;
    // Of the two directions between two crossings one paints the line.
    boolean paints = network.map().entry(way) || way % TrafficMap.SIDES % 3 != 0;
    for (float x = stop + 2 * carLength; paints && x < stop + length; x += 2 * carLength) {
      canvas.line(x, 0, x + carLength, 0, Math.max(1, road / 50), MARK);
    }
    boolean open = network.open(way);
    boolean changing = network.clearing(way / TrafficMap.SIDES) > 0;
    int light = !open ? RED : changing ? YELLOW : GREEN;
    canvas.line(stop + 1, -stop + 1, stop + 1, -1, Math.max(2, road / 18), light);
    float post = 0.11f * road;
    canvas.circle(stop + post, -stop - post, post, POLE);
    canvas.circle(stop + post, -stop - post, 0.68f * post, light);

    for (int turn = 0; turn < TrafficMap.TURNS; turn++) {
      int waiting = network.queue(TrafficMap.TURNS * way + turn);
      float spacing = 1.3f * carLength;
      int shown = Math.min(waiting, (int) ((length - 0.3f * carLength) / spacing));
      for (int i = 0; i < shown; i++) {
        drawCar(stop + 0.6f * carLength + i * spacing, turn, way + 5 * turn + 3 * i);
      }
    }
    drawTravelling(way, stop, length);
  }

  private void drawTravelling(int way, float stop, float length) {
    int time = network.settings().travelTime();
    for (int seconds = 1; seconds <= time; seconds++) {
      int vehicles = network.arriving(way, seconds);
      for (int i = 0; i < Math.min(vehicles, TrafficMap.TURNS); i++) {
        float x = stop + (length - carLength) * seconds / time;
        drawCar(x, (seconds + network.time() + i) % TrafficMap.TURNS, seconds + network.time());
      }
    }
  }

  private void drawCar(float x, int lane, int paint) {
    float y = -road / 2 * (2 * lane + 1) / (2 * TrafficMap.TURNS);
    int color = PAINT[Math.floorMod(paint * 31, PAINT.length)];
    canvas.roundedRectangle(
        x, y - carWidth / 2, carLength, carWidth, Math.max(1, 0.3f * carWidth), color);
  }

  private void drawText() {
    int minutes = network.time() / 60;
    String text =
        String.format(
            Locale.ROOT, "%d:%02d   %d waiting", minutes, network.time() % 60, network.queued());
    canvas.text(10, 16, 15, Canvas.Align.LEFT, TEXT, text);
    canvas.text(
        10,
        36,
        13,
        Canvas.Align.LEFT,
        TEXT,
        String.format(Locale.ROOT, "%d inside, %d left", network.inside(), network.left()));
  }
}
