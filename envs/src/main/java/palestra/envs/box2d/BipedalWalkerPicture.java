package palestra.envs.box2d;

import com.badlogic.gdx.math.Vector2;
import com.badlogic.gdx.physics.box2d.Body;
import palestra.envs.Canvas;

/** How a walker and its terrain look; the picture goes along with it. */
final class BipedalWalkerPicture {
  private static final int SKY = 0xF4F6FBFF;
  private static final int CLOUD = 0xFFFFFFFF;
  private static final int GRASS = 0xD5E3D3FF;
  private static final int GRASS_DEEP = 0xCBDCC9FF;
  private static final int TURF = 0x6E9275FF;
  private static final int STONE = 0xB8C2D9FF;
  private static final int STONE_EDGE = 0x8A97B3FF;
  private static final int FLAG = 0xE0A458FF;
  private static final int POLE = 0x5B6785FF;
  private static final int RAY = 0xE4572E30;
  private static final int HIT = 0xE4572EAA;
  private static final int HULL = 0x33415CFF;
  private static final int HULL_LIGHT = 0x4A5B80FF;
  private static final int EYE = 0xF2C688FF;
  private static final int FAR_LEG = 0x9A90D9FF;
  private static final int NEAR_LEG = 0x7F6FD6FF;
  private static final int JOINT = 0xF4F6FBFF;
  private static final float FLAG_STEPS = 3;

  private final Canvas canvas;
  private final BipedalTerrain terrain;
  private final double scale;
  private final double left;

  private BipedalWalkerPicture(Canvas canvas, BipedalTerrain terrain, double scale, double left) {
    this.canvas = canvas;
    this.terrain = terrain;
    this.scale = scale;
    this.left = left;
  }

  static void draw(
      Canvas canvas,
      BipedalWalkerSettings settings,
      BipedalTerrain terrain,
      Body hull,
      Body[] legs,
      Lidar lidar) {
    double scale = settings.place().scale();
    double left = hull.getPosition().x - BipedalWalker.VIEWPORT_WIDTH / scale / 5;
    BipedalWalkerPicture picture = new BipedalWalkerPicture(canvas, terrain, scale, left);
    picture.drawSky();
    picture.drawGround(settings.groundHeight());
    picture.drawLidar(lidar);
    picture.drawRobot(settings.robot(), hull, legs);
  }

  private float x(double metres) {
    return (float) ((metres - left) * scale);
  }

  private float y(double metres) {
    return canvas.height() - (float) (metres * scale);
  }

  private void drawSky() {
    canvas.clear(SKY);
    for (float[] cloud : terrain.clouds) {
      float low = Float.POSITIVE_INFINITY;
      float high = Float.NEGATIVE_INFINITY;
      for (int i = 0; i < cloud.length; i += 2) {
        low = Math.min(low, cloud[i]);
        high = Math.max(high, cloud[i]);
      }
      // Far off: it goes by half as fast as the ground.
      float width = (float) ((high - low) * scale) / 2;
      float from = (float) ((low - left / 2) * scale) + width / 2;
      float top = y(cloud[1]) + 60;
      canvas.roundedRectangle(from, top, width, 24, 12, CLOUD);
      canvas.roundedRectangle(from + 0.2f * width, top - 14, 0.5f * width, 28, 14, CLOUD);
    }
  }

  private void drawGround(double level) {
    double[] along = terrain.x;
    double right = left + canvas.width() / scale;
    int first = Math.max(0, (int) (left / terrain.step()) - 1);
    int last = Math.min(along.length - 2, (int) (right / terrain.step()) + 1);
    for (int i = first; i <= last; i++) {
      float from = x(along[i]);
      float to = x(along[i + 1]);
      float[] piece = {
        from, y(terrain.y[i]), to, y(terrain.y[i + 1]), to, canvas.height(), from, canvas.height()
      };
      canvas.polygon(piece, i % 2 == 0 ? GRASS : GRASS_DEEP);
    }
    for (float[] box : terrain.obstacles) {
      float[] corners = new float[box.length];
      for (int i = 0; i < box.length; i += 2) {
        corners[i] = x(box[i]);
        corners[i + 1] = y(box[i + 1]);
      }
      canvas.polygon(corners, STONE);
      for (int i = 0; i < corners.length; i += 2) {
        int next = (i + 2) % corners.length;
        canvas.line(corners[i], corners[i + 1], corners[next], corners[next + 1], 1.5f, STONE_EDGE);
      }
    }
    if (last >= first) {
      float[] turf = new float[2 * (last - first + 2)];
      for (int i = first; i <= last + 1; i++) {
        turf[2 * (i - first)] = x(along[i]);
        turf[2 * (i - first) + 1] = y(terrain.y[i]);
      }
      canvas.polyline(turf, 3, TURF);
    }
    float pole = x(FLAG_STEPS * terrain.step());
    float foot = y(level);
    canvas.line(pole, foot, pole, foot - 50, 2, POLE);
    canvas.polygon(new float[] {pole, foot - 50, pole + 25, foot - 43, pole, foot - 36}, FLAG);
  }

  private void drawLidar(Lidar lidar) {
    float fromX = x(lidar.fromX());
    float fromY = y(lidar.fromY());
    for (int ray = 0; ray < Lidar.RAYS; ray++) {
      float part = lidar.fraction(ray);
      float toX = fromX + part * (x(lidar.toX(ray)) - fromX);
      float toY = fromY + part * (y(lidar.toY(ray)) - fromY);
      canvas.line(fromX, fromY, toX, toY, 1.5f, RAY);
      if (part < 1) {
        canvas.circle(toX, toY, 2.5f, HIT);
      }
    }
  }

  private void drawRobot(BipedalWalkerSettings.Robot robot, Body hull, Body[] legs) {
    drawLeg(robot, legs[0], legs[1], FAR_LEG);
    float[] corners = BipedalWalker.hullCorners();
    for (int i = 0; i < corners.length; i += 2) {
      corners[i + 1] = -corners[i + 1];
    }
    enter(hull);
    canvas.polygon(corners, HULL);
    canvas.polygon(new float[] {-30, -9, 6, -9, 16, -6, -30, -6}, HULL_LIGHT);
    canvas.circle(21, 0, 3.5f, EYE);
    canvas.pop();
    drawLeg(robot, legs[2], legs[3], NEAR_LEG);
  }

  private void drawLeg(BipedalWalkerSettings.Robot robot, Body upper, Body lower, int color) {
    float height = (float) robot.legHeight();
    float width = (float) robot.legWidth();
    drawBone(lower, width * (float) BipedalWalker.LOWER_WIDTH, height, color);
    drawBone(upper, width, height, color);
    enter(upper);
    canvas.circle(0, height / 2, width / 4, JOINT);
    canvas.circle(0, -height / 2, width / 4, JOINT);
    canvas.pop();
  }

  private void drawBone(Body bone, float width, float height, int color) {
    enter(bone);
    canvas.roundedRectangle(-width / 2, -height / 2 - 2, width, height + 4, width / 2, color);
    canvas.pop();
  }

  /** Makes a body's frame the canvas's, in pixels, y downwards. */
  private void enter(Body body) {
    Vector2 position = body.getPosition();
    canvas.push();
    canvas.translate(x(position.x), y(position.y));
    canvas.rotate(-body.getAngle());
  }
}
