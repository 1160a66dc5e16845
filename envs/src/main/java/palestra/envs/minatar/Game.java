package palestra.envs.minatar;

import java.util.List;
import palestra.envs.seeding.RandomState;

/**
 * The rules of a MinAtar game. The state of a copy is a row of ints in an array that may hold many
 * rows; the rules themselves hold none, so one object serves any number of copies.
 *
 * <p>Rows begin with what every game has: {@link #TERMINAL} and {@link #LAST_ACTION}, which belongs
 * to {@link MinAtarDynamics}. A game's own numbers start at {@link #FIRST}.
 */
public sealed interface Game permits Asterix, Breakout, Freeway, Seaquest, SpaceInvaders {
  /** Columns and rows of the grid. */
  int SIZE = 10;

  /** Where a row says, with 1, that the episode is over. */
  int TERMINAL = 0;

  /** Where a row keeps the action that was last carried out. */
  int LAST_ACTION = 1;

  /** Where a game's own numbers start in a row. */
  int FIRST = 2;

  int NO_OP = 0;
  int LEFT = 1;
  int UP = 2;
  int RIGHT = 3;
  int DOWN = 4;
  int FIRE = 5;

  /** What people call the actions. */
  List<String> ACTIONS = List.of("no-op", "left", "up", "right", "down", "fire");

  /** How a channel's cells look in a picture. */
  enum Look {
    BLOCK,
    BALL,
    SHOT,
    TRAIL,
    ARROW_LEFT,
    ARROW_RIGHT,
    GAUGE
  }

  /**
   * One of the planes of an observation.
   *
   * @param name what its cells mean
   * @param color of its cells in a picture
   * @param look of its cells in a picture
   */
  record Channel(String name, int color, Look look) {}

  /** Its name, such as {@code Breakout}. */
  String name();

  /** The planes of an observation, in order. */
  List<Channel> channels();

  /** The actions that do something of their own in this game, in order. */
  List<Integer> minimalActions();

  /** Length of a copy's row. */
  int stateSize();

  /** Puts a copy into a first state; the row holds zeros. */
  void begin(int[] s, int at, RandomState random);

  /**
   * Moves a copy by one step.
   *
   * @param s rows of copies
   * @param at where the copy's row starts
   * @param action one of the six
   * @return the reward
   */
  double act(int[] s, int at, int action, RandomState random);

  /**
   * Sets what is seen of a copy to 1.
   *
   * @param cells zeros, {@code row, column, channel} in row-major order
   */
  void observe(int[] s, int at, byte[] cells);
}
