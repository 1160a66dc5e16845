package palestra.envs.wrapping;

import java.util.List;
import java.util.Optional;
import palestra.envs.Environment;
import palestra.envs.registry.Argument;
import palestra.envs.registry.Arguments;
import palestra.envs.vector.VectorEnvironment;

/**
 * What the registry knows of a wrapper.
 *
 * @param name such as {@code FrameStack}
 * @param aliases further names, such as Gymnasium's class name
 * @param description what it does, in a line
 * @param arguments what can be set; the first may be given without its name
 * @param scope where it is put
 * @param single puts it around one environment; its message on a space that does not fit begins
 *     with "needs"
 * @param vector puts it around many copies; without it, or where it cannot, each copy is wrapped by
 *     itself
 */
public record WrapperSpec(
    String name,
    List<String> aliases,
    String description,
    List<Argument> arguments,
    Scope scope,
    Single single,
    Optional<Vector> vector) {

  /** Where a wrapper is put. */
  public enum Scope {
    /** Around every environment of a run. */
    ALWAYS,
    /**
     * Around those trained in only: it changes rewards, and an evaluation tells the environment's
     * own.
     */
    TRAINING
  }

  /** Wraps one environment. */
  @FunctionalInterface
  public interface Single {
    Environment<?, ?> wrap(Environment<?, ?> inner, Arguments arguments, WrapperContext context);
  }

  /** Wraps copies. */
  @FunctionalInterface
  public interface Vector {
    VectorEnvironment wrap(VectorEnvironment inner, Arguments arguments, WrapperContext context);
  }

  public WrapperSpec {
    aliases = List.copyOf(aliases);
    arguments = List.copyOf(arguments);
  }
}
