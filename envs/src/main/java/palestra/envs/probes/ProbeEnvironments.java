package palestra.envs.probes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import palestra.envs.registry.Argument;
import palestra.envs.registry.Arguments;
import palestra.envs.registry.Baseline;
import palestra.envs.registry.EnvironmentProvider;
import palestra.envs.registry.EnvironmentSpec;

/** The probe environments. */
public final class ProbeEnvironments implements EnvironmentProvider {
  private static final String SOURCE = "built-in";
  // Whatever a float holds: rewards that overflow a learner's sums are a probe, too.
  private static final double MOST = 1e30;

  @Override
  public List<EnvironmentSpec> environments() {
    return List.of(
        numbered(
            "ProbeConstant-v0",
            arguments -> new ProbeConstant(arguments.number("reward")),
            (observation, mask) -> new double[1],
            "of the only step"),
        numbered(
            "ProbeDiscount-v0",
            arguments ->
                new ProbeDiscount((int) arguments.whole("length"), arguments.number("reward")),
            (observation, mask) -> new double[1],
            "of the last step",
            Argument.whole("length", 2, 1, 1000, "steps of an episode")),
        goal(),
        numbered(
            "ProbeIdentity-v0",
            arguments -> new ProbeIdentity(arguments.number("reward")),
            (observation, mask) -> observation.clone(),
            "of the right action"),
        mask(),
        memory(),
        reach(),
        scale(),
        target(),
        numbered(
                "ProbeTruncation-v0",
                arguments -> new ProbeTruncation(arguments.number("reward")),
                (observation, mask) -> new double[1],
                "of every step")
            .withMaxEpisodeSteps(ProbeTruncation.STEPS),
        numbered(
            "ProbeTwoStep-v0",
            arguments -> new ProbeTwoStep(arguments.number("reward")),
            (observation, mask) -> new double[] {1},
            "two steps after the right action"));
  }

  private static Argument reward(double value, String what) {
    return Argument.number("reward", value, -MOST, MOST, "reward " + what);
  }

  private static EnvironmentSpec numbered(
      String id,
      Function<Arguments, NumberedProbe.Rule> rule,
      Baseline baseline,
      String what,
      Argument... more) {
    List<Argument> arguments = new ArrayList<>(Arrays.asList(more));
    arguments.add(reward(1, what));
    return EnvironmentSpec.of(id, SOURCE, given -> new NumberedProbe(rule.apply(given)))
        .withBaseline(given -> baseline)
        .withArguments(arguments);
  }

  private static EnvironmentSpec memory() {
    return EnvironmentSpec.of(
            "ProbeMemory-v0",
            SOURCE,
            arguments ->
                new ProbeMemory((int) arguments.whole("length"), arguments.number("reward")))
        .withBaseline(arguments -> ProbeMemory.baseline())
        .withArguments(
            List.of(
                Argument.whole("length", 10, 1, 1000, "steps from the cue to the question"),
                reward(1, "of the right answer")));
  }

  private static EnvironmentSpec mask() {
    ProbeMask.Settings defaults = ProbeMask.Settings.DEFAULT;
    return EnvironmentSpec.of(
            "ProbeMask-v0",
            SOURCE,
            arguments ->
                new ProbeMask(
                    new ProbeMask.Settings(
                        (int) arguments.whole("actions"),
                        (int) arguments.whole("length"),
                        arguments.number("share"),
                        arguments.number("reward"),
                        arguments.number("penalty"))))
        .withBaseline(arguments -> ProbeMask.baseline())
        .withArguments(
            List.of(
                Argument.whole("actions", defaults.actions(), 2, 64, "number of actions"),
                Argument.whole("length", defaults.length(), 1, 1000, "steps of a whole episode"),
                Argument.number(
                    "share", defaults.share(), 0, 1, "probability of an action to be allowed"),
                reward(defaults.reward(), "of an allowed action"),
                Argument.number(
                    "penalty", defaults.penalty(), -MOST, MOST, "reward of a forbidden action")));
  }

  private static EnvironmentSpec goal() {
    return EnvironmentSpec.of(
            "ProbeGoal-v0", SOURCE, arguments -> new ProbeGoal((int) arguments.whole("bits")))
        .withBaseline(arguments -> ProbeGoal.baseline())
        .withGoal(arguments -> ProbeGoal.goal((int) arguments.whole("bits")))
        .withMaxEpisodeSteps(ProbeGoal.STEPS)
        .withArguments(
            List.of(Argument.whole("bits", 10, 1, ProbeGoal.STEPS, "bits to be made right")));
  }

  private static EnvironmentSpec reach() {
    return EnvironmentSpec.of(
            "ProbeReach-v0",
            SOURCE,
            arguments ->
                new ProbeReach((int) arguments.whole("dimensions"), arguments.number("radius")))
        .withBaseline(arguments -> ProbeReach.baseline())
        .withGoal(
            arguments ->
                ProbeReach.goal((int) arguments.whole("dimensions"), arguments.number("radius")))
        .withMaxEpisodeSteps(ProbeReach.STEPS)
        .withArguments(
            List.of(
                Argument.whole("dimensions", 2, 1, 16, "dimensions of the space"),
                Argument.number("radius", 0.05, 1e-3, 1, "of the goal")));
  }

  private static EnvironmentSpec target() {
    return EnvironmentSpec.of(
            "ProbeTarget-v0",
            SOURCE,
            arguments ->
                new ProbeTarget((int) arguments.whole("dimensions"), arguments.number("weight")))
        .withBaseline(arguments -> (observation, mask) -> observation.clone())
        .withArguments(
            List.of(
                Argument.whole("dimensions", 2, 1, 16, "dimensions of target and action"),
                Argument.number("weight", 1, 0, 1000, "weight of the squared distance")));
  }

  private static EnvironmentSpec scale() {
    return EnvironmentSpec.of(
            "ProbeScale-v0",
            SOURCE,
            arguments -> new ProbeScale(arguments.number("scale"), arguments.number("reward")))
        .withBaseline(arguments -> (observation, mask) -> new double[] {observation[0] > 0 ? 1 : 0})
        .withArguments(
            List.of(
                Argument.number("scale", 1e-3, 1e-6, 1, "size of the small number"),
                reward(1, "of the right sign")));
  }
}
