package palestra.envs.grid;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import palestra.envs.Canvas;
import palestra.envs.PictureSize;
import palestra.envs.episodic.EpisodicEnvironment;
import palestra.envs.seeding.Pcg64;
import palestra.envs.spaces.Box;
import palestra.envs.spaces.Dict;
import palestra.envs.spaces.Discrete;
import palestra.envs.spaces.Space;
import palestra.envs.spaces.Text;
import palestra.envs.vector.Batch;

/**
 * A grid of cells with walls, doors, keys, balls and goals, of which the agent sees a square in
 * front of it. What is to be done there, the task says: {@link EmptyRoom}, {@link FourRooms},
 * {@link DoorKey}, {@link Memory}, {@link Unlock}.
 *
 * <p>M. Chevalier-Boisvert, B. Dai, M. Towers, R. de Lazcano, L. Willems, S. Lahlou, S. Pal, P. S.
 * Castro and J. Terry, "Minigrid and Miniworld: Modular and Customizable Reinforcement Learning
 * Environments for Goal-Oriented Tasks", 2023. Equal to MiniGrid 3.2.0: the same seed and actions
 * give the same maps, observations, rewards and ends.
 *
 * <h2>Action space</h2>
 *
 * {@code Discrete(7)}: 0 turns left, 1 turns right, 2 moves forward unless something is in the way,
 * 3 picks up the key or ball ahead, 4 drops what is carried on an empty cell ahead, 5 opens or
 * closes the door ahead (a locked one opens to the carried key of its colour), 6 does nothing.
 *
 * <h2>Observation space</h2>
 *
 * A {@code Dict} as MiniGrid's:
 *
 * <table>
 * <caption>Observation</caption>
 * <tr><th>name</th><th>what</th><th>space</th></tr>
 * <tr><td>direction</td><td>where the agent faces: 0 right, 1 down, 2 left, 3 up</td><td>{@code
 * Discrete(4)}</td></tr>
 * <tr><td>image</td><td>the cells it sees, column by column from its left, each from the farthest
 * to its own row; a cell is kind (0 unseen, 1 empty, 2 wall, 4 door, 5 key, 6 ball, 8 goal), colour
 * (0 red, 1 green, 2 blue, 3 purple, 4 yellow, 5 grey) and a door's state (0 open, 1 closed, 2
 * locked); its own cell shows what it carries</td><td>{@code uint8[7, 7, 3]}, 0 to 255</td></tr>
 * <tr><td>mission</td><td>what is to be done, in words</td><td>{@code Text} of the mission's
 * length and letters</td></tr>
 * </table>
 *
 * {@code observation=image} gives the image alone, {@code observation=flat} {@code float32[148]}:
 * the image's numbers and the direction. Copies that step together hold plain numbers: theirs is
 * the flat form where the single one has a {@code Dict}.
 *
 * <h2>Reward</h2>
 *
 * {@code success_reward - time_penalty * steps / max_steps}, so 1 to 0.1, for the step that solves
 * the task; else 0.
 *
 * <h2>End</h2>
 *
 * Terminated when the task is solved, or cannot be any more; truncated after {@code max_steps}.
 */
public final class GridWorld extends EpisodicEnvironment<Object, Long, Pcg64> {
  static final int LEFT = 0;
  static final int RIGHT = 1;
  static final int FORWARD = 2;
  static final int PICKUP = 3;
  static final int DROP = 4;
  static final int TOGGLE = 5;
  static final int DONE = 6;

  static final Discrete ACTIONS = new Discrete(DONE + 1);

  private static final int DIRECTIONS = 4;
  private static final int CELL_MAX = 255;
  private static final int CELL_NUMBERS = 3;
  private static final double STEPS_PER_SECOND = 10;

  private final GridTask task;
  private final GridSettings settings;
  private final int maxSteps;
  private final GridState state;
  private final GridView view;
  private boolean terminated;

  /**
   * A task on a grid; its step limit is applied by the registry, or by {@link
   * palestra.envs.wrappers.TimeLimit} with {@link GridSettings#limit}.
   */
  public GridWorld(GridTask task, GridSettings settings) {
    super(task.name(), observations(task, settings), ACTIONS, Pcg64::seeded);
    this.task = task;
    this.settings = settings;
    maxSteps = settings.limit(task);
    state = new GridState(task.width(), task.height());
    view = new GridView(settings.agentViewSize(), settings.seeThroughWalls());
  }

  @SuppressWarnings("unchecked") // an element is only ever handed out as an Object
  private static Space<Object> observations(GridTask task, GridSettings settings) {
    return (Space<Object>) (Space<?>) space(task, settings);
  }

  /** The observations of this task. */
  static Space<?> space(GridTask task, GridSettings settings) {
    int size = settings.agentViewSize();
    Box<byte[]> image = Box.uint8(0, CELL_MAX, size, size, CELL_NUMBERS);
    return switch (settings.observation()) {
      case IMAGE -> image;
      case FLAT -> Box.float32(0, CELL_MAX, image.size() + 1);
      case DICT -> {
        String mission = task.mission();
        yield Dict.sorted(
            Map.of(
                "direction",
                new Discrete(DIRECTIONS),
                "image",
                image,
                "mission",
                new Text(mission.length(), mission.length(), mission)));
      }
    };
  }

  @Override
  protected void begin(Pcg64 random, Map<String, Object> options) {
    state.clear();
    task.build(state, random);
    terminated = false;
  }

  @Override
  protected double move(Long action) {
    return move(action.intValue());
  }

  @Override
  public double move(Batch actions, int row) {
    return move((int) actions.longs().get(row));
  }

  private double move(int chosen) {
    int action = task.meant(chosen);
    int before = state.ahead();
    state.act(action);
    GridTask.Outcome outcome = task.outcome(state, action, before);
    terminated = outcome != GridTask.Outcome.RUNNING;
    return outcome == GridTask.Outcome.SUCCESS
        ? settings.successReward() - settings.timePenalty() * ((double) state.steps() / maxSteps)
        : 0;
  }

  @Override
  public boolean terminated() {
    return terminated;
  }

  @Override
  protected Object observation() {
    byte[] image = view.look(state).clone();
    return switch (settings.observation()) {
      case IMAGE -> image;
      case FLAT -> {
        float[] flat = new float[image.length + 1];
        for (int i = 0; i < image.length; i++) {
          flat[i] = image[i];
        }
        flat[image.length] = state.direction();
        yield flat;
      }
      case DICT -> {
        Map<String, Object> parts = new LinkedHashMap<>();
        parts.put("direction", (long) state.direction());
        parts.put("image", image);
        parts.put("mission", task.mission());
        yield parts;
      }
    };
  }

  @Override
  public void observe(Batch observations, int row) {
    byte[] image = view.look(state);
    int at = row * observations.rowSize();
    if (settings.observation() == GridSettings.Form.IMAGE) {
      observations.bytes().put(at, image);
      return;
    }
    FloatBuffer flat = observations.floats();
    for (int i = 0; i < image.length; i++) {
      flat.put(at + i, image[i]);
    }
    flat.put(at + image.length, state.direction());
  }

  @Override
  public PictureSize pictureSize() {
    return GridPicture.size(state);
  }

  @Override
  public double stepsPerSecond() {
    return STEPS_PER_SECOND;
  }

  @Override
  public List<String> actionNames() {
    return List.of("left", "right", "forward", "pick up", "drop", "toggle", "done");
  }

  @Override
  public void draw(Canvas canvas) {
    view.look(state);
    GridPicture.draw(canvas, state, view, task.mission());
  }

  @Override
  protected void saveTask(DataOutput out) throws IOException {
    state.save(out);
    out.writeBoolean(terminated);
  }

  @Override
  protected void loadTask(DataInput in, Pcg64 random) throws IOException {
    state.load(in);
    terminated = in.readBoolean();
  }
}
