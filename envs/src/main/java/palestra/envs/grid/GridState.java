package palestra.envs.grid;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import palestra.envs.seeding.Pcg64;

/** A grid, the agent on it, and what it carries; x to the right, y downwards, (0, 0) a corner. */
final class GridState {
  /** Steps along x for the directions right, down, left, up. */
  private static final int[] ALONG_X = {1, 0, -1, 0};

  private static final int[] ALONG_Y = {0, 1, 0, -1};
  private static final int DIRECTIONS = 4;
  private static final int NOWHERE = -1;

  final int width;
  final int height;
  private final int[] tiles;
  private int agentX;
  private int agentY;
  private int direction;
  private int carried;
  private int steps;
  private int success;
  private int failure;

  GridState(int width, int height) {
    this.width = width;
    this.height = height;
    tiles = new int[Math.multiplyExact(width, height)];
    clear();
  }

  /** An empty grid without an agent. */
  void clear() {
    Arrays.fill(tiles, Tile.EMPTY);
    agentX = NOWHERE;
    agentY = NOWHERE;
    direction = 0;
    carried = Tile.EMPTY;
    steps = 0;
    success = NOWHERE;
    failure = NOWHERE;
  }

  int get(int x, int y) {
    return tiles[y * width + x];
  }

  /** What lies there; beyond the edge, a wall. */
  int seen(int x, int y) {
    return x >= 0 && x < width && y >= 0 && y < height ? tiles[y * width + x] : Tile.WALL;
  }

  void set(int x, int y, int tile) {
    tiles[y * width + x] = tile;
  }

  void horizontalWall(int x, int y, int length) {
    for (int i = 0; i < length; i++) {
      set(x + i, y, Tile.WALL);
    }
  }

  void verticalWall(int x, int y, int length) {
    for (int i = 0; i < length; i++) {
      set(x, y + i, Tile.WALL);
    }
  }

  /** Walls around a rectangle, inside of it. */
  void walls(int x, int y, int wide, int high) {
    horizontalWall(x, y, wide);
    horizontalWall(x, y + high - 1, wide);
    verticalWall(x, y, high);
    verticalWall(x + wide - 1, y, high);
  }

  /** Draws an empty cell of a rectangle without the agent on it, and puts a tile there. */
  void place(Pcg64 random, int tile, int left, int top, int wide, int high) {
    int x;
    int y;
    do {
      x = (int) random.integers(left, Math.min(left + wide, width));
      y = (int) random.integers(top, Math.min(top + high, height));
    } while (get(x, y) != Tile.EMPTY || (x == agentX && y == agentY));
    set(x, y, tile);
  }

  /** Draws an empty cell of a rectangle and a direction for the agent. */
  void placeAgent(Pcg64 random, int left, int top, int wide, int high) {
    int x;
    int y;
    do {
      x = (int) random.integers(left, Math.min(left + wide, width));
      y = (int) random.integers(top, Math.min(top + high, height));
    } while (get(x, y) != Tile.EMPTY);
    putAgent(x, y, (int) random.integers(DIRECTIONS));
  }

  void putAgent(int x, int y, int facing) {
    agentX = x;
    agentY = y;
    direction = facing;
  }

  /** Which cell counts as the task's success, and which as its failure, where it has such. */
  void mark(int successX, int successY, int failureX, int failureY) {
    success = successY * width + successX;
    failure = failureY * width + failureX;
  }

  /** The cell that counts as the task's success. */
  void mark(int successX, int successY) {
    success = successY * width + successX;
  }

  int agentX() {
    return agentX;
  }

  int agentY() {
    return agentY;
  }

  int direction() {
    return direction;
  }

  /** The step along x that a move forward takes. */
  int forwardX() {
    return ALONG_X[direction];
  }

  /** The step along y that a move forward takes. */
  int forwardY() {
    return ALONG_Y[direction];
  }

  /** What the agent carries; empty for nothing. */
  int carried() {
    return carried;
  }

  /** Steps since the episode's start. */
  int steps() {
    return steps;
  }

  /** What lies in front of the agent. */
  int ahead() {
    return get(agentX + forwardX(), agentY + forwardY());
  }

  boolean agentAtSuccess() {
    return agentY * width + agentX == success;
  }

  boolean agentAtFailure() {
    return agentY * width + agentX == failure;
  }

  /** The tile on the cell that counts as success. */
  int successTile() {
    return tiles[success];
  }

  /** Does what every grid does with an action, and counts the step. */
  void act(int action) {
    steps++;
    int x = agentX + forwardX();
    int y = agentY + forwardY();
    int ahead = get(x, y);
    switch (action) {
      case GridWorld.LEFT -> direction = (direction + DIRECTIONS - 1) % DIRECTIONS;
      case GridWorld.RIGHT -> direction = (direction + 1) % DIRECTIONS;
      case GridWorld.FORWARD -> {
        if (Tile.walkable(ahead)) {
          agentX = x;
          agentY = y;
        }
      }
      case GridWorld.PICKUP -> {
        if (Tile.portable(ahead) && carried == Tile.EMPTY) {
          carried = ahead;
          set(x, y, Tile.EMPTY);
        }
      }
      case GridWorld.DROP -> {
        if (ahead == Tile.EMPTY && carried != Tile.EMPTY) {
          set(x, y, carried);
          carried = Tile.EMPTY;
        }
      }
      case GridWorld.TOGGLE -> {
        if (Tile.kind(ahead) == Tile.KIND_DOOR) {
          set(x, y, Tile.toggled(ahead, carried));
        }
      }
      default -> {
        // "done" does nothing.
      }
    }
  }

  void save(DataOutput out) throws IOException {
    for (int tile : tiles) {
      out.writeInt(tile);
    }
    out.writeInt(agentX);
    out.writeInt(agentY);
    out.writeInt(direction);
    out.writeInt(carried);
    out.writeInt(steps);
    out.writeInt(success);
    out.writeInt(failure);
  }

  void load(DataInput in) throws IOException {
    for (int i = 0; i < tiles.length; i++) {
      tiles[i] = in.readInt();
    }
    agentX = in.readInt();
    agentY = in.readInt();
    direction = in.readInt();
    carried = in.readInt();
    steps = in.readInt();
    success = in.readInt();
    failure = in.readInt();
  }
}
