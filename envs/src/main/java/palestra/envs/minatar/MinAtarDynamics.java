package palestra.envs.minatar;

import java.util.Arrays;
import java.util.List;
import palestra.envs.seeding.RandomState;
import palestra.envs.spaces.Box;
import palestra.envs.spaces.Discrete;

/** What one copy and many copies of a game share: its spaces, its sticky actions, its rules. */
final class MinAtarDynamics {
  private final Game game;
  private final double stickyActionProb;
  private final int[] actions;
  private final Box<boolean[]> observationSpace;
  private final Discrete actionSpace;

  /**
   * Of a game.
   *
   * @param stickyActionProb how likely an action is replaced by the one before
   * @param minimal whether only the game's own actions are there to choose from
   */
  MinAtarDynamics(Game game, double stickyActionProb, boolean minimal) {
    if (!(stickyActionProb >= 0 && stickyActionProb <= 1)) {
      throw new IllegalArgumentException(
          "sticky_action_prob is from 0 to 1, but is " + stickyActionProb);
    }
    this.game = game;
    this.stickyActionProb = stickyActionProb;
    actions =
        minimal
            ? game.minimalActions().stream().mapToInt(Integer::intValue).toArray()
            : new int[] {0, 1, 2, 3, 4, 5};
    observationSpace = Box.bool(Game.SIZE, Game.SIZE, game.channels().size());
    actionSpace = new Discrete(actions.length);
  }

  Game game() {
    return game;
  }

  Box<boolean[]> observationSpace() {
    return observationSpace;
  }

  Discrete actionSpace() {
    return actionSpace;
  }

  List<String> actionNames() {
    return Arrays.stream(actions).mapToObj(Game.ACTIONS::get).toList();
  }

  /**
   * Puts a copy into a first state.
   *
   * @param lastAction what the first action is replaced by where it is
   */
  void begin(int[] s, int at, int lastAction, RandomState random) {
    Arrays.fill(s, at, at + game.stateSize(), 0);
    s[at + Game.LAST_ACTION] = lastAction;
    game.begin(s, at, random);
  }

  /**
   * Moves a copy by one step.
   *
   * @param action in the action space
   * @return the reward
   */
  double step(int[] s, int at, int action, RandomState random) {
    if (random.random() >= stickyActionProb) {
      s[at + Game.LAST_ACTION] = actions[action];
    }
    return game.act(s, at, s[at + Game.LAST_ACTION], random);
  }

  /** Writes what is seen of a copy. */
  void observe(int[] s, int at, byte[] cells) {
    Arrays.fill(cells, (byte) 0);
    game.observe(s, at, cells);
  }
}
