package palestra.envs.grid;

import palestra.envs.seeding.Pcg64;

/** What makes a {@link GridWorld} a task: its map, and when it is solved. */
public sealed interface GridTask permits EmptyRoom, FourRooms, DoorKey, Memory, Unlock {
  /** How an episode stands after a step. */
  enum Outcome {
    RUNNING,
    SUCCESS,
    FAILURE
  }

  /** Its name, for messages. */
  String name();

  /** What the agent is told to do. */
  String mission();

  /** Cells from left to right. */
  int width();

  /** Cells from top to bottom. */
  int height();

  /** Steps after which an episode is cut short where the user names no other number. */
  int maxSteps();

  /** Builds an episode's map on an empty grid and puts the agent there. */
  void build(GridState state, Pcg64 random);

  /** The action that is taken where the agent chose this one. */
  default int meant(int action) {
    return action;
  }

  /**
   * How the episode stands.
   *
   * @param action what was done last
   * @param before what lay in front of the agent before
   */
  Outcome outcome(GridState state, int action, int before);

  /** The outcome of the tasks that are solved on a goal. */
  static Outcome atGoal(int action, int before) {
    return action == GridWorld.FORWARD && before == Tile.GOAL ? Outcome.SUCCESS : Outcome.RUNNING;
  }
}
