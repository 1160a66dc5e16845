package palestra.envs.resources;

import java.util.Locale;
import palestra.envs.Canvas;

/** How a data centre looks: racks in the colour of their temperature, air, and curves. */
final class CoolingPicture {
  private static final int ROOM = 0xF4F6FBFF;
  private static final int FLOOR = 0xDDE3EFFF;
  private static final int PANEL = 0xFFFFFFFF;
  private static final int TEXT = 0x33415CFF;
  private static final int FAINT = 0x9AA5BFFF;
  private static final int RACK = 0x2B3550FF;
  private static final int LIT = 0x9CF2C8FF;
  private static final int DARK = 0x4A5B80FF;
  private static final int UNIT = 0xB8C2D9FF;
  private static final int BLADE = 0x33415CFF;
  private static final int AIR = 0x4C9BE800;
  private static final int LIMIT = 0xE4572EFF;
  private static final int POWER = 0x7F6FD6FF;
  private static final int LEDS = 8;
  private static final int BLADES = 4;

  /** Colours of temperatures from 10 K below to 5 K above the limit. */
  private static final int[] SCALE = {0x4C9BE8, 0x4FB7A5, 0x8CC152, 0xF2C14E, 0xF08A3C, 0xD9363E};

  private static final float COLD = -10;
  private static final float HOT = 5;
  private static final float MARGIN = 16;
  private static final float TOP = 44;
  private static final float RACK_HEIGHT = 120;
  private static final float UNIT_Y = 196;
  private static final float UNIT_HEIGHT = 52;
  private static final float CURVES_Y = 270;
  private static final float CURVES_HEIGHT = 112;

  private final Canvas canvas;
  private final CoolingRoom room;

  private CoolingPicture(Canvas canvas, CoolingRoom room) {
    this.canvas = canvas;
    this.room = room;
  }

  static void draw(Canvas canvas, CoolingRoom room) {
    CoolingPicture picture = new CoolingPicture(canvas, room);
    canvas.clear(ROOM);
    canvas.rectangle(0, UNIT_Y + UNIT_HEIGHT / 2, canvas.width(), 400, FLOOR);
    picture.drawHeading();
    int zones = room.settings().zones();
    float width = (canvas.width() - 2 * MARGIN) / zones;
    for (int zone = 0; zone < zones; zone++) {
      picture.drawZone(zone, MARGIN + zone * width, width);
    }
    picture.drawCurves();
  }

  private void drawHeading() {
    int minutes = (int) Math.round(room.hour() * 60) % (24 * 60);
    String time =
        String.format(
            Locale.ROOT,
            "%02d:%02d   outside %.0f °C   %.2f EUR/kWh",
            minutes / 60,
            minutes % 60,
            room.outside(),
            room.price());
    canvas.text(MARGIN, 22, 16, Canvas.Align.LEFT, TEXT, time);
    String power =
        String.format(
            Locale.ROOT,
            "cooling %.0f kW   hottest %.1f °C",
            room.steps() > 0 ? room.power(1) : 0,
            room.hottest());
    canvas.text(canvas.width() - MARGIN, 22, 16, Canvas.Align.RIGHT, TEXT, power);
  }

  private void drawZone(int zone, float left, float width) {
    float gap = 0.06f * width;
    float excess = (float) (room.temperature(zone) - room.settings().temperatureLimit());
    int color = color(excess);
    canvas.roundedRectangle(
        left + gap / 2, TOP, width - gap, RACK_HEIGHT + 22, 8, (color & 0xFFFFFF00) | 0x44);
    int racks = Math.max(1, Math.min(4, Math.round(width / 34)));
    float rack = (width - 2 * gap) / racks;
    for (int i = 0; i < racks; i++) {
      drawRack(zone, left + gap + i * rack + 0.08f * rack, 0.84f * rack, color, i);
    }
    String temperature = String.format(Locale.ROOT, "%.1f", room.temperature(zone));
    float size = Math.min(15, width / 4);
    canvas.text(
        left + width / 2, TOP + RACK_HEIGHT + 12, size, Canvas.Align.CENTER, TEXT, temperature);
    drawUnit(zone, left, width);
  }

  private void drawRack(int zone, float left, float width, int color, int rack) {
    canvas.roundedRectangle(left, TOP + 6, width, RACK_HEIGHT - 8, 4, RACK);
    canvas.roundedRectangle(left + 2, TOP + 8, width - 4, RACK_HEIGHT - 12, 3, color);
    float row = (RACK_HEIGHT - 20) / LEDS;
    for (int led = 0; led < LEDS; led++) {
      float y = TOP + 12 + led * row;
      canvas.roundedRectangle(left + 5, y, width - 10, row - 4, 2, RACK);
      boolean lit = room.load(zone) * LEDS * 4 > led * 4 + rack;
      canvas.circle(left + width - 10, y + (row - 4) / 2, 2, lit ? LIT : DARK);
    }
  }

  /** The cooling unit: its fan turns with the flow, its air is bluer the colder it is. */
  private void drawUnit(int zone, float left, float width) {
    float x = left + width / 2;
    float y = UNIT_Y + UNIT_HEIGHT / 2;
    float flow = (float) room.flow(zone);
    CoolingSettings settings = room.settings();
    double cold =
        (settings.supplyHigh() - room.supply(zone))
            / (settings.supplyHigh() - settings.supplyLow());
    int air = AIR | (int) (70 + 150 * cold);
    float wide = flow * 0.42f * width;
    canvas.polygon(
        new float[] {x - wide / 3, UNIT_Y, x + wide / 3, UNIT_Y, x + wide, 188, x - wide, 188},
        air);
    float half = Math.min(0.44f * width, 56);
    canvas.roundedRectangle(x - half, UNIT_Y, 2 * half, UNIT_HEIGHT, 8, UNIT);
    float radius = Math.min(20, 0.4f * half);
    float fanX = x - half + radius + 8;
    canvas.circle(fanX, y, radius, PANEL);
    canvas.push();
    canvas.translate(fanX, y);
    canvas.rotate(room.steps() * 1.1f * flow);
    for (int blade = 0; blade < BLADES; blade++) {
      canvas.rotate((float) (2 * Math.PI / BLADES));
      canvas.roundedRectangle(-0.16f * radius, 0, 0.42f * radius, 0.88f * radius, 3, BLADE);
    }
    canvas.pop();
    if (half > 40) {
      String speed = String.format(Locale.ROOT, "%.0f %%", 100 * flow);
      String supply = String.format(Locale.ROOT, "%.0f °C", room.supply(zone));
      canvas.text(x + half - 8, y - 10, 13, Canvas.Align.RIGHT, TEXT, speed);
      canvas.text(x + half - 8, y + 10, 13, Canvas.Align.RIGHT, TEXT, supply);
    }
  }

  private void drawCurves() {
    float width = canvas.width() - 2 * MARGIN;
    canvas.roundedRectangle(MARGIN, CURVES_Y, width, CURVES_HEIGHT, 8, PANEL);
    int shown = Math.min(room.steps(), CoolingRoom.HISTORY);
    float most = 1;
    for (int ago = 1; ago <= shown; ago++) {
      most = Math.max(most, room.power(ago));
    }
    float step = (width - 20) / (CoolingRoom.HISTORY - 1);
    float base = CURVES_Y + CURVES_HEIGHT - 10;
    float height = CURVES_HEIGHT - 40;
    float limitY = base - height * -COLD / (HOT - COLD);
    for (float x = MARGIN + 10; x < MARGIN + width - 12; x += 10) {
      canvas.line(x, limitY, x + 5, limitY, 1, LIMIT);
    }
    canvas.text(MARGIN + 12, CURVES_Y + 14, 13, Canvas.Align.LEFT, POWER, "cooling power");
    canvas.text(MARGIN + 120, CURVES_Y + 14, 13, Canvas.Align.LEFT, LIMIT, "hottest zone, limit");
    canvas.text(
        MARGIN + width - 12, CURVES_Y + 14, 13, Canvas.Align.RIGHT, FAINT, "last 288 steps");
    if (shown < 2) {
      return;
    }
    float[] power = new float[2 * shown];
    float[] heat = new float[2 * shown];
    for (int i = 0; i < shown; i++) {
      int ago = shown - i;
      float x = MARGIN + 10 + i * step;
      power[2 * i] = x;
      power[2 * i + 1] = base - height * room.power(ago) / most;
      float excess = room.hottest(ago) - (float) room.settings().temperatureLimit();
      heat[2 * i] = x;
      heat[2 * i + 1] =
          base - height * (Math.max(COLD, Math.min(HOT, excess)) - COLD) / (HOT - COLD);
    }
    canvas.polyline(power, 2.5f, POWER);
    canvas.polyline(heat, 2, LIMIT);
  }

  private static int color(float excess) {
    float at = (Math.max(COLD, Math.min(HOT, excess)) - COLD) / (HOT - COLD) * (SCALE.length - 1);
    int below = Math.min((int) at, SCALE.length - 2);
    float share = at - below;
    int color = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int from = (SCALE[below] >> shift) & 0xFF;
      int to = (SCALE[below + 1] >> shift) & 0xFF;
      color = (color << 8) | Math.round(from + share * (to - from));
    }
    return (color << 8) | 0xFF;
  }
}
