package palestra.tests.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import palestra.envs.Environment;
import palestra.envs.Reset;
import palestra.envs.Start;
import palestra.envs.Step;
import palestra.envs.registry.EnvironmentRegistry;
import palestra.envs.registry.EnvironmentSpec;
import palestra.envs.seeding.Generator;
import palestra.envs.spaces.Box;
import palestra.envs.spaces.Dict;
import palestra.envs.spaces.Discrete;
import palestra.envs.spaces.MultiDiscrete;
import palestra.envs.spaces.Numbers;
import palestra.envs.spaces.Sampler;
import palestra.envs.vector.AutoresetMode;
import palestra.envs.vector.Batch;
import palestra.envs.vector.SyncVectorEnvironment;
import palestra.envs.vector.VectorEnvironment;
import palestra.envs.wrappers.TimeLimit;

/** What every registered environment must do. */
final class EnvironmentConformanceTest {
  private static final int STEPS = 300;

  /** Nothing in these differs between seeds: one start, and one outcome for each action. */
  private static final Set<String> CERTAIN = Set.of("CliffWalking-v1");

  /** One step as it can be compared: the observation in full, and the rest. */
  private record Seen(Object observation, double reward, boolean terminated, boolean truncated) {
    boolean same(Seen other) {
      return Objects.deepEquals(parts(observation), parts(other.observation))
          && Double.compare(reward, other.reward) == 0
          && terminated == other.terminated
          && truncated == other.truncated;
    }

    /** The parts of a composite observation, in an array, whose elements are compared in depth. */
    private static Object parts(Object observation) {
      return observation instanceof Map<?, ?> map ? map.values().toArray() : observation;
    }
  }

  static Stream<EnvironmentSpec> specs() {
    return EnvironmentRegistry.load().specs().stream();
  }

  @ParameterizedTest
  @MethodSource("specs")
  void whatComesOutIsInTheSpace(EnvironmentSpec spec) {
    try (Environment<?, ?> environment = spec.make(Map.of())) {
      for (Seen seen : play(environment, Start.seed(1), 2, STEPS)) {
        assertThat(environment.observationSpace().contains(seen.observation()))
            .as("%s in %s", seen, environment.observationSpace())
            .isTrue();
        assertThat(seen.reward()).isFinite();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("specs")
  void theSameSeedGivesTheSameEpisodesAndAnotherSeedOthers(EnvironmentSpec spec) {
    try (Environment<?, ?> one = spec.make(Map.of());
        Environment<?, ?> other = spec.make(Map.of())) {
      List<Seen> first = play(one, Start.seed(1), 2, STEPS);
      assertSame(play(other, Start.seed(1), 2, STEPS), first);
      assertSame(play(one, Start.seed(1), 2, STEPS), first);
      List<Seen> otherSeed = play(one, Start.seed(2), 2, STEPS);
      if (CERTAIN.contains(spec.id()) || one.random().equals(one.seeded(2))) {
        assertSame(otherSeed, first); // nothing is drawn, such as where the start is fixed
      } else {
        assertThat(IntStream.range(0, STEPS)).anyMatch(i -> !otherSeed.get(i).same(first.get(i)));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("specs")
  void aGeneratorStartsTheEpisodeThatItsSeedStarts(EnvironmentSpec spec) {
    try (Environment<?, ?> environment = spec.make(Map.of())) {
      List<Seen> seeded = play(environment, Start.seed(9), 2, 50);
      Generator generator = environment.seeded(9);
      assertSame(play(environment, Start.generator(generator), 2, 50), seeded);
      assertThat(generator).isEqualTo(environment.seeded(9));
    }
  }

  @ParameterizedTest
  @MethodSource("specs")
  void aSavedStateGoesOnBitForBit(EnvironmentSpec spec) throws IOException {
    try (Environment<?, ?> environment = spec.make(Map.of());
        Environment<?, ?> fresh = spec.make(Map.of())) {
      play(environment, Start.seed(1), 2, 7);
      byte[] state = save(environment);
      List<Seen> ahead = play(environment, Start.next(), 3, STEPS);
      byte[] end = save(environment);
      fresh.loadState(new DataInputStream(new ByteArrayInputStream(state)));
      assertSame(play(fresh, Start.next(), 3, STEPS), ahead);
      assertThat(save(fresh)).isEqualTo(end);
    }
  }

  @ParameterizedTest
  @MethodSource("specs")
  void aWrongActionIsRefusedAndChangesNothing(EnvironmentSpec spec) throws IOException {
    try (Environment<?, ?> environment = spec.make(Map.of())) {
      environment.reset(1);
      byte[] before = save(environment);
      Object wrong = outside(environment);
      assertThatIllegalArgumentException().isThrownBy(() -> step(environment, wrong));
      assertThat(save(environment)).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @MethodSource("specs")
  void aStepBeforeTheStartOrAfterTheEndIsRefusedAndChangesNothing(EnvironmentSpec spec)
      throws IOException {
    try (Environment<?, ?> environment = spec.make(Map.of())) {
      Sampler<?> actions = environment.actionSpace().sampler(1);
      assertThatIllegalStateException().isThrownBy(() -> step(environment, actions.next()));
      environment.reset(1);
      while (!step(environment, actions.next()).done()) {
        // Plays to the end.
      }
      byte[] before = save(environment);
      assertThatIllegalStateException().isThrownBy(() -> step(environment, actions.next()));
      assertThat(save(environment)).isEqualTo(before);
      environment.reset();
      step(environment, actions.next());
    }
  }

  @ParameterizedTest
  @MethodSource("specs")
  void episodesEndAtTheStepLimit(EnvironmentSpec spec) {
    try (Environment<?, ?> environment = spec.make(Map.of())) {
      // Where the registry names no limit, arguments may make one, such as a grid's size.
      int limit =
          environment instanceof TimeLimit<?, ?> limited
              ? limited.maxEpisodeSteps()
              : Integer.MAX_VALUE;
      assertThat(spec.maxEpisodeSteps().orElse(limit)).isEqualTo(limit);
      List<Seen> played = play(environment, Start.seed(1), 2, STEPS);
      int length = 0;
      for (Seen seen : played.subList(1, played.size())) {
        length++;
        assertThat(length).isLessThanOrEqualTo(limit);
        assertThat(seen.truncated()).isEqualTo(length == limit);
        length = seen.terminated() || seen.truncated() ? 0 : length;
      }
    }
  }

  @ParameterizedTest
  @MethodSource("specs")
  void actionNamesAndPaceFit(EnvironmentSpec spec) {
    try (Environment<?, ?> environment = spec.make(Map.of())) {
      assertThat(environment.stepsPerSecond()).isPositive();
      if (!environment.actionNames().isEmpty()) {
        assertThat(environment.actionSpace()).isInstanceOf(Discrete.class);
        assertThat((long) environment.actionNames().size())
            .isEqualTo(((Discrete) environment.actionSpace()).n());
      }
    }
  }

  /**
   * Whatever makes the vector, each copy plays as the single environment does: the flat form of one
   * whose observation has named parts, for a batch holds plain numbers.
   */
  @ParameterizedTest
  @MethodSource("specs")
  void copiesPlayAsSinglesDo(EnvironmentSpec spec) throws IOException {
    for (AutoresetMode mode : List.of(AutoresetMode.SAME_STEP, AutoresetMode.NEXT_STEP)) {
      try (VectorEnvironment vector = spec.makeVector(3, mode, Map.of());
          VectorEnvironment singles =
              new SyncVectorEnvironment(() -> spec.make(plain(spec)), 3, mode)) {
        vector.reset(5);
        singles.reset(5);
        Sampler<?> sampler = vector.singleActionSpace().sampler(4);
        Batch actions = vector.newActions();
        for (int i = 0; i < STEPS; i++) {
          for (int copy = 0; copy < 3; copy++) {
            actions.setRow(copy, Numbers.of(vector.singleActionSpace(), sampler.next()));
          }
          vector.step(actions);
          singles.step(actions);
          for (int copy = 0; copy < 3; copy++) {
            assertThat(vector.observations().row(copy)).isEqualTo(singles.observations().row(copy));
            assertThat(vector.episodeStart(copy)).isEqualTo(singles.episodeStart(copy));
          }
          assertThat(vector.rewards()).isEqualTo(singles.rewards());
          assertThat(vector.terminated()).isEqualTo(singles.terminated());
          assertThat(vector.truncated()).isEqualTo(singles.truncated());
        }
        byte[] state = save(vector);
        vector.step(actions);
        byte[] ahead = save(vector);
        vector.loadState(new DataInputStream(new ByteArrayInputStream(state)));
        vector.step(actions);
        assertThat(save(vector)).isEqualTo(ahead);
      }
    }
  }

  private static Map<String, String> plain(EnvironmentSpec spec) {
    try (Environment<?, ?> environment = spec.make(Map.of())) {
      return environment.observationSpace() instanceof Dict
          ? Map.of("observation", "flat")
          : Map.of();
    }
  }

  private static List<Seen> play(Environment<?, ?> environment, Start start, long seed, int steps) {
    List<Seen> all = new ArrayList<>();
    Sampler<?> actions = environment.actionSpace().sampler(seed);
    all.add(first(environment.reset(start)));
    while (all.size() < steps) {
      Step<?> step = step(environment, actions.next());
      all.add(new Seen(step.observation(), step.reward(), step.terminated(), step.truncated()));
      if (step.done()) {
        environment.reset();
      }
    }
    return all;
  }

  private static Seen first(Reset<?> reset) {
    return new Seen(reset.observation(), 0, false, false);
  }

  private static void assertSame(List<Seen> actual, List<Seen> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(actual.get(i).same(expected.get(i)))
          .as("%s is %s", actual.get(i), expected.get(i))
          .isTrue();
    }
  }

  @SuppressWarnings(
      "unchecked") // the action is of the environment's own space, or meant to be wrong
  private static <A> Step<?> step(Environment<?, A> environment, Object action) {
    return environment.step((A) action);
  }

  /** An action that is not in the action space. */
  private static Object outside(Environment<?, ?> environment) {
    if (environment.actionSpace() instanceof Discrete discrete) {
      return discrete.start() + discrete.n();
    } else if (environment.actionSpace() instanceof Box<?>) {
      return new float[] {Float.NaN};
    } else if (environment.actionSpace() instanceof MultiDiscrete discretes) {
      return discretes.nvec();
    }
    throw new AssertionError("say what is outside of " + environment.actionSpace());
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
