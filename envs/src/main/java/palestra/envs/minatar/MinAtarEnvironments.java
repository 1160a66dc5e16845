package palestra.envs.minatar;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import palestra.envs.registry.Argument;
import palestra.envs.registry.Arguments;
import palestra.envs.registry.EnvironmentProvider;
import palestra.envs.registry.EnvironmentSpec;

/** The MinAtar games, each with all six actions (v0) and with its own ones (v1). */
public final class MinAtarEnvironments implements EnvironmentProvider {
  private static final String SOURCE = "built-in";
  private static final String STICKY = "sticky_action_prob";
  private static final String RAMPING = "difficulty_ramping";

  @Override
  public List<EnvironmentSpec> environments() {
    List<EnvironmentSpec> specs = new ArrayList<>();
    for (boolean minimal : new boolean[] {false, true}) {
      specs.add(
          spec(
              minimal,
              "enemies and treasures come faster and faster",
              Asterix.ARGUMENTS,
              a -> new Asterix(Asterix.Settings.of(a.flag(RAMPING), a)),
              new AsterixRule()));
      specs.add(
          spec(
              minimal,
              "taken as the package takes it; Breakout grows no harder",
              Breakout.ARGUMENTS,
              a -> new Breakout(Breakout.Settings.of(a)),
              new BreakoutRule()));
      specs.add(
          spec(
              minimal,
              "taken as the package takes it; Freeway grows no harder",
              Freeway.ARGUMENTS,
              a -> new Freeway(Freeway.Settings.of(a)),
              new FreewayRule()));
      specs.add(
          spec(
              minimal,
              "each surfacing makes enemies come and move faster",
              SeaquestSettings.ARGUMENTS,
              a -> new Seaquest(SeaquestSettings.of(a.flag(RAMPING), a)),
              new SeaquestRule()));
      specs.add(
          spec(
              minimal,
              "each new block of aliens moves faster",
              SpaceInvaders.ARGUMENTS,
              a -> new SpaceInvaders(SpaceInvaders.Settings.of(a.flag(RAMPING), a)),
              new SpaceInvadersRule()));
    }
    return specs;
  }

  private static EnvironmentSpec spec(
      boolean minimal,
      String ramping,
      List<Argument> own,
      Function<Arguments, Game> factory,
      Rule rule) {
    List<Argument> arguments = new ArrayList<>();
    arguments.add(
        Argument.number(
            STICKY,
            MinAtar.STICKY_ACTION_PROB,
            0,
            1,
            "how likely the action before is carried out instead of the one given"));
    arguments.add(Argument.flag(RAMPING, true, ramping));
    arguments.addAll(own);
    Game game = factory.apply(new Arguments("MinAtar", arguments, Map.of()));
    List<Integer> actions =
        minimal ? game.minimalActions() : IntStream.range(0, Game.ACTIONS.size()).boxed().toList();
    int channels = game.channels().size();
    return EnvironmentSpec.of(
            "MinAtar/" + game.name() + (minimal ? "-v1" : "-v0"),
            SOURCE,
            a -> new MinAtar(factory.apply(a), a.number(STICKY), minimal))
        .withVector(
            (copies, mode, limit, a) ->
                new MinAtarVector(copies, mode, limit, factory.apply(a), a.number(STICKY), minimal))
        .withArguments(arguments)
        .withBaseline(a -> rule.baseline(channels, actions));
  }
}
