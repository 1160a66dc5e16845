package palestra.envs.racing;

import com.badlogic.gdx.math.Vector2;
import palestra.envs.Canvas;

/** How a race looks to people: the road around the car, the whole track, speed and steering. */
final class RacingPicture {
  private static final int MEADOW = 0xE6EFE3FF;
  private static final int MEADOW_SQUARE = 0xDEE9DAFF;
  private static final int EDGE = 0xF7F8FBFF;
  private static final int ASPHALT = 0x8E99ADFF;
  private static final int VISITED = 0x7C879DFF;
  private static final int DASH = 0xC7CEDAFF;
  private static final int KERB = 0xE4572EFF;
  private static final int KERB_LIGHT = 0xFFFFFFFF;
  private static final int START = 0xFFFFFFFF;
  private static final int SHADOW = 0x2B355030;
  private static final int HULL = 0x7F6FD6FF;
  private static final int COCKPIT = 0x4B3FA0FF;
  private static final int TYRE = 0x1F2937FF;
  private static final int PANEL = 0xFFFFFFD8;
  private static final int PANEL_TRACK = 0xC5CCDAFF;
  private static final int PANEL_DONE = 0x7F6FD6FF;
  private static final int TEXT = 0x33415CFF;
  private static final int FAINT = 0xD8DEEAFF;
  private static final int SPEED = 0xE0A458FF;
  private static final int CAR_DOT = 0xE4572EFF;

  /** Pixels a metre. */
  private static final float ZOOM = 7.5f;

  private static final double FULL_SPEED = 100;
  private static final float MAP = 116;

  private RacingPicture() {}

  static void draw(Canvas canvas, Race race, RacingSettings settings) {
    canvas.clear(MEADOW);
    if (race == null) {
      return;
    }
    canvas.push();
    canvas.translate(canvas.width() / 2, canvas.height() * 0.72f);
    canvas.scale(ZOOM, -ZOOM);
    Vector2 position = race.car.hull.getPosition();
    canvas.rotate(-race.car.hull.getAngle());
    canvas.translate(-position.x, -position.y);
    meadow(canvas, settings, position);
    road(canvas, race.track, settings, race.visited);
    car(canvas, race.car, settings.car());
    canvas.pop();
    map(canvas, race);
    panel(canvas, race, settings);
  }

  /** Squares, so that one sees the ground move. */
  private static void meadow(Canvas canvas, RacingSettings settings, Vector2 position) {
    float square = (float) settings.playfield() / 20;
    int column = (int) Math.floor(position.x / square / 2) * 2;
    int row = (int) Math.floor(position.y / square / 2) * 2;
    for (int x = column - 6; x <= column + 6; x += 2) {
      for (int y = row - 6; y <= row + 6; y += 2) {
        canvas.rectangle(x * square, y * square, square, square, MEADOW_SQUARE);
      }
    }
  }

  private static void road(Canvas canvas, Track track, RacingSettings settings, boolean[] visited) {
    float width = 2 * (float) settings.track().width();
    float[] line = points(track, 0, track.length + 2);
    canvas.polyline(line, width + 1.2f, EDGE);
    canvas.polyline(line, width, ASPHALT);
    for (int from = 0; from < track.length; from++) {
      int to = from;
      while (to < track.length && visited[to]) {
        to++;
      }
      if (to > from) {
        canvas.polyline(points(track, Math.max(from - 1, 0), to), width, VISITED);
        from = to;
      }
    }
    double[] kerb = new double[8];
    for (int i = 0; i < track.length; i++) {
      if (track.border[i]) {
        track.border(i, kerb);
        canvas.polygon(floats(kerb), i % 2 == 0 ? KERB_LIGHT : KERB);
      }
    }
    for (int i = 0; i + 1 < track.length; i += 2) {
      canvas.line(
          (float) track.x[i],
          (float) track.y[i],
          (float) track.x[i + 1],
          (float) track.y[i + 1],
          0.25f,
          DASH);
    }
    track.tile(0, kerb);
    canvas.line((float) kerb[0], (float) kerb[1], (float) kerb[2], (float) kerb[3], 0.8f, START);
  }

  /**
   * Points of the road from one to another, around the start where they are more than there are.
   */
  private static float[] points(Track track, int from, int to) {
    float[] xy = new float[2 * Math.max(to - from, 2)];
    for (int i = 0; i < xy.length / 2; i++) {
      int at = (from + i) % track.length;
      xy[2 * i] = (float) track.x[at];
      xy[2 * i + 1] = (float) track.y[at];
    }
    return xy;
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  private static void car(Canvas canvas, Car car, CarSettings settings) {
    float size = (float) settings.size();
    canvas.push();
    Vector2 position = car.hull.getPosition();
    canvas.translate(position.x + 0.25f, position.y - 0.25f);
    canvas.rotate(car.hull.getAngle());
    canvas.roundedRectangle(-60 * size, -125 * size, 120 * size, 258 * size, 20 * size, SHADOW);
    canvas.pop();
    for (Car.Wheel wheel : car.wheels) {
      canvas.push();
      Vector2 at = wheel.body.getPosition();
      canvas.translate(at.x, at.y);
      canvas.rotate(wheel.body.getAngle());
      float width = (float) settings.wheelWidth() * size * 1.25f;
      float radius = (float) settings.wheelRadius() * size * 1.1f;
      canvas.roundedRectangle(-width, -radius, 2 * width, 2 * radius, width / 2, TYRE);
      canvas.pop();
    }
    canvas.push();
    canvas.translate(position.x, position.y);
    canvas.rotate(car.hull.getAngle());
    for (float[] corners : car.hullCorners) {
      canvas.polygon(corners, HULL);
    }
    canvas.circle(0, -25 * size, 22 * size, COCKPIT);
    canvas.pop();
  }

  private static void map(Canvas canvas, Race race) {
    float left = canvas.width() - MAP - 12;
    canvas.roundedRectangle(left, 12, MAP, MAP, 10, PANEL);
    Track track = race.track;
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < track.length; i++) {
      low = Math.min(low, Math.min(track.x[i], track.y[i]));
      high = Math.max(high, Math.max(track.x[i], track.y[i]));
    }
    float scale = (float) ((MAP - 20) / (high - low));
    canvas.push();
    canvas.translate(left + MAP / 2, 12 + MAP / 2);
    canvas.scale(scale, -scale);
    canvas.translate((float) -(low + high) / 2, (float) -(low + high) / 2);
    canvas.polyline(points(track, 0, track.length + 1), 3 / scale, PANEL_TRACK);
    for (int i = 0; i < track.length; i++) {
      if (race.visited[i]) {
        canvas.polyline(points(track, i, i + 2), 3 / scale, PANEL_DONE);
      }
    }
    Vector2 position = race.car.hull.getPosition();
    canvas.circle(position.x, position.y, 4.5f / scale, CAR_DOT);
    canvas.pop();
  }

  private static void panel(Canvas canvas, Race race, RacingSettings settings) {
    float top = canvas.height() - 52;
    canvas.roundedRectangle(12, top, 250, 40, 10, PANEL);
    Vector2 velocity = race.car.hull.getLinearVelocity();
    float speed = velocity.len();
    float share = (float) Math.min(1, speed / FULL_SPEED);
    canvas.text(24, top + 13, 12, Canvas.Align.LEFT, TEXT, Math.round(speed) + " m/s");
    canvas.roundedRectangle(24, top + 24, 90, 6, 3, FAINT);
    canvas.roundedRectangle(24, top + 24, Math.max(6, 90 * share), 6, 3, SPEED);
    canvas.text(132, top + 13, 12, Canvas.Align.LEFT, TEXT, "steering");
    canvas.roundedRectangle(132, top + 24, 60, 6, 3, FAINT);
    double limit = Math.max(settings.car().steerLimit(), 1e-6);
    float turned = (float) (-race.car.wheels[0].joint.getJointAngle() / limit);
    canvas.circle(162 + 27 * Math.max(-1, Math.min(1, turned)), top + 27, 5, HULL);
    int percent = 100 * race.visitedCount / race.track.length;
    canvas.text(250, top + 13, 12, Canvas.Align.RIGHT, TEXT, "lap");
    canvas.text(250, top + 28, 12, Canvas.Align.RIGHT, TEXT, percent + " %");
  }
}
