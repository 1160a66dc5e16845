package palestra.envs.classic;

import java.util.List;
import palestra.envs.registry.EnvironmentProvider;
import palestra.envs.registry.EnvironmentSpec;

/** The classic control tasks. */
public final class ClassicEnvironments implements EnvironmentProvider {
  private static final String SOURCE = "built-in";

  @Override
  public List<EnvironmentSpec> environments() {
    return List.of(
        cartPole("CartPole-v0", 200, 195),
        cartPole("CartPole-v1", 500, 475),
        mountainCar(),
        mountainCarContinuous(),
        pendulum(),
        acrobot());
  }

  private static EnvironmentSpec cartPole(String id, int steps, double threshold) {
    return EnvironmentSpec.of(
            id, SOURCE, arguments -> new CartPole(CartPole.Settings.of(arguments)))
        .withVector(
            (copies, mode, limit, arguments) ->
                new CartPoleVector(copies, mode, limit, CartPole.Settings.of(arguments)))
        .withMaxEpisodeSteps(steps)
        .withRewardThreshold(threshold)
        .withArguments(CartPole.Settings.ARGUMENTS)
        .withBaseline(arguments -> ClassicBaselines.balanceCartPole());
  }

  private static EnvironmentSpec mountainCar() {
    return EnvironmentSpec.of(
            "MountainCar-v0",
            SOURCE,
            arguments -> new MountainCar(MountainCar.Settings.of(arguments)))
        .withVector(
            (copies, mode, limit, arguments) ->
                MountainCar.vector(copies, mode, limit, MountainCar.Settings.of(arguments)))
        .withMaxEpisodeSteps(200)
        .withRewardThreshold(-110)
        .withArguments(MountainCar.Settings.ARGUMENTS)
        .withBaseline(arguments -> ClassicBaselines.swingMountainCar());
  }

  private static EnvironmentSpec mountainCarContinuous() {
    return EnvironmentSpec.of(
            "MountainCarContinuous-v0",
            SOURCE,
            arguments -> new MountainCarContinuous(MountainCarContinuous.Settings.of(arguments)))
        .withVector(
            (copies, mode, limit, arguments) ->
                MountainCarContinuous.vector(
                    copies, mode, limit, MountainCarContinuous.Settings.of(arguments)))
        .withMaxEpisodeSteps(999)
        .withRewardThreshold(90)
        .withArguments(MountainCarContinuous.Settings.ARGUMENTS)
        .withBaseline(
            arguments ->
                ClassicBaselines.swingMountainCarContinuous(
                    MountainCarContinuous.Settings.of(arguments)));
  }

  private static EnvironmentSpec pendulum() {
    return EnvironmentSpec.of(
            "Pendulum-v1", SOURCE, arguments -> new Pendulum(Pendulum.Settings.of(arguments)))
        .withVector(
            (copies, mode, limit, arguments) ->
                Pendulum.vector(copies, mode, limit, Pendulum.Settings.of(arguments)))
        .withMaxEpisodeSteps(200)
        .withArguments(Pendulum.Settings.ARGUMENTS)
        .withBaseline(arguments -> ClassicBaselines.swingPendulum(Pendulum.Settings.of(arguments)));
  }

  private static EnvironmentSpec acrobot() {
    return EnvironmentSpec.of(
            "Acrobot-v1", SOURCE, arguments -> new Acrobot(Acrobot.Settings.of(arguments)))
        .withVector(
            (copies, mode, limit, arguments) ->
                Acrobot.vector(copies, mode, limit, Acrobot.Settings.of(arguments)))
        .withMaxEpisodeSteps(500)
        .withRewardThreshold(-100)
        .withArguments(Acrobot.Settings.ARGUMENTS)
        .withBaseline(arguments -> ClassicBaselines.swingAcrobot());
  }
}
