package palestra.tests.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import palestra.envs.Environment;
import palestra.envs.Step;
import palestra.envs.registry.Argument;
import palestra.envs.registry.EnvironmentRegistry;
import palestra.envs.registry.EnvironmentSpec;
import palestra.envs.spaces.Box;
import palestra.envs.spaces.Discrete;
import palestra.envs.spaces.MultiDiscrete;
import palestra.envs.spaces.Numbers;
import palestra.envs.spaces.Sampler;
import palestra.envs.spaces.Space;
import palestra.envs.vector.AutoresetMode;
import palestra.envs.vector.Batch;
import palestra.envs.vector.VectorEnvironment;

/**
 * What every registered environment says to wrong actions and arguments, and that it stays whole.
 */
final class BadInputTest {
  private static final int COPIES = 3;
  private static final int STEPS = 50;

  static Stream<EnvironmentSpec> specs() {
    return EnvironmentRegistry.load().specs().stream()
        .filter(spec -> spec.source().equals("built-in"));
  }

  /** Wrong by type, by shape, by range, and not a number. */
  private static List<Object> wrongActions(Space<?> space) {
    List<Object> wrong = new ArrayList<>(Arrays.asList("left", null, new Object[0]));
    if (space instanceof Discrete discrete) {
      wrong.addAll(
          List.of(
              0,
              Double.NaN,
              discrete.start() - 1,
              discrete.start() + discrete.n(),
              Long.MIN_VALUE,
              Long.MAX_VALUE,
              new long[] {discrete.start()}));
    } else {
      int size = Numbers.size(space);
      wrong.addAll(
          List.of(0L, Float.NaN, new float[size + 1], new float[size - 1], new double[size]));
      wrongRows(space).forEach(row -> wrong.add(Numbers.element(space, row)));
    }
    return wrong;
  }

  /** Those of them that a row of a batch can hold. */
  private static List<double[]> wrongRows(Space<?> space) {
    List<double[]> wrong = new ArrayList<>();
    if (space instanceof Discrete discrete) {
      wrong.add(new double[] {discrete.start() - 1.0});
      wrong.add(new double[] {(double) (discrete.start() + discrete.n())});
      return wrong;
    }
    if (space instanceof MultiDiscrete numbers) {
      for (double value :
          new double[] {
            numbers.start()[0] - 1.0, (double) (numbers.start()[0] + numbers.nvec()[0])
          }) {
        double[] row = Numbers.of(space, numbers.sampler(1).next());
        row[0] = value;
        wrong.add(row);
      }
      return wrong;
    }
    Box<?> box = (Box<?>) space;
    for (double value : new double[] {Double.NaN, box.low(0) - 1, box.high(0) + 1}) {
      if (!(value >= box.low(0) && value <= box.high(0))) {
        double[] row = Numbers.of(space, box.sampler(1).next());
        row[row.length - 1] = Double.isNaN(value) ? value : row[row.length - 1];
        row[0] = Double.isNaN(value) && row.length > 1 ? row[0] : value;
        wrong.add(row);
      }
    }
    return wrong;
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  private static void assertNamed(EnvironmentSpec spec, Space<?> space, String message) {
    assertThat(message).contains(": ").contains(space.toString());
    assertThat(plain(spec.id())).contains(plain(message.substring(0, message.indexOf(": "))));
  }

  @ParameterizedTest
  @MethodSource("specs")
  void aWrongActionIsNamedAndChangesNothing(EnvironmentSpec spec) throws IOException {
    try (Environment<?, ?> environment = spec.make(Map.of())) {
      environment.reset(1);
      byte[] before = save(environment);
      for (Object action : wrongActions(environment.actionSpace())) {
        IllegalArgumentException error =
            catchThrowableOfType(IllegalArgumentException.class, () -> step(environment, action));
        assertThat(error).as("%s in %s", action, environment.actionSpace()).isNotNull();
        assertNamed(spec, environment.actionSpace(), error.getMessage());
        assertThat(error.getMessage()).contains(value(action));
        assertThat(save(environment)).isEqualTo(before);
      }
    }
  }

  private static String value(Object action) {
    if (action instanceof float[] floats) {
      return Arrays.toString(floats);
    } else if (action instanceof double[] doubles) {
      return Arrays.toString(doubles);
    } else if (action instanceof long[] longs) {
      return Arrays.toString(longs);
    }
    return String.valueOf(action);
  }

  @ParameterizedTest
  @MethodSource("specs")
  void aWrongActionOfOneCopyIsNamedAndMovesNone(EnvironmentSpec spec) throws IOException {
    try (VectorEnvironment vector = spec.makeVector(COPIES, AutoresetMode.SAME_STEP, Map.of())) {
      vector.reset(1);
      Space<?> space = vector.singleActionSpace();
      Sampler<?> sampler = space.sampler(1);
      byte[] before = save(vector);
      for (double[] wrong : wrongRows(space)) {
        Batch actions = vector.newActions();
        for (int copy = 0; copy < COPIES; copy++) {
          actions.setRow(copy, Numbers.of(space, sampler.next()));
        }
        actions.setRow(1, wrong);
        IllegalArgumentException error =
            catchThrowableOfType(IllegalArgumentException.class, () -> vector.step(actions));
        assertThat(error).as("%s in %s", Arrays.toString(wrong), space).isNotNull();
        assertNamed(spec, space, error.getMessage());
        assertThat(error.getMessage()).contains("copy 1");
        assertThat(save(vector)).isEqualTo(before);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("specs")
  void aWrongArgumentIsNamedWithItsRange(EnvironmentSpec spec) {
    for (Argument argument : spec.arguments()) {
      for (String text : wrongTexts(argument)) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> spec.make(Map.of(argument.name(), text)))
            .withMessageContaining("argument " + argument.name() + " is ")
            .withMessageContaining(range(argument))
            .withMessageContaining("'" + text + "'");
        assertThatIllegalArgumentException()
            .isThrownBy(
                () -> spec.makeVector(2, AutoresetMode.SAME_STEP, Map.of(argument.name(), text)))
            .withMessageContaining(argument.name());
      }
      assertThatIllegalArgumentException()
          .isThrownBy(() -> spec.make(Map.of(argument.name() + "_", "1")))
          .withMessageContaining(spec.id())
          .withMessageContaining("'" + argument.name() + "'");
    }
  }

  private static List<String> wrongTexts(Argument argument) {
    if (argument.defaultValue() instanceof Boolean) {
      return List.of("maybe", "2", "");
    } else if (argument.defaultValue() instanceof String) {
      return List.of("nothing like it", "");
    } else if (argument.defaultValue() instanceof Long) {
      return List.of(
          Long.toString((long) argument.low() - 1),
          Long.toString((long) argument.high() + 1),
          "0.5",
          "NaN");
    }
    return List.of(
        Double.toString(argument.low() - Math.max(1e-3, Math.ulp(argument.low()))),
        Double.toString(argument.high() + Math.max(1e-3, Math.ulp(argument.high()))),
        "NaN",
        "Infinity",
        "many");
  }

  private static String range(Argument argument) {
    if (argument.defaultValue() instanceof Boolean) {
      return "true or false";
    } else if (argument.defaultValue() instanceof String) {
      return String.join(", ", argument.choices());
    }
    return argument.defaultValue() instanceof Long
        ? "from %d to %d".formatted((long) argument.low(), (long) argument.high())
        : "from %s to %s".formatted(argument.low(), argument.high());
  }

  /**
   * A value that another argument's default rules out, such as a least above a most, is refused,
   * and one of the two named.
   */
  @ParameterizedTest
  @MethodSource("specs")
  void everyArgumentPlaysAtBothEndsOfItsRange(EnvironmentSpec spec) {
    for (Argument argument : spec.arguments()) {
      for (String text : ends(argument)) {
        String what = argument.name() + "=" + text;
        try (Environment<?, ?> environment = spec.make(Map.of(argument.name(), text))) {
          play(environment, what);
        } catch (IllegalArgumentException e) {
          assertThat(text).as(what).isNotEqualTo(argument.defaultValue().toString());
          assertThat(spec.arguments()).as(what).anyMatch(a -> e.getMessage().contains(a.name()));
        }
      }
    }
  }

  private static List<String> ends(Argument argument) {
    if (argument.defaultValue() instanceof Boolean) {
      return List.of("true", "false");
    } else if (argument.defaultValue() instanceof String) {
      return argument.choices();
    } else if (argument.defaultValue() instanceof Long) {
      return List.of(
          Long.toString((long) argument.low()),
          argument.defaultValue().toString(),
          Long.toString((long) argument.high()));
    }
    return List.of(
        Double.toString(argument.low()),
        argument.defaultValue().toString(),
        Double.toString(argument.high()));
  }

  /**
   * Whether it is of the space; of a Box's shape and finite is enough, since bounds of physical
   * tasks are those of their default constants, as the reference's are.
   */
  private static boolean fits(Space<?> space, Object seen) {
    if (!(space instanceof Box<?>)) {
      return space.contains(seen);
    }
    double[] numbers = Numbers.of(space, seen);
    return numbers.length == Numbers.size(space)
        && Arrays.stream(numbers).allMatch(Double::isFinite);
  }

  private static void play(Environment<?, ?> environment, String what) {
    Sampler<?> actions = environment.actionSpace().sampler(1);
    Object seen = environment.reset(1).observation();
    for (int i = 0; i < STEPS; i++) {
      assertThat(fits(environment.observationSpace(), seen))
          .as("%s, step %d: %s", what, i, value(seen))
          .isTrue();
      Step<?> step = step(environment, actions.next());
      assertThat(step.reward()).as("%s, reward of step %d", what, i).isFinite();
      seen = step.done() ? environment.reset().observation() : step.observation();
    }
  }

  @SuppressWarnings("unchecked") // wrong ones are what is tested
  private static <A> Step<?> step(Environment<?, A> environment, Object action) {
    return environment.step((A) action);
  }

  private static byte[] save(Environment<?, ?> environment) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    environment.saveState(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static byte[] save(VectorEnvironment vector) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    vector.saveState(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }
}
