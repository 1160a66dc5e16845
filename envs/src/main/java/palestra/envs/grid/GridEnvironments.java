package palestra.envs.grid;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Function;
import palestra.envs.registry.Argument;
import palestra.envs.registry.Arguments;
import palestra.envs.registry.EnvironmentProvider;
import palestra.envs.registry.EnvironmentSpec;
import palestra.envs.seeding.Pcg64;
import palestra.envs.vector.PoolVectorEnvironment;
import palestra.envs.wrappers.TimeLimit;

/**
 * MiniGrid's Empty, FourRooms, DoorKey, Memory and Unlock. As there, the registry has no step limit
 * for them: the argument {@code max_steps}, with the map's size, makes it.
 */
public final class GridEnvironments implements EnvironmentProvider {
  private static final String SOURCE = "built-in";
  private static final int LARGEST = 101;
  private static final int LARGEST_VIEW = 101;

  @Override
  public List<EnvironmentSpec> environments() {
    List<EnvironmentSpec> specs = new ArrayList<>();
    for (int size : new int[] {5, 6, 8, 16}) {
      String sizes = size + "x" + size + "-v0";
      specs.add(empty("MiniGrid-Empty-" + sizes, size, 1));
      specs.add(doorKey("MiniGrid-DoorKey-" + sizes, size));
    }
    specs.add(empty("MiniGrid-Empty-Random-5x5-v0", 5, 0));
    specs.add(empty("MiniGrid-Empty-Random-6x6-v0", 6, 0));
    specs.add(fourRooms());
    for (int size : new int[] {7, 9, 11, 13}) {
      specs.add(memory("MiniGrid-MemoryS" + size + "-v0", size, false));
    }
    specs.add(memory("MiniGrid-MemoryS13Random-v0", 13, true));
    specs.add(memory("MiniGrid-MemoryS17Random-v0", 17, true));
    specs.add(unlock());
    return specs;
  }

  private static EnvironmentSpec empty(String id, int size, int start) {
    return spec(
            id,
            true,
            List.of(
                Argument.whole("size", size, 4, LARGEST, "cells along an edge, walls included"),
                Argument.whole(
                    "agent_start_x", start, 0, LARGEST, "first column; 0 draws cell and direction"),
                Argument.whole("agent_start_y", start, 0, LARGEST, "first row; 0 with column 0"),
                Argument.whole(
                    "agent_start_dir", 0, 0, 3, "first direction: right, down, left, up")),
            arguments ->
                new EmptyRoom(
                    whole(arguments, "size"),
                    whole(arguments, "agent_start_x"),
                    whole(arguments, "agent_start_y"),
                    whole(arguments, "agent_start_dir")))
        .withBaseline(arguments -> new WallFollower());
  }

  private static EnvironmentSpec fourRooms() {
    return spec(
        "MiniGrid-FourRooms-v0",
        false,
        List.of(
            Argument.whole("size", 19, 5, LARGEST, "cells along an edge, walls included; odd"),
            Argument.whole("agent_x", 0, 0, LARGEST, "agent's first column; 0 draws its cell"),
            Argument.whole("agent_y", 0, 0, LARGEST, "agent's first row; 0 with column 0"),
            Argument.whole("goal_x", 0, 0, LARGEST, "goal's column; 0 draws its cell"),
            Argument.whole("goal_y", 0, 0, LARGEST, "goal's row; 0 with column 0")),
        arguments ->
            new FourRooms(
                whole(arguments, "size"),
                whole(arguments, "agent_x"),
                whole(arguments, "agent_y"),
                whole(arguments, "goal_x"),
                whole(arguments, "goal_y")));
  }

  private static EnvironmentSpec doorKey(String id, int size) {
    return spec(
        id,
        false,
        List.of(Argument.whole("size", size, 5, LARGEST, "cells along an edge, walls included")),
        arguments -> new DoorKey(whole(arguments, "size")));
  }

  private static EnvironmentSpec memory(String id, int size, boolean random) {
    return spec(
        id,
        false,
        List.of(
            Argument.whole("size", size, 7, LARGEST, "cells along an edge, walls included; odd"),
            Argument.flag("random_length", random, "whether the hallway's length is drawn")),
        arguments -> new Memory(whole(arguments, "size"), arguments.flag("random_length")));
  }

  private static EnvironmentSpec unlock() {
    return spec(
        "MiniGrid-Unlock-v0",
        false,
        List.of(
            Argument.whole("room_size", 6, 4, LARGEST, "cells along a room's edge, with walls")),
        arguments -> new Unlock(whole(arguments, "room_size")));
  }

  private static EnvironmentSpec spec(
      String id,
      boolean seeThroughWalls,
      List<Argument> ownArguments,
      Function<Arguments, GridTask> task) {
    List<Argument> all = new ArrayList<>(ownArguments);
    all.addAll(commonArguments(seeThroughWalls));
    return EnvironmentSpec.of(
            id,
            SOURCE,
            arguments -> {
              GridTask made = task.apply(arguments);
              GridSettings settings = settings(arguments);
              return new TimeLimit<>(new GridWorld(made, settings), settings.limit(made));
            })
        .withVector(
            (copies, mode, limit, arguments) -> {
              GridTask made = task.apply(arguments);
              GridSettings settings = plain(settings(arguments));
              return new PoolVectorEnvironment<Pcg64>(
                  made.name(),
                  GridWorld.space(made, settings),
                  GridWorld.ACTIONS,
                  () -> new GridWorld(made, settings),
                  copies,
                  mode,
                  OptionalInt.of(settings.limit(made)),
                  Pcg64::seeded);
            })
        .withArguments(all);
  }

  private static List<Argument> commonArguments(boolean seeThroughWalls) {
    GridSettings defaults = GridSettings.DEFAULT;
    return List.of(
        Argument.whole(
            "agent_view_size",
            defaults.agentViewSize(),
            3,
            LARGEST_VIEW,
            "cells along an edge of what is seen; odd"),
        Argument.flag(
            "see_through_walls", seeThroughWalls, "whether walls and closed doors hide nothing"),
        Argument.whole(
            "max_steps", 0, 0, 1_000_000_000, "steps until truncation; 0 for the size's own"),
        Argument.number(
            "success_reward", defaults.successReward(), -1e6, 1e6, "reward of a success at once"),
        Argument.number(
            "time_penalty",
            defaults.timePenalty(),
            -1e6,
            1e6,
            "what a success at the last step loses of it"),
        Argument.choice(
            "observation",
            "dict",
            List.of("dict", "image", "flat"),
            "MiniGrid's dict, its image, or image and direction as one vector"));
  }

  private static GridSettings settings(Arguments arguments) {
    return new GridSettings(
        whole(arguments, "agent_view_size"),
        arguments.flag("see_through_walls"),
        whole(arguments, "max_steps"),
        arguments.number("success_reward"),
        arguments.number("time_penalty"),
        GridSettings.Form.valueOf(arguments.choice("observation").toUpperCase(Locale.ROOT)));
  }

  /** Batches hold numbers, a mission is none. */
  private static GridSettings plain(GridSettings settings) {
    return settings.observation() == GridSettings.Form.DICT
        ? settings.withObservation(GridSettings.Form.FLAT)
        : settings;
  }

  private static int whole(Arguments arguments, String name) {
    return Math.toIntExact(arguments.whole(name));
  }
}
