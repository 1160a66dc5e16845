package palestra.envs.minatar;

import java.util.List;
import palestra.envs.registry.Argument;

/** Checks of settings against the ranges of the arguments they are given by. */
final class Limits {
  private Limits() {}

  /** Refuses a value that is out of its argument's range; names both. */
  static void require(List<Argument> arguments, String name, double value) {
    Argument argument =
        arguments.stream().filter(known -> known.name().equals(name)).findFirst().orElseThrow();
    if (!(value >= argument.low() && value <= argument.high())) {
      throw new IllegalArgumentException(
          "%s is from %s to %s, but is %s".formatted(name, argument.low(), argument.high(), value));
    }
  }
}
