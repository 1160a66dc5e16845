package palestra.envs.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import palestra.envs.Environment;
import palestra.envs.Step;
import palestra.envs.registry.Arguments;
import palestra.envs.registry.Baseline;
import palestra.envs.registry.EnvironmentRegistry;
import palestra.envs.registry.EnvironmentSpec;
import palestra.envs.spaces.Box;
import palestra.envs.spaces.Numbers;
import palestra.envs.vector.AutoresetMode;
import palestra.envs.vector.VectorEnvironment;

final class GridWorldTest {
  private static final GridSettings IMAGE =
      GridSettings.DEFAULT.withObservation(GridSettings.Form.IMAGE);

  /** What the agent sees in a cell: kind, colour, state. */
  private static int[] seen(Object image, int size, int column, int row) {
    byte[] numbers = (byte[]) image;
    int at = 3 * (column * size + row);
    return new int[] {numbers[at], numbers[at + 1], numbers[at + 2]};
  }

  private static Step<Object> play(GridWorld world, int... actions) {
    Step<Object> step = null;
    for (int action : actions) {
      step = world.step((long) action);
    }
    return step;
  }

  @Test
  void theGoalOfAnEmptyRoomIsWorthLessWithTime() {
    GridWorld world = new GridWorld(new EmptyRoom(5, 1, 1, 0), GridSettings.DEFAULT);
    world.reset(1);
    Step<Object> before = play(world, 2, 2, 1, 2);
    assertThat(before.reward()).isZero();
    assertThat(before.terminated()).isFalse();
    Step<Object> goal = play(world, 2);
    assertThat(goal.reward()).isEqualTo(1 - 0.9 * (5.0 / 100));
    assertThat(goal.terminated()).isTrue();
  }

  @Test
  void wallsStopAndTurnsGoRound() {
    GridWorld world = new GridWorld(new EmptyRoom(5, 1, 1, 0), IMAGE);
    Object first = world.reset(1).observation();
    assertThat(play(world, 0, 2, 1).observation()).isEqualTo(first);
    assertThat(play(world, 1, 1, 1, 1).observation()).isEqualTo(first);
    assertThat(play(world, 3, 4, 5, 6).observation()).isEqualTo(first);
    assertThat(seen(first, 7, 3, 6)).containsExactly(Tile.KIND_EMPTY, 0, 0);
    assertThat(seen(first, 7, 2, 6)).containsExactly(Tile.KIND_WALL, Tile.GREY, 0);
    // The goal lies two ahead and two to the right.
    assertThat(seen(first, 7, 5, 4)).containsExactly(Tile.KIND_GOAL, Tile.GREEN, 0);
  }

  @Test
  void aLockedDoorHidesWhatIsBehindItUntilTheKeyOpensIt() {
    GridState state = new GridState(7, 5);
    state.walls(0, 0, 7, 5);
    state.verticalWall(4, 0, 5);
    int door = Tile.of(Tile.KIND_DOOR, Tile.RED, Tile.LOCKED);
    state.set(4, 2, door);
    state.set(5, 2, Tile.GOAL);
    state.set(2, 2, Tile.of(Tile.KIND_KEY, Tile.RED, 0));
    state.putAgent(1, 2, 0);
    GridView view = new GridView(5, false);
    assertThat(seen(view.look(state), 5, 2, 1)).containsExactly(Tile.KIND_DOOR, 0, 2);
    assertThat(seen(view.look(state), 5, 2, 0)).containsExactly(0, 0, 0);
    state.act(GridWorld.TOGGLE);
    state.act(GridWorld.PICKUP);
    assertThat(seen(view.look(state), 5, 2, 4)).containsExactly(Tile.KIND_KEY, Tile.RED, 0);
    state.act(GridWorld.FORWARD);
    state.act(GridWorld.FORWARD);
    state.act(GridWorld.FORWARD);
    assertThat(state.agentX()).isEqualTo(3);
    state.act(GridWorld.TOGGLE);
    assertThat(Tile.state(state.get(4, 2))).isEqualTo(Tile.OPEN);
    assertThat(seen(view.look(state), 5, 2, 2)).containsExactly(Tile.KIND_GOAL, Tile.GREEN, 0);
    state.act(GridWorld.TOGGLE);
    assertThat(Tile.state(state.get(4, 2))).isEqualTo(Tile.CLOSED);
    state.act(GridWorld.FORWARD);
    state.act(GridWorld.DROP);
    assertThat(state.agentX()).isEqualTo(3);
    assertThat(state.carried()).isNotEqualTo(Tile.EMPTY);
    state.act(GridWorld.LEFT);
    state.act(GridWorld.DROP);
    assertThat(state.get(3, 1)).isEqualTo(Tile.of(Tile.KIND_KEY, Tile.RED, 0));
    assertThat(state.carried()).isEqualTo(Tile.EMPTY);
  }

  @Test
  void aKeyOfAnotherColourDoesNotFit() {
    int door = Tile.of(Tile.KIND_DOOR, Tile.RED, Tile.LOCKED);
    assertThat(Tile.toggled(door, Tile.of(Tile.KIND_KEY, Tile.BLUE, 0))).isEqualTo(door);
    assertThat(Tile.toggled(door, Tile.of(Tile.KIND_BALL, Tile.RED, 0))).isEqualTo(door);
    assertThat(Tile.toggled(door, Tile.EMPTY)).isEqualTo(door);
  }

  @Test
  void theWrongObjectOfMemoryEndsWithoutReward() {
    int ends = 0;
    double sum = 0;
    for (long seed = 0; seed < 20; seed++) {
      GridWorld world = new GridWorld(new Memory(7, false), IMAGE);
      world.reset(seed);
      Step<Object> step;
      do {
        step = play(world, 2);
      } while (step.observation() instanceof byte[] image
          && seen(image, 7, 3, 5)[0] == Tile.KIND_EMPTY);
      step = play(world, 1, 2); // always the lower one
      assertThat(step.terminated()).isTrue();
      ends += step.reward() > 0 ? 1 : 0;
      sum += step.reward();
    }
    assertThat(ends).isBetween(3, 17);
    assertThat(sum).isLessThan(ends);
  }

  @Test
  void argumentsDoWhatTheySay() {
    EnvironmentSpec spec = EnvironmentRegistry.load().spec("MiniGrid-Empty-5x5-v0");
    try (Environment<?, ?> short5 =
        spec.make(
            Map.of(
                "size", "9",
                "max_steps", "7",
                "agent_view_size", "3",
                "observation", "image"))) {
      assertThat(((Box<?>) short5.observationSpace()).shape()).containsExactly(3, 3, 3);
      short5.reset(1);
      for (int i = 1; i <= 7; i++) {
        assertThat(step(short5, GridWorld.FORWARD).truncated()).isEqualTo(i == 7);
      }
    }
    GridSettings dear = new GridSettings(7, true, 10, 5, 2, GridSettings.Form.FLAT);
    GridWorld world = new GridWorld(new EmptyRoom(4, 1, 1, 0), dear);
    float[] first = (float[]) world.reset(1).observation();
    assertThat(first).hasSize(148);
    assertThat(first[147]).isZero();
    Step<Object> goal = play(world, 2, 1, 2);
    assertThat(((float[]) goal.observation())[147]).isEqualTo(1);
    assertThat(goal.reward()).isEqualTo(5 - 2 * 0.3);
  }

  @SuppressWarnings("unchecked") // every grid world takes a Long
  private static Step<?> step(Environment<?, ?> environment, int action) {
    return ((Environment<?, Long>) environment).step((long) action);
  }

  @Test
  void wrongSettingsAreRefused() {
    EnvironmentSpec spec = EnvironmentRegistry.load().spec("MiniGrid-MemoryS7-v0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> spec.make(Map.of("size", "8")))
        .withMessage("size is odd, but is 8");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> spec.make(Map.of("agent_view_size", "4")))
        .withMessage("agent_view_size is odd and 3 or more, but is 4");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EmptyRoom(5, 4, 1, 0))
        .withMessage("agent_start_x and agent_start_y are both 0, or both 1 to 3, but are 4 and 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FourRooms(18, 0, 0, 0, 0))
        .withMessage("size is odd, but is 18");
  }

  /** Copies that step together give the flat form, so that the plain id can be trained on. */
  @Test
  void batchesHoldImageAndDirection() {
    EnvironmentSpec spec = EnvironmentRegistry.load().spec("MiniGrid-DoorKey-6x6-v0");
    try (VectorEnvironment vector = spec.makeVector(2, AutoresetMode.SAME_STEP, Map.of());
        Environment<?, ?> single = spec.make(Map.of())) {
      vector.reset(3);
      Map<?, ?> observation = (Map<?, ?>) single.reset(4).observation();
      assertThat(vector.observations().rowSize()).isEqualTo(148);
      assertThat((long) vector.observations().get(148 + 147))
          .isEqualTo(observation.get("direction"));
      byte[] image = (byte[]) observation.get("image");
      for (int i = 0; i < image.length; i++) {
        assertThat(vector.observations().get(148 + i)).isEqualTo(image[i]);
      }
    }
  }

  @Test
  void theWallFollowerFindsTheGoalOfEveryEmptyRoom() {
    EnvironmentRegistry registry = EnvironmentRegistry.load();
    for (EnvironmentSpec spec : registry.specs()) {
      if (!spec.id().startsWith("MiniGrid-Empty")) {
        continue;
      }
      Map<String, String> flat = Map.of("observation", "flat");
      Baseline rule =
          spec.baseline().orElseThrow().make(new Arguments(spec.id(), spec.arguments(), flat));
      try (Environment<?, ?> environment = spec.make(flat)) {
        for (long seed = 0; seed < 10; seed++) {
          Object observation = environment.reset(seed).observation();
          Step<?> step;
          do {
            double[] numbers = Numbers.of(environment.observationSpace(), observation);
            step = step(environment, (int) rule.act(numbers, null)[0]);
            observation = step.observation();
          } while (!step.done());
          assertThat(step.reward()).as(spec.id()).isGreaterThan(0.5);
        }
      }
    }
  }
}
