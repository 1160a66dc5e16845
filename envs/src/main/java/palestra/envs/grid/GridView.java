package palestra.envs.grid;

/**
 * What the agent sees: a square of cells of which it stands in the middle of the lower edge, facing
 * up. Column by column from the left, each from the top, three numbers a cell: kind, colour, state.
 */
final class GridView {
  private final int size;
  private final boolean throughWalls;
  private final int[] tiles;
  private final boolean[] visible;
  private final byte[] image;

  /**
   * A view.
   *
   * @param size cells along an edge, odd
   * @param throughWalls whether walls and closed doors hide nothing
   */
  GridView(int size, boolean throughWalls) {
    this.size = size;
    this.throughWalls = throughWalls;
    tiles = new int[size * size];
    visible = new boolean[size * size];
    image = new byte[size * size * 3];
  }

  /** Looks around and gives the image, which the next look writes over. */
  byte[] look(GridState state) {
    int half = size / 2;
    int forwardX = state.forwardX();
    int forwardY = state.forwardY();
    int rightX = -forwardY;
    int rightY = forwardX;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        int ahead = size - 1 - j;
        int aside = i - half;
        tiles[i * size + j] =
            state.seen(
                state.agentX() + forwardX * ahead + rightX * aside,
                state.agentY() + forwardY * ahead + rightY * aside);
        visible[i * size + j] = throughWalls;
      }
    }
    int agent = half * size + size - 1;
    if (!throughWalls) {
      visible[agent] = true;
      spread();
    }
    tiles[agent] = state.carried();
    for (int k = 0; k < tiles.length; k++) {
      int tile = visible[k] ? tiles[k] : 0;
      image[3 * k] = (byte) Tile.kind(tile);
      image[3 * k + 1] = (byte) Tile.color(tile);
      image[3 * k + 2] = (byte) Tile.state(tile);
    }
    return image;
  }

  /**
   * Sight spreads row by row away from the agent, along each row to the right and then to the left,
   * from every visible cell that can be seen through to its neighbours beside, ahead and between.
   */
  private void spread() {
    for (int j = size - 1; j >= 0; j--) {
      for (int i = 0; i < size - 1; i++) {
        spread(i, j, 1);
      }
      for (int i = size - 1; i > 0; i--) {
        spread(i, j, -1);
      }
    }
  }

  private void spread(int i, int j, int side) {
    int here = i * size + j;
    if (visible[here] && Tile.transparent(tiles[here])) {
      int beside = (i + side) * size + j;
      visible[beside] = true;
      if (j > 0) {
        visible[beside - 1] = true;
        visible[here - 1] = true;
      }
    }
  }

  int size() {
    return size;
  }

  /** Whether the cell in column i and row j of the last look was seen. */
  boolean visible(int i, int j) {
    return visible[i * size + j];
  }
}
