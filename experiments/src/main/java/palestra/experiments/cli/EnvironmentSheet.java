package palestra.experiments.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import palestra.envs.Environment;
import palestra.envs.Step;
import palestra.envs.registry.Baseline;
import palestra.envs.registry.EnvironmentSpec;
import palestra.envs.spaces.Dict;
import palestra.envs.spaces.Graph;
import palestra.envs.spaces.Numbers;
import palestra.envs.spaces.Sampler;
import palestra.envs.spaces.Space;
import palestra.envs.spaces.Text;
import palestra.renderer.film.Films;
import palestra.renderer.pictures.ContactSheet;

/** A picture of environments, each some steps into an episode that its rule or chance plays. */
final class EnvironmentSheet {
  private static final int STEPS = 60;
  private static final long SEED = 3;

  private EnvironmentSheet() {}

  static void write(List<EnvironmentSpec> specs, Path out) throws IOException {
    Films.check(out);
    List<ContactSheet.Scene> scenes = new ArrayList<>();
    try {
      for (EnvironmentSpec spec : specs) {
        Environment<?, ?> environment = spec.make(Map.of());
        scenes.add(new ContactSheet.Scene(spec.id(), environment));
        play(spec, environment);
      }
      new ContactSheet(scenes).write(out);
    } finally {
      scenes.forEach(scene -> scene.environment().close());
    }
  }

  /** Plays until the episode is some steps old; one that is over sooner, two thirds of it. */
  private static void play(EnvironmentSpec spec, Environment<?, ?> environment) {
    int length = play(spec, environment, STEPS);
    if (length < STEPS) {
      play(spec, environment, 2 * length / 3);
    }
  }

  /** Starts an episode and takes steps until it is over; gives how many were taken. */
  private static <O, A> int play(EnvironmentSpec spec, Environment<O, A> environment, int most) {
    Optional<Baseline> rule =
        plain(environment.observationSpace())
            ? spec.newBaseline(Map.of()).map(Supplier::get)
            : Optional.empty();
    Sampler<A> chance = environment.actionSpace().sampler(SEED);
    O seen = environment.reset(SEED).observation();
    for (int i = 0; i < most; i++) {
      Step<O> step = environment.step(action(environment, rule, chance, seen));
      seen = step.observation();
      if (step.done()) {
        return i + 1;
      }
    }
    return most;
  }

  @SuppressWarnings("unchecked") // Numbers gives an element of the environment's own action space
  private static <O, A> A action(
      Environment<O, A> environment, Optional<Baseline> rule, Sampler<A> chance, O seen) {
    byte[] mask = environment.actionMask().orElse(new byte[0]);
    if (rule.isPresent()) {
      double[] numbers = Numbers.of(environment.observationSpace(), seen);
      return (A) Numbers.element(environment.actionSpace(), rule.get().act(numbers, mask));
    }
    A action = chance.next();
    while (mask.length > 0 && mask[((Long) action).intValue()] == 0) {
      action = chance.next();
    }
    return action;
  }

  /** Whether a rule can see what the environment gives. */
  private static boolean plain(Space<?> space) {
    return !(space instanceof Dict || space instanceof Graph || space instanceof Text);
  }
}
