package palestra.envs.robots;

import java.util.List;
import java.util.function.Supplier;
import palestra.envs.episodic.EpisodicEnvironment;
import palestra.envs.registry.Argument;
import palestra.envs.registry.Arguments;
import palestra.envs.registry.EnvironmentProvider;
import palestra.envs.registry.EnvironmentSpec;
import palestra.envs.registry.EnvironmentSpec.VectorFactory;
import palestra.envs.seeding.Pcg64;
import palestra.envs.vector.PoolVectorEnvironment;

/** Small robots with rigid-body dynamics of this library's own. */
public final class RobotEnvironments implements EnvironmentProvider {
  private static final String SOURCE = "built-in";

  @Override
  public List<EnvironmentSpec> environments() {
    return List.of(pendulum(), doublePendulum(), reacher());
  }

  private static EnvironmentSpec pendulum() {
    InvertedPendulum.Settings defaults = InvertedPendulum.Settings.DEFAULT;
    return EnvironmentSpec.of(
            "InvertedPendulum-v0", SOURCE, arguments -> new InvertedPendulum(pendulum(arguments)))
        .withVector(
            vector(
                "InvertedPendulum",
                arguments -> {
                  InvertedPendulum.Settings settings = pendulum(arguments);
                  return () -> new InvertedPendulum(settings);
                }))
        .withMaxEpisodeSteps(1000)
        .withRewardThreshold(950)
        .withBaseline(arguments -> BalanceRule.of(pendulum(arguments)))
        .withArguments(
            List.of(
                number("gravity", defaults.gravity(), 0, 100, "gravity, m/s^2"),
                number("cart_mass", defaults.cartMass(), 1, 100, "cart's mass, kg"),
                number("pole_mass", defaults.poleMass(), 0.1, 100, "pole's mass, kg"),
                number("pole_length", defaults.poleLength(), 0.1, 5, "pole's length, m"),
                number("cart_damping", defaults.cartDamping(), 0, 100, "rail's friction, N s/m"),
                number("pole_damping", defaults.poleDamping(), 0, 2, "hinge's friction, N m s/rad"),
                number("gear", defaults.gear(), 1, 1000, "newtons for an action of 1"),
                number("max_action", defaults.maxAction(), 0.01, 100, "largest action"),
                number("rail_limit", defaults.railLimit(), 0.1, 100, "half the rail, m"),
                number("stop_stiffness", defaults.stopStiffness(), 0, 20_000, "rail's ends, N/m"),
                number("stop_damping", defaults.stopDamping(), 0, 500, "rail's ends, N s/m"),
                number("timestep", defaults.timestep(), 0.0001, 0.02, "integration step, s"),
                Argument.whole(
                    "frame_skip", defaults.frameSkip(), 1, 100, "integration steps in a step"),
                number(
                    "reset_noise_scale",
                    defaults.resetNoiseScale(),
                    0,
                    1,
                    "bound of the first state's numbers"),
                number("angle_limit", defaults.angleLimit(), 0.01, 100, "angle that ends it, rad"),
                number(
                    "healthy_reward",
                    defaults.healthyReward(),
                    -1e6,
                    1e6,
                    "reward of a step that does not end the episode")));
  }

  private static InvertedPendulum.Settings pendulum(Arguments a) {
    return new InvertedPendulum.Settings(
        a.number("gravity"),
        a.number("cart_mass"),
        a.number("pole_mass"),
        a.number("pole_length"),
        a.number("cart_damping"),
        a.number("pole_damping"),
        a.number("gear"),
        a.number("max_action"),
        a.number("rail_limit"),
        a.number("stop_stiffness"),
        a.number("stop_damping"),
        a.number("timestep"),
        Math.toIntExact(a.whole("frame_skip")),
        a.number("reset_noise_scale"),
        a.number("angle_limit"),
        a.number("healthy_reward"));
  }

  private static EnvironmentSpec doublePendulum() {
    DoublePendulumSettings defaults = DoublePendulumSettings.DEFAULT;
    return EnvironmentSpec.of(
            "InvertedDoublePendulum-v0",
            SOURCE,
            arguments -> new InvertedDoublePendulum(doublePendulum(arguments)))
        .withVector(
            vector(
                "InvertedDoublePendulum",
                arguments -> {
                  DoublePendulumSettings settings = doublePendulum(arguments);
                  return () -> new InvertedDoublePendulum(settings);
                }))
        .withMaxEpisodeSteps(1000)
        .withRewardThreshold(9100)
        .withBaseline(arguments -> BalanceRule.of(doublePendulum(arguments)))
        .withArguments(
            List.of(
                number("gravity", defaults.gravity(), 0, 100, "gravity, m/s^2"),
                number("cart_mass", defaults.cartMass(), 1, 100, "cart's mass, kg"),
                number("pole_mass_1", defaults.poleMass1(), 0.1, 100, "lower pole's mass, kg"),
                number("pole_mass_2", defaults.poleMass2(), 0.1, 100, "upper pole's mass, kg"),
                number("pole_length_1", defaults.poleLength1(), 0.1, 5, "lower pole's length, m"),
                number("pole_length_2", defaults.poleLength2(), 0.1, 5, "upper pole's length, m"),
                number("cart_damping", defaults.cartDamping(), 0, 100, "rail's friction, N s/m"),
                number("pole_damping", defaults.poleDamping(), 0, 2, "hinges' friction, N m s/rad"),
                number("gear", defaults.gear(), 1, 1000, "newtons for an action of 1"),
                number("max_action", defaults.maxAction(), 0.01, 100, "largest action"),
                number("rail_limit", defaults.railLimit(), 0.1, 100, "half the rail, m"),
                number("stop_stiffness", defaults.stopStiffness(), 0, 20_000, "rail's ends, N/m"),
                number("stop_damping", defaults.stopDamping(), 0, 500, "rail's ends, N s/m"),
                number("timestep", defaults.timestep(), 0.0001, 0.02, "integration step, s"),
                Argument.whole(
                    "frame_skip", defaults.frameSkip(), 1, 100, "integration steps in a step"),
                number(
                    "reset_noise_scale",
                    defaults.resetNoiseScale(),
                    0,
                    1,
                    "bound and deviation of the first state's numbers"),
                number("min_height", defaults.minHeight(), -10, 10, "height that ends it, m"),
                number("target_height", defaults.targetHeight(), -10, 10, "height aimed at, m"),
                number(
                    "healthy_reward",
                    defaults.healthyReward(),
                    -1e6,
                    1e6,
                    "reward of a step that does not end the episode"),
                number("x_weight", defaults.xWeight(), 0, 1e3, "cost of the tip's x squared"),
                number(
                    "height_weight",
                    defaults.heightWeight(),
                    0,
                    1e3,
                    "cost of the distance from the height aimed at, squared"),
                number(
                    "velocity_weight_1",
                    defaults.velocityWeight1(),
                    0,
                    1e3,
                    "cost of the first angle's velocity squared"),
                number(
                    "velocity_weight_2",
                    defaults.velocityWeight2(),
                    0,
                    1e3,
                    "cost of the second angle's velocity squared")));
  }

  private static DoublePendulumSettings doublePendulum(Arguments a) {
    return new DoublePendulumSettings(
        a.number("gravity"),
        a.number("cart_mass"),
        a.number("pole_mass_1"),
        a.number("pole_mass_2"),
        a.number("pole_length_1"),
        a.number("pole_length_2"),
        a.number("cart_damping"),
        a.number("pole_damping"),
        a.number("gear"),
        a.number("max_action"),
        a.number("rail_limit"),
        a.number("stop_stiffness"),
        a.number("stop_damping"),
        a.number("timestep"),
        Math.toIntExact(a.whole("frame_skip")),
        a.number("reset_noise_scale"),
        a.number("min_height"),
        a.number("target_height"),
        a.number("healthy_reward"),
        a.number("x_weight"),
        a.number("height_weight"),
        a.number("velocity_weight_1"),
        a.number("velocity_weight_2"));
  }

  private static EnvironmentSpec reacher() {
    Reacher.Settings defaults = Reacher.Settings.DEFAULT;
    return EnvironmentSpec.of("Reacher-v0", SOURCE, arguments -> new Reacher(reacher(arguments)))
        .withVector(
            vector(
                "Reacher",
                arguments -> {
                  Reacher.Settings settings = reacher(arguments);
                  return () -> new Reacher(settings);
                }))
        .withMaxEpisodeSteps(50)
        .withRewardThreshold(-3.75)
        .withBaseline(arguments -> new ReachRule(reacher(arguments)))
        .withArguments(
            List.of(
                number("link_mass_0", defaults.linkMass0(), 0.001, 10, "first link's mass, kg"),
                number("link_mass_1", defaults.linkMass1(), 0.001, 10, "second link's mass, kg"),
                number("link_length_0", defaults.linkLength0(), 0.01, 1, "first link, m"),
                number("link_length_1", defaults.linkLength1(), 0.01, 1, "second link, m"),
                number("rotor_inertia", defaults.rotorInertia(), 0.1, 10, "each motor's, kg m^2"),
                number("damping", defaults.damping(), 0, 10, "joints' friction, N m s/rad"),
                number("gear", defaults.gear(), 1, 1000, "newton metres for an action of 1"),
                number("timestep", defaults.timestep(), 0.0001, 0.02, "integration step, s"),
                Argument.whole(
                    "frame_skip", defaults.frameSkip(), 1, 100, "integration steps in a step"),
                number("target_radius", defaults.targetRadius(), 0.01, 2, "targets' disc, m"),
                number("angle_noise", defaults.angleNoise(), 0, 3.2, "first angles' bound, rad"),
                number(
                    "velocity_noise",
                    defaults.velocityNoise(),
                    0,
                    10,
                    "first velocities' bound, rad/s"),
                number(
                    "reward_dist_weight",
                    defaults.rewardDistWeight(),
                    0,
                    1e3,
                    "cost of a metre from the target"),
                number(
                    "reward_control_weight",
                    defaults.rewardControlWeight(),
                    0,
                    1e3,
                    "cost of an action's square")));
  }

  private static Reacher.Settings reacher(Arguments a) {
    return new Reacher.Settings(
        a.number("link_mass_0"),
        a.number("link_mass_1"),
        a.number("link_length_0"),
        a.number("link_length_1"),
        a.number("rotor_inertia"),
        a.number("damping"),
        a.number("gear"),
        a.number("timestep"),
        Math.toIntExact(a.whole("frame_skip")),
        a.number("target_radius"),
        a.number("angle_noise"),
        a.number("velocity_noise"),
        a.number("reward_dist_weight"),
        a.number("reward_control_weight"));
  }

  private static Argument number(
      String name, double value, double low, double high, String description) {
    return Argument.number(name, value, low, high, description);
  }

  /** Makes what makes copies, of which all share their settings. */
  @FunctionalInterface
  private interface Copies {
    Supplier<EpisodicEnvironment<float[], float[], Pcg64>> of(Arguments arguments);
  }

  private static VectorFactory vector(String name, Copies copies) {
    return (count, mode, limit, arguments) -> {
      Supplier<EpisodicEnvironment<float[], float[], Pcg64>> factory = copies.of(arguments);
      EpisodicEnvironment<float[], float[], Pcg64> first = factory.get();
      return new PoolVectorEnvironment<Pcg64>(
          name,
          first.observationSpace(),
          first.actionSpace(),
          factory,
          count,
          mode,
          limit,
          Pcg64::seeded);
    };
  }
}
