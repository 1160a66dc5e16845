package palestra.envs.wrapping;

import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import palestra.envs.Environment;
import palestra.envs.registry.Argument;
import palestra.envs.registry.Arguments;
import palestra.envs.spaces.Space;
import palestra.envs.wrappers.ActionMask;
import palestra.envs.wrappers.ActionTransform;
import palestra.envs.wrappers.ClipAction;
import palestra.envs.wrappers.DiscretizeAction;
import palestra.envs.wrappers.DiscretizeObservation;
import palestra.envs.wrappers.FlattenObservation;
import palestra.envs.wrappers.FrameStackObservation;
import palestra.envs.wrappers.GrayscaleObservation;
import palestra.envs.wrappers.MaxAndSkipObservation;
import palestra.envs.wrappers.NormalizeObservation;
import palestra.envs.wrappers.NormalizeReward;
import palestra.envs.wrappers.ObservationTransform;
import palestra.envs.wrappers.RecordEpisodeStatistics;
import palestra.envs.wrappers.RescaleAction;
import palestra.envs.wrappers.RescaleObservation;
import palestra.envs.wrappers.ResizeObservation;
import palestra.envs.wrappers.StickyAction;
import palestra.envs.wrappers.TimeAwareObservation;
import palestra.envs.wrappers.TimeLimit;
import palestra.envs.wrappers.TransformAction;
import palestra.envs.wrappers.TransformObservation;
import palestra.envs.wrappers.TransformReward;
import palestra.envs.wrappers.VectorNormalizeReward;
import palestra.envs.wrappers.VectorRecordEpisodeStatistics;
import palestra.envs.wrappers.VectorTransformAction;
import palestra.envs.wrappers.VectorTransformObservation;
import palestra.envs.wrappers.VectorTransformReward;

/** The wrappers of this library, named and with arguments as in Gymnasium. */
public final class BuiltInWrappers implements WrapperProvider {
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final long MANY = 1_000_000_000;
  static final String TIME_LIMIT = "TimeLimit";
  static final String FLATTEN = "FlattenObservation";

  /** Makes an observation transform for copies of a space's observations. */
  private interface Observations {
    ObservationTransform make(Space<?> shown, Arguments arguments, WrapperContext context);
  }

  /** Makes an action transform; {@code masked} says whether there is an action mask. */
  private interface Actions {
    ActionTransform make(
        Space<?> actions, boolean masked, Arguments arguments, WrapperContext context);
  }

  @Override
  public List<WrapperSpec> wrappers() {
    return List.of(
        new WrapperSpec(
            TIME_LIMIT,
            List.of(),
            "truncates an episode after a number of steps",
            List.of(Argument.whole("max_episode_steps", 1000, 1, Integer.MAX_VALUE, "steps")),
            WrapperSpec.Scope.ALWAYS,
            (env, a, c) -> new TimeLimit<>(env, (int) a.whole("max_episode_steps")),
            Optional.empty()),
        new WrapperSpec(
            "RecordEpisodeStatistics",
            List.of(),
            "adds an episode's return, length and time to the info of its last step",
            List.of(Argument.whole("buffer_length", 100, 1, MANY, "ended episodes kept")),
            WrapperSpec.Scope.ALWAYS,
            (env, a, c) -> new RecordEpisodeStatistics<>(env, (int) a.whole("buffer_length")),
            Optional.of(
                (env, a, c) ->
                    new VectorRecordEpisodeStatistics(env, (int) a.whole("buffer_length")))),
        observations(
            "NormalizeObservation",
            List.of(),
            "shows observations less their running mean, over their running deviation",
            List.of(
                Argument.number(
                    "epsilon", NormalizeObservation.EPSILON, 0, 1, "added to the variance")),
            (space, a, c) ->
                new NormalizeObservation(
                    space,
                    c.statistics(() -> NormalizeObservation.statistics(space)),
                    a.number("epsilon"),
                    c.evaluation())),
        normalizeReward(),
        observations(
            "FrameStack",
            List.of("FrameStackObservation"),
            "shows the last observations together",
            List.of(
                Argument.whole("stack_size", 4, 1, 1000, "how many observations"),
                Argument.choice(
                    "padding_type",
                    "reset",
                    List.of("reset", "zero"),
                    "what stands before the first")),
            (space, a, c) ->
                new FrameStackObservation(
                    space,
                    c.copies(),
                    (int) a.whole("stack_size"),
                    a.choice("padding_type").equals("zero")
                        ? FrameStackObservation.Padding.ZERO
                        : FrameStackObservation.Padding.RESET)),
        new WrapperSpec(
            "MaxAndSkip",
            List.of("MaxAndSkipObservation"),
            "repeats each action and shows the greater of the last two observations",
            List.of(Argument.whole("skip", 4, 2, 1000, "steps for each action")),
            WrapperSpec.Scope.ALWAYS,
            (env, a, c) -> new MaxAndSkipObservation<>(env, (int) a.whole("skip")),
            Optional.empty()),
        actions(
            "StickyAction",
            List.of(),
            "repeats the last action with some probability",
            List.of(
                Argument.number("repeat_action_probability", 0.25, 0, 1, "below 1"),
                Argument.whole("shortest", 1, 1, MANY, "fewest steps a repetition lasts"),
                Argument.whole("longest", 1, 1, MANY, "most steps a repetition lasts")),
            (space, masked, a, c) ->
                new StickyAction(
                    space,
                    c.copies(),
                    a.number("repeat_action_probability"),
                    (int) a.whole("shortest"),
                    (int) a.whole("longest"))),
        actions(
            "ClipAction",
            List.of(),
            "takes any number as an action and clips it to the bounds",
            List.of(),
            (space, masked, a, c) -> new ClipAction(space)),
        actions(
            "RescaleAction",
            List.of(),
            "lets actions lie between other bounds",
            List.of(
                Argument.number("min_action", -1, -INFINITY, INFINITY, "lower bound"),
                Argument.number("max_action", 1, -INFINITY, INFINITY, "upper bound")),
            (space, masked, a, c) ->
                new RescaleAction(space, a.number("min_action"), a.number("max_action"))),
        flatten(),
        observations(
            "RescaleObservation",
            List.of(),
            "stretches observations onto other bounds",
            List.of(
                Argument.number("min_obs", 0, -INFINITY, INFINITY, "lower bound"),
                Argument.number("max_obs", 1, -INFINITY, INFINITY, "upper bound")),
            (space, a, c) ->
                new RescaleObservation(space, a.number("min_obs"), a.number("max_obs"))),
        observations(
            "Grayscale",
            List.of("GrayscaleObservation"),
            "shows a colour picture in greys",
            List.of(Argument.flag("keep_dim", false, "whether to keep the axis of the colours")),
            (space, a, c) -> new GrayscaleObservation(space, a.flag("keep_dim"))),
        observations(
            "Resize",
            List.of("ResizeObservation"),
            "shows a picture in another size",
            List.of(
                Argument.whole("height", 84, 1, 100_000, "pixels"),
                Argument.whole("width", 84, 1, 100_000, "pixels")),
            (space, a, c) ->
                new ResizeObservation(space, (int) a.whole("height"), (int) a.whole("width"))),
        observations(
            "TimeAware",
            List.of("TimeAwareObservation"),
            "shows the steps taken behind the observation",
            List.of(Argument.flag("normalize_time", false, "as a share of the step limit")),
            (space, a, c) ->
                new TimeAwareObservation(
                    space, c.copies(), c.maxEpisodeSteps(), a.flag("normalize_time"))),
        actions(
            "Discretize",
            List.of("DiscretizeAction"),
            "cuts a continuous action space into bins",
            bins(),
            (space, masked, a, c) ->
                new DiscretizeAction(space, a.flag("multidiscrete"), (int) a.whole("bins"))),
        observations(
            "DiscretizeObservation",
            List.of(),
            "cuts continuous observations into bins",
            bins(),
            (space, a, c) ->
                new DiscretizeObservation(space, a.flag("multidiscrete"), (int) a.whole("bins"))),
        transformReward(),
        actions(
            "ActionMask",
            List.of(),
            "replaces, or refuses, an action that the action mask forbids",
            List.of(
                Argument.choice(
                    "forbidden", "replace", List.of("replace", "refuse"), "what becomes of it")),
            (space, masked, a, c) ->
                new ActionMask(
                    space,
                    masked,
                    a.choice("forbidden").equals("refuse")
                        ? ActionMask.Forbidden.REFUSE
                        : ActionMask.Forbidden.REPLACE)));
  }

  private static List<Argument> bins() {
    return List.of(
        Argument.whole("bins", 10, 1, MANY, "bins along each axis"),
        Argument.flag("multidiscrete", false, "whether each axis keeps a number of its own"));
  }

  private static WrapperSpec observations(
      String name,
      List<String> aliases,
      String description,
      List<Argument> arguments,
      Observations transform) {
    return new WrapperSpec(
        name,
        aliases,
        description,
        arguments,
        WrapperSpec.Scope.ALWAYS,
        (env, a, c) -> wrap(env, transform.make(env.observationSpace(), a, c)),
        Optional.of(
            (env, a, c) ->
                new VectorTransformObservation(
                    env, transform.make(env.singleObservationSpace(), a, c))));
  }

  private static <I, A> Environment<?, ?> wrap(
      Environment<I, A> env, ObservationTransform transform) {
    return new TransformObservation<Object, A, I>(env, transform);
  }

  private static WrapperSpec actions(
      String name,
      List<String> aliases,
      String description,
      List<Argument> arguments,
      Actions transform) {
    return new WrapperSpec(
        name,
        aliases,
        description,
        arguments,
        WrapperSpec.Scope.ALWAYS,
        (env, a, c) ->
            wrap(name, env, transform.make(env.actionSpace(), env.actionMask().isPresent(), a, c)),
        Optional.of(
            (env, a, c) ->
                new VectorTransformAction(
                    name,
                    env,
                    transform.make(env.singleActionSpace(), env.actionMasks().isPresent(), a, c))));
  }

  private static <O, J> Environment<?, ?> wrap(
      String name, Environment<O, J> env, ActionTransform transform) {
    return new TransformAction<O, Object, J>(name, env, transform);
  }

  private static WrapperSpec flatten() {
    return new WrapperSpec(
        FLATTEN,
        List.of("Flatten"),
        "shows an observation as one vector, discrete parts one-hot",
        List.of(),
        WrapperSpec.Scope.ALWAYS,
        (env, a, c) -> new FlattenObservation<>(env),
        Optional.of(
            (env, a, c) ->
                new VectorTransformObservation(
                    env, new FlattenObservation.Rows(env.singleObservationSpace()))));
  }

  private static WrapperSpec normalizeReward() {
    return new WrapperSpec(
        "NormalizeReward",
        List.of(),
        "divides rewards by the running deviation of the return, in training",
        List.of(
            Argument.number("gamma", NormalizeReward.GAMMA, 0, 1, "discount of the return"),
            Argument.number("epsilon", NormalizeReward.EPSILON, 0, 1, "added to the variance")),
        WrapperSpec.Scope.TRAINING,
        (env, a, c) ->
            new NormalizeReward<>(
                env,
                c.statistics(NormalizeReward::statistics),
                a.number("gamma"),
                a.number("epsilon"),
                c.evaluation()),
        Optional.of(
            (env, a, c) ->
                new VectorNormalizeReward(
                    env,
                    c.statistics(NormalizeReward::statistics),
                    a.number("gamma"),
                    a.number("epsilon"),
                    c.evaluation())));
  }

  private static WrapperSpec transformReward() {
    return new WrapperSpec(
        "TransformReward",
        List.of("ClipReward"),
        "gives clip(scale * reward + shift, min, max), or its sign, in training",
        List.of(
            Argument.number("scale", 1, -INFINITY, INFINITY, "factor"),
            Argument.number("shift", 0, -INFINITY, INFINITY, "summand"),
            Argument.number("min", -INFINITY, -INFINITY, INFINITY, "lower bound"),
            Argument.number("max", INFINITY, -INFINITY, INFINITY, "upper bound"),
            Argument.flag("sign", false, "whether to give only -1, 0 or 1")),
        WrapperSpec.Scope.TRAINING,
        (env, a, c) -> new TransformReward<>(env, function(a)),
        Optional.of((env, a, c) -> new VectorTransformReward(env, function(a))));
  }

  private static DoubleUnaryOperator function(Arguments a) {
    return TransformReward.function(
        a.number("scale"), a.number("shift"), a.number("min"), a.number("max"), a.flag("sign"));
  }
}
