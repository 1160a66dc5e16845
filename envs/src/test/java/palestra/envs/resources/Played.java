package palestra.envs.resources;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import palestra.envs.Environment;
import palestra.envs.registry.Baseline;
import palestra.envs.registry.EnvironmentRegistry;
import palestra.envs.registry.EnvironmentSpec;
import palestra.envs.seeding.Pcg64;
import palestra.envs.spaces.Discrete;
import palestra.envs.spaces.Numbers;
import palestra.envs.spaces.Sampler;
import palestra.envs.spaces.Space;
import palestra.envs.vector.AutoresetMode;
import palestra.envs.vector.Batch;
import palestra.envs.vector.VectorEnvironment;

/** Makes the environments by their ids and plays episodes by a rule. */
final class Played {
  private Played() {}

  /** Arguments as {@code name=value,name=value}. */
  static Map<String, String> arguments(String text) {
    Map<String, String> arguments = new LinkedHashMap<>();
    for (String pair : text.isEmpty() ? new String[0] : text.split(",")) {
      int at = pair.indexOf('=');
      arguments.put(pair.substring(0, at), pair.substring(at + 1));
    }
    return arguments;
  }

  @SuppressWarnings("unchecked") // actions are drawn from the environment's own space
  static Environment<Object, Object> make(String id, String arguments) {
    return (Environment<Object, Object>) spec(id).make(arguments(arguments));
  }

  static VectorEnvironment vector(String id, Map<String, String> arguments, int copies) {
    return spec(id).makeVector(copies, AutoresetMode.DISABLED, arguments);
  }

  private static EnvironmentSpec spec(String id) {
    return EnvironmentRegistry.load().spec(id);
  }

  static double meanOfBaseline(String id, Map<String, String> arguments, int episodes) {
    return mean(id, arguments, spec(id).newBaseline(arguments).orElseThrow(), episodes);
  }

  static double meanOfRandom(String id, Map<String, String> arguments, int episodes) {
    Space<?> space = spec(id).make(arguments).actionSpace();
    return mean(id, arguments, () -> random(space), episodes);
  }

  private static Baseline random(Space<?> space) {
    Sampler<?> sampler = space.sampler(5);
    Pcg64 chooser = Pcg64.seeded(5);
    return (observation, mask) -> {
      if (!(space instanceof Discrete) || mask.length == 0) {
        return Numbers.of(space, sampler.next());
      }
      int action;
      do {
        action = (int) chooser.integers(mask.length);
      } while (mask[action] == 0);
      return new double[] {action};
    };
  }

  /** Mean return of episodes that all copies play side by side. */
  static double mean(
      String id, Map<String, String> arguments, Supplier<Baseline> rule, int episodes) {
    try (VectorEnvironment env = vector(id, arguments, episodes)) {
      Baseline[] rules = new Baseline[episodes];
      Arrays.setAll(rules, copy -> rule.get());
      for (Baseline one : rules) {
        one.reset();
      }
      env.reset(100);
      Batch actions = env.newActions();
      boolean[] over = new boolean[episodes];
      boolean[] ended = new boolean[episodes];
      double sum = 0;
      for (int left = episodes; left > 0; ) {
        for (int copy = 0; copy < episodes; copy++) {
          byte[] mask = new byte[env.actionMasks().map(Batch::rowSize).orElse(0)];
          if (mask.length > 0) {
            env.actionMasks().orElseThrow().bytes().get(copy * mask.length, mask);
          }
          actions.setRow(copy, rules[copy].act(env.observations().row(copy), mask));
        }
        env.step(actions);
        for (int copy = 0; copy < episodes; copy++) {
          sum += over[copy] ? 0 : env.rewards()[copy];
          ended[copy] = env.terminated()[copy] || env.truncated()[copy];
          left -= ended[copy] && !over[copy] ? 1 : 0;
          over[copy] |= ended[copy];
        }
        env.reset(ended);
      }
      return sum / episodes;
    }
  }
}
