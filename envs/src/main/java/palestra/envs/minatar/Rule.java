package palestra.envs.minatar;

import java.util.List;
import palestra.envs.registry.Baseline;

/** A rule of thumb for a game: an action of the six for what is seen. */
@FunctionalInterface
interface Rule {
  int act(Grid grid);

  /** An observation as numbers, by column, row and channel; nothing is set outside of the grid. */
  record Grid(double[] cells, int channels) {
    boolean at(int x, int y, int channel) {
      return x >= 0
          && x < Game.SIZE
          && y >= 0
          && y < Game.SIZE
          && cells[(y * Game.SIZE + x) * channels + channel] != 0;
    }

    /** Column and row of a channel's first cell, as row * 10 + column; -1 where it has none. */
    int first(int channel) {
      for (int place = 0; place < Game.SIZE * Game.SIZE; place++) {
        if (cells[place * channels + channel] != 0) {
          return place;
        }
      }
      return -1;
    }

    /** How many of a row's cells are set. */
    int count(int y, int channel) {
      int count = 0;
      for (int x = 0; x < Game.SIZE; x++) {
        count += at(x, y, channel) ? 1 : 0;
      }
      return count;
    }

    /** Whether something of a channel, whose trail is known, moves to the right. */
    boolean goesRight(int x, int y, int trail) {
      return x == 0 ? !at(1, y, trail) : at(x - 1, y, trail);
    }
  }

  /** Plays by this rule where these are the actions to choose from. */
  default Baseline baseline(int channels, List<Integer> actions) {
    return (observation, mask) ->
        new double[] {actions.indexOf(act(new Grid(observation, channels)))};
  }
}
