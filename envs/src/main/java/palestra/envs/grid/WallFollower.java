package palestra.envs.grid;

import palestra.envs.registry.Baseline;

/**
 * Moves forward, and turns right at a wall: along the walls of an empty room it passes every
 * corner, and so the goal in one of them.
 */
final class WallFollower implements Baseline {
  private static final int CELL_NUMBERS = 3;

  @Override
  public double[] act(double[] observation, byte[] mask) {
    int size = (int) Math.sqrt((double) observation.length / CELL_NUMBERS);
    int ahead = (size / 2 * size + size - 2) * CELL_NUMBERS;
    return new double[] {
      observation[ahead] == Tile.KIND_WALL ? GridWorld.RIGHT : GridWorld.FORWARD
    };
  }
}
