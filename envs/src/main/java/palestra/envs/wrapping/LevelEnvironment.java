package palestra.envs.wrapping;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import palestra.envs.Canvas;
import palestra.envs.Environment;
import palestra.envs.PictureSize;
import palestra.envs.Reset;
import palestra.envs.Start;
import palestra.envs.Step;
import palestra.envs.registry.EnvironmentSpec;
import palestra.envs.seeding.Generator;
import palestra.envs.spaces.Box;
import palestra.envs.spaces.Discrete;
import palestra.envs.spaces.Space;

/**
 * Draws a level for every episode, from the generator the episode starts from and before anything
 * else, and is that level's environment until the next one. The reset's info has the drawn
 * arguments under {@code level}.
 */
final class LevelEnvironment implements Environment<Object, Object> {
  private final EnvironmentSpec spec;
  private final Levels levels;
  private final Space<?> observationSpace;
  private final Space<?> actionSpace;
  private Map<String, String> level;
  private Environment<?, ?> present;

  LevelEnvironment(EnvironmentSpec spec, Levels levels) {
    this.spec = spec;
    this.levels = levels;
    List<Map<String, String>> corners = levels.corners();
    level = corners.get(0);
    present = spec.make(level);
    actionSpace = present.actionSpace();
    Space<?> seen = present.observationSpace();
    for (Map<String, String> corner : corners.subList(1, corners.size())) {
      try (Environment<?, ?> other = spec.make(corner)) {
        requireActions(other, corner);
        seen = union(seen, other.observationSpace(), corner);
      }
    }
    observationSpace = seen;
  }

  private void requireActions(Environment<?, ?> other, Map<String, String> corner) {
    if (!other.actionSpace().equals(actionSpace)) {
      throw changes("action", actionSpace, other.actionSpace(), corner);
    }
  }

  private IllegalArgumentException changes(
      String what, Space<?> one, Space<?> other, Map<String, String> corner) {
    return new IllegalArgumentException(
        "%s: levels share one %s space, but %s has %s, and another level %s"
            .formatted(spec.id(), what, corner, other, one));
  }

  /** The smallest space that has the observations of both. */
  private Space<?> union(Space<?> one, Space<?> other, Map<String, String> corner) {
    if (one.equals(other)) {
      return one;
    }
    if (one instanceof Discrete a && other instanceof Discrete b && a.start() == b.start()) {
      return a.n() > b.n() ? a : b;
    }
    if (one instanceof Box<?> a
        && other instanceof Box<?> b
        && a.dtype() == b.dtype()
        && java.util.Arrays.equals(a.shape(), b.shape())) {
      double[] low = new double[a.size()];
      double[] high = new double[a.size()];
      for (int i = 0; i < low.length; i++) {
        low[i] = Math.min(a.low(i), b.low(i));
        high[i] = Math.max(a.high(i), b.high(i));
      }
      return Box.of(a.dtype(), low, high, a.shape());
    }
    throw changes("observation", one, other, corner);
  }

  @Override
  @SuppressWarnings("unchecked") // whoever steps this by its spaces gives and gets their elements
  public Space<Object> observationSpace() {
    return (Space<Object>) observationSpace;
  }

  @Override
  @SuppressWarnings("unchecked") // as above
  public Space<Object> actionSpace() {
    return (Space<Object>) actionSpace;
  }

  @Override
  public Reset<Object> reset(Start start) {
    Generator random =
        start.seed().isPresent()
            ? present.seeded(start.seed().getAsLong())
            : start.generator().orElse(present.random()).copy();
    Map<String, String> drawn = levels.draw(random);
    Environment<?, ?> next = drawn.equals(level) ? present : make(drawn);
    Start from = new Start(OptionalLong.empty(), Optional.of(random), start.options());
    Reset<?> reset;
    try {
      reset = next.reset(from);
    } catch (RuntimeException e) {
      if (next != present) {
        next.close();
      }
      throw e;
    }
    use(next, drawn);
    Map<String, Object> info = new LinkedHashMap<>(reset.info());
    info.put("level", levels.varyingOf(drawn));
    return new Reset<>(reset.observation(), info);
  }

  private Environment<?, ?> make(Map<String, String> drawn) {
    Environment<?, ?> made = spec.make(drawn);
    try {
      requireActions(made, drawn);
      union(observationSpace, made.observationSpace(), drawn);
    } catch (IllegalArgumentException e) {
      made.close();
      throw e;
    }
    return made;
  }

  private void use(Environment<?, ?> next, Map<String, String> drawn) {
    if (next != present) {
      present.close();
      present = next;
    }
    level = drawn;
  }

  @Override
  public Step<Object> step(Object action) {
    return step(present, action);
  }

  @SuppressWarnings("unchecked") // the environment checks the action itself
  private static <O, A> Step<Object> step(Environment<O, A> environment, Object action) {
    return (Step<Object>) environment.step((A) action);
  }

  @Override
  public Generator random() {
    return present.random();
  }

  @Override
  public Generator seeded(long seed) {
    return present.seeded(seed);
  }

  @Override
  public Optional<byte[]> actionMask() {
    return present.actionMask();
  }

  @Override
  public PictureSize pictureSize() {
    return present.pictureSize();
  }

  @Override
  public double stepsPerSecond() {
    return present.stepsPerSecond();
  }

  @Override
  public List<String> actionNames() {
    return present.actionNames();
  }

  @Override
  public void draw(Canvas canvas) {
    present.draw(canvas);
  }

  @Override
  public void saveState(DataOutput out) throws IOException {
    out.writeInt(level.size());
    for (Map.Entry<String, String> argument : level.entrySet()) {
      out.writeUTF(argument.getKey());
      out.writeUTF(argument.getValue());
    }
    present.saveState(out);
  }

  @Override
  public void loadState(DataInput in) throws IOException {
    Map<String, String> saved = new LinkedHashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      saved.put(in.readUTF(), in.readUTF());
    }
    use(saved.equals(level) ? present : make(saved), saved);
    present.loadState(in);
  }

  @Override
  public void close() {
    present.close();
  }
}
