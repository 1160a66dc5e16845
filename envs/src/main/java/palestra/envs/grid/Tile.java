package palestra.envs.grid;

/**
 * What lies on a cell, as one number: kind, colour and state, with the numbers that MiniGrid gives
 * them. An empty cell is {@link #EMPTY}.
 */
final class Tile {
  static final int KIND_UNSEEN = 0;
  static final int KIND_EMPTY = 1;
  static final int KIND_WALL = 2;
  static final int KIND_DOOR = 4;
  static final int KIND_KEY = 5;
  static final int KIND_BALL = 6;
  static final int KIND_GOAL = 8;

  static final int RED = 0;
  static final int GREEN = 1;
  static final int BLUE = 2;
  static final int PURPLE = 3;
  static final int YELLOW = 4;
  static final int GREY = 5;

  static final int OPEN = 0;
  static final int CLOSED = 1;
  static final int LOCKED = 2;

  static final int EMPTY = of(KIND_EMPTY, 0, 0);
  static final int WALL = of(KIND_WALL, GREY, 0);
  static final int GOAL = of(KIND_GOAL, GREEN, 0);

  private Tile() {}

  static int of(int kind, int color, int state) {
    return kind | color << 8 | state << 16;
  }

  static int kind(int tile) {
    return tile & 0xff;
  }

  static int color(int tile) {
    return tile >> 8 & 0xff;
  }

  static int state(int tile) {
    return tile >> 16;
  }

  /** Whether the agent may stand on it. */
  static boolean walkable(int tile) {
    int kind = kind(tile);
    return kind == KIND_EMPTY || kind == KIND_GOAL || (kind == KIND_DOOR && state(tile) == OPEN);
  }

  /** Whether it can be carried. */
  static boolean portable(int tile) {
    int kind = kind(tile);
    return kind == KIND_KEY || kind == KIND_BALL;
  }

  /** Whether what lies behind it stays in sight. */
  static boolean transparent(int tile) {
    int kind = kind(tile);
    return kind != KIND_WALL && (kind != KIND_DOOR || state(tile) == OPEN);
  }

  /**
   * A door after it was toggled: a locked one opens to the key of its colour alone.
   *
   * @param carried what the agent carries
   */
  static int toggled(int door, int carried) {
    if (state(door) == LOCKED) {
      boolean fits = kind(carried) == KIND_KEY && color(carried) == color(door);
      return fits ? of(KIND_DOOR, color(door), OPEN) : door;
    }
    return of(KIND_DOOR, color(door), state(door) == OPEN ? CLOSED : OPEN);
  }
}
