package palestra.envs.minatar;

import java.util.List;
import java.util.Map;
import palestra.envs.registry.Argument;
import palestra.envs.registry.Arguments;

/**
 * The constants of {@link Seaquest}.
 *
 * @param ramping whether surfacing makes it harder
 * @param maxOxygen units in a full tank; a step below the surface costs 1
 * @param maxDivers room on board; 1 to 9
 * @param initSpawnSpeed steps from enemy to enemy at first; 1 to 1000
 * @param diverSpawnSpeed steps from diver to diver; 1 to 1000
 * @param initMoveInterval steps an enemy rests between moves at first; 0 to 50
 * @param diverMoveInterval steps a diver rests between moves; 0 to 50
 * @param shotCoolDown steps from shot to shot
 * @param enemyShotInterval steps a submarine rests between shots; 0 to 1000
 * @param submarineProbability how likely an enemy is a submarine
 * @param enemyReward reward for an enemy
 * @param rescueReward reward for each tenth of oxygen left when six divers surface
 */
public record SeaquestSettings(
    boolean ramping,
    int maxOxygen,
    int maxDivers,
    int initSpawnSpeed,
    int diverSpawnSpeed,
    int initMoveInterval,
    int diverMoveInterval,
    int shotCoolDown,
    int enemyShotInterval,
    double submarineProbability,
    double enemyReward,
    double rescueReward) {

  static final List<Argument> ARGUMENTS =
      List.of(
          Argument.whole("max_oxygen", 200, 1, 1_000_000, "units in a full tank, 1 a step"),
          Argument.whole("max_divers", 6, 1, 9, "room for divers on board"),
          Argument.whole("init_spawn_speed", 20, 1, 1000, "steps from enemy to enemy at first"),
          Argument.whole("diver_spawn_speed", 30, 1, 1000, "steps from diver to diver"),
          Argument.whole("init_move_interval", 5, 0, 50, "steps an enemy rests between moves"),
          Argument.whole("diver_move_interval", 5, 0, 50, "steps a diver rests between moves"),
          Argument.whole("shot_cool_down", 5, 0, 1000, "steps from shot to shot"),
          Argument.whole("enemy_shot_interval", 10, 0, 1000, "steps a submarine rests from firing"),
          Argument.number("submarine_probability", 1.0 / 3, 0, 1, "how likely an enemy is one"),
          Argument.number("enemy_reward", 1, -100, 100, "reward for an enemy shot"),
          Argument.number("rescue_reward", 1, -100, 100, "reward for a tenth of oxygen left"));

  /** The MinAtar package's. */
  public static final SeaquestSettings DEFAULT =
      of(true, new Arguments("Seaquest", ARGUMENTS, Map.of()));

  public SeaquestSettings {
    Limits.require(ARGUMENTS, "max_oxygen", maxOxygen);
    Limits.require(ARGUMENTS, "max_divers", maxDivers);
    Limits.require(ARGUMENTS, "init_spawn_speed", initSpawnSpeed);
    Limits.require(ARGUMENTS, "diver_spawn_speed", diverSpawnSpeed);
    Limits.require(ARGUMENTS, "init_move_interval", initMoveInterval);
    Limits.require(ARGUMENTS, "diver_move_interval", diverMoveInterval);
    Limits.require(ARGUMENTS, "shot_cool_down", shotCoolDown);
    Limits.require(ARGUMENTS, "enemy_shot_interval", enemyShotInterval);
    Limits.require(ARGUMENTS, "submarine_probability", submarineProbability);
    Limits.require(ARGUMENTS, "enemy_reward", enemyReward);
    Limits.require(ARGUMENTS, "rescue_reward", rescueReward);
  }

  static SeaquestSettings of(boolean ramping, Arguments arguments) {
    return new SeaquestSettings(
        ramping,
        (int) arguments.whole("max_oxygen"),
        (int) arguments.whole("max_divers"),
        (int) arguments.whole("init_spawn_speed"),
        (int) arguments.whole("diver_spawn_speed"),
        (int) arguments.whole("init_move_interval"),
        (int) arguments.whole("diver_move_interval"),
        (int) arguments.whole("shot_cool_down"),
        (int) arguments.whole("enemy_shot_interval"),
        arguments.number("submarine_probability"),
        arguments.number("enemy_reward"),
        arguments.number("rescue_reward"));
  }
}
