package palestra.envs.grid;

import palestra.envs.Canvas;
import palestra.envs.PictureSize;

/** How a grid looks: the map from above, what the agent sees lit up, the mission below. */
final class GridPicture {
  private static final int FLOOR = 0xDDE2EEFF;
  private static final int SEEN = 0xFFF6DDFF;
  private static final int LINE = 0xC9D1E2FF;
  private static final int WALL = 0x55627FFF;
  private static final int WALL_SEEN = 0x6E7C9CFF;
  private static final int WALL_EDGE = 0x434E68FF;
  private static final int GOAL = 0x5FB878FF;
  private static final int GOAL_LIGHT = 0xA9DDB6FF;
  private static final int POLE = 0x2F6B45FF;
  private static final int AGENT = 0xE4572EFF;
  private static final int AGENT_LIGHT = 0xF7A488FF;
  private static final int STRIP = 0xF4F6FBFF;
  private static final int TEXT = 0x33415CFF;
  private static final int FRAME = 0x6B4F3AFF;

  /** In the order of the numbers of {@link Tile}: red, green, blue, purple, yellow, grey. */
  private static final int[] COLORS = {
    0xD9483BFF, 0x4C9F5EFF, 0x3E74C9FF, 0x8154B8FF, 0xE0A92EFF, 0x8791A5FF
  };

  private static final int MAP = 480;
  private static final int STRIP_HEIGHT = 44;
  private static final float TEXT_SIZE = 16;
  private static final float QUARTER_TURN = (float) (Math.PI / 2);

  private GridPicture() {}

  static PictureSize size(GridState state) {
    double cell = cell(state);
    return new PictureSize(
        (int) Math.round(cell * state.width), (int) Math.round(cell * state.height) + STRIP_HEIGHT);
  }

  private static double cell(GridState state) {
    return (double) MAP / Math.max(state.width, state.height);
  }

  static void draw(Canvas canvas, GridState state, GridView view, String mission) {
    float cell = (float) cell(state);
    canvas.clear(STRIP);
    canvas.rectangle(0, 0, cell * state.width, cell * state.height, LINE);
    for (int y = 0; y < state.height; y++) {
      for (int x = 0; x < state.width; x++) {
        canvas.push();
        canvas.translate(x * cell, y * cell);
        drawCell(canvas, cell, state.get(x, y), seen(state, view, x, y));
        canvas.pop();
      }
    }
    drawAgent(canvas, state, cell);
    float middle = cell * state.height + STRIP_HEIGHT / 2f;
    canvas.text(12, middle, TEXT_SIZE, Canvas.Align.LEFT, TEXT, mission);
    if (state.carried() != Tile.EMPTY) {
      canvas.push();
      canvas.translate(cell * state.width - 42, middle - 17);
      drawThing(canvas, 34, state.carried());
      canvas.pop();
    }
  }

  /** Whether the agent sees this cell of the map. */
  private static boolean seen(GridState state, GridView view, int x, int y) {
    int right = x - state.agentX();
    int down = y - state.agentY();
    int ahead = right * state.forwardX() + down * state.forwardY();
    int aside = down * state.forwardX() - right * state.forwardY();
    int half = view.size() / 2;
    return ahead >= 0
        && ahead < view.size()
        && Math.abs(aside) <= half
        && view.visible(half + aside, view.size() - 1 - ahead);
  }

  private static void drawCell(Canvas canvas, float cell, int tile, boolean seen) {
    float gap = Math.max(0.5f, cell * 0.015f);
    if (Tile.kind(tile) == Tile.KIND_WALL) {
      canvas.rectangle(0, 0, cell, cell, WALL_EDGE);
      canvas.roundedRectangle(
          gap, gap, cell - 2 * gap, cell - 2 * gap, cell * 0.08f, seen ? WALL_SEEN : WALL);
      return;
    }
    canvas.rectangle(gap, gap, cell - 2 * gap, cell - 2 * gap, seen ? SEEN : FLOOR);
    if (tile != Tile.EMPTY) {
      drawThing(canvas, cell, tile);
    }
  }

  private static void drawThing(Canvas canvas, float cell, int tile) {
    int color = COLORS[Tile.color(tile)];
    switch (Tile.kind(tile)) {
      case Tile.KIND_GOAL -> drawGoal(canvas, cell);
      case Tile.KIND_DOOR -> drawDoor(canvas, cell, color, Tile.state(tile));
      case Tile.KIND_KEY -> drawKey(canvas, cell, color);
      case Tile.KIND_BALL -> {
        canvas.circle(cell * 0.5f, cell * 0.5f, cell * 0.3f, color);
        canvas.circle(cell * 0.41f, cell * 0.4f, cell * 0.08f, 0xFFFFFF88);
      }
      default -> throw new IllegalStateException("no picture of tile " + tile);
    }
  }

  private static void drawGoal(Canvas canvas, float cell) {
    canvas.roundedRectangle(
        cell * 0.06f, cell * 0.06f, cell * 0.88f, cell * 0.88f, cell * 0.12f, GOAL_LIGHT);
    canvas.line(cell * 0.34f, cell * 0.16f, cell * 0.34f, cell * 0.86f, cell * 0.07f, POLE);
    canvas.polygon(
        new float[] {
          cell * 0.37f, cell * 0.16f, cell * 0.82f, cell * 0.33f, cell * 0.37f, cell * 0.5f
        },
        GOAL);
  }

  private static void drawDoor(Canvas canvas, float cell, int color, int doorState) {
    if (doorState == Tile.OPEN) {
      canvas.rectangle(0, 0, cell * 0.12f, cell, FRAME);
      canvas.rectangle(cell * 0.88f, 0, cell * 0.12f, cell, FRAME);
      canvas.roundedRectangle(
          cell * 0.12f, cell * 0.02f, cell * 0.16f, cell * 0.96f, cell * 0.05f, color);
      return;
    }
    canvas.rectangle(0, 0, cell, cell, FRAME);
    canvas.roundedRectangle(
        cell * 0.1f, cell * 0.1f, cell * 0.8f, cell * 0.8f, cell * 0.06f, color);
    if (doorState == Tile.LOCKED) {
      canvas.circle(cell * 0.5f, cell * 0.44f, cell * 0.12f, FRAME);
      canvas.rectangle(cell * 0.45f, cell * 0.46f, cell * 0.1f, cell * 0.26f, FRAME);
    } else {
      canvas.circle(cell * 0.74f, cell * 0.5f, cell * 0.07f, FRAME);
    }
  }

  private static void drawKey(Canvas canvas, float cell, int color) {
    canvas.ring(cell * 0.5f, cell * 0.3f, cell * 0.14f, cell * 0.09f, color);
    canvas.rectangle(cell * 0.455f, cell * 0.44f, cell * 0.09f, cell * 0.42f, color);
    canvas.rectangle(cell * 0.5f, cell * 0.62f, cell * 0.2f, cell * 0.07f, color);
    canvas.rectangle(cell * 0.5f, cell * 0.77f, cell * 0.16f, cell * 0.07f, color);
  }

  private static void drawAgent(Canvas canvas, GridState state, float cell) {
    if (state.agentX() < 0) {
      return; // before the first episode
    }
    canvas.push();
    canvas.translate((state.agentX() + 0.5f) * cell, (state.agentY() + 0.5f) * cell);
    canvas.rotate(state.direction() * QUARTER_TURN);
    canvas.polygon(
        new float[] {
          cell * 0.4f,
          0,
          -cell * 0.32f,
          cell * 0.31f,
          -cell * 0.16f,
          0,
          -cell * 0.32f,
          -cell * 0.31f
        },
        AGENT);
    canvas.line(-cell * 0.05f, 0, cell * 0.2f, 0, cell * 0.06f, AGENT_LIGHT);
    canvas.pop();
  }
}
