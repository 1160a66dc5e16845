package palestra.envs.wrapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import palestra.envs.Environment;
import palestra.envs.Start;
import palestra.envs.Step;
import palestra.envs.registry.EnvironmentRegistry;
import palestra.envs.seeding.Pcg64;
import palestra.envs.spaces.Box;
import palestra.envs.spaces.Discrete;
import palestra.envs.spaces.MultiDiscrete;
import palestra.envs.spaces.Sampler;
import palestra.envs.vector.AutoresetMode;
import palestra.envs.vector.Batch;
import palestra.envs.vector.SyncVectorEnvironment;
import palestra.envs.vector.VectorEnvironment;

/** Wrappers put together, around one environment and around many copies. */
final class WrapperStackTest {
  private static final int COPIES = 3;
  private static final EnvironmentRegistry ENVIRONMENTS = EnvironmentRegistry.load();
  private static final WrapperRegistry WRAPPERS = WrapperRegistry.load();

  private static WrapperStack stack(String env, Map<String, String> arguments, String... wrappers) {
    return new WrapperStack(ENVIRONMENTS.spec(env), arguments, WRAPPERS.parse(List.of(wrappers)));
  }

  /** Every wrapper that CartPole can have, alone and around others. */
  private static String[] wrappers(String texts) {
    return texts.isEmpty() ? new String[0] : texts.split(" ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "TimeLimit:12",
        "RecordEpisodeStatistics",
        "NormalizeObservation",
        "FrameStack:3",
        "FrameStack:stack_size=2,padding_type=zero",
        "MaxAndSkip:3",
        "StickyAction:0.4",
        "StickyAction:repeat_action_probability=0.3,shortest=2,longest=4",
        "FlattenObservation",
        "TimeAware",
        "TimeAware:true",
        "TransformReward:scale=0.5,shift=0.1",
        "StickyAction:0.3 MaxAndSkip:2 FrameStack:2 TimeAware",
        "MaxAndSkip:2 StickyAction:0.3 TimeLimit:9 FrameStack:2 FrameStack:2"
      })
  void copiesGiveWhatSinglesGive(String texts) {
    for (AutoresetMode mode : AutoresetMode.values()) {
      for (Map<String, String> arguments :
          List.of(Map.<String, String>of(), Map.of("gravity", "5..20", "length", "0.3|0.8"))) {
        for (boolean evaluation : new boolean[] {true, false}) {
          // Statistics are of all copies together, or of one: only frozen ones can be compared.
          if (evaluation || !texts.contains("Normalize")) {
            compare(arguments, evaluation, mode, wrappers(texts));
          }
        }
      }
    }
  }

  private static void compare(
      Map<String, String> arguments, boolean evaluation, AutoresetMode mode, String... wrappers) {
    WrapperStack one = stack("CartPole-v1", arguments, wrappers);
    WrapperStack other = stack("CartPole-v1", arguments, wrappers);
    try (VectorEnvironment vector = one.vector(COPIES, mode, evaluation);
        VectorEnvironment singles =
            new SyncVectorEnvironment(() -> other.single(evaluation), COPIES, mode)) {
      assertThat(vector.singleObservationSpace()).isEqualTo(singles.singleObservationSpace());
      assertThat(vector.singleActionSpace()).isEqualTo(singles.singleActionSpace());
      vector.reset(3);
      singles.reset(3);
      Pcg64 random = Pcg64.seeded(1);
      Batch actions = vector.newActions();
      boolean[] ended = new boolean[COPIES];
      for (int step = 0; step < 80; step++) {
        assertThat(rows(vector.observations())).isEqualTo(rows(singles.observations()));
        for (int i = 0; i < COPIES; i++) {
          actions.longs().put(i, random.integers(2));
        }
        vector.step(actions);
        singles.step(actions);
        assertThat(vector.rewards()).containsExactly(singles.rewards());
        assertThat(vector.terminated()).containsExactly(singles.terminated());
        assertThat(vector.truncated()).containsExactly(singles.truncated());
        for (int i = 0; i < COPIES; i++) {
          ended[i] = vector.terminated()[i] || vector.truncated()[i];
          assertThat(vector.episodeStart(i)).isEqualTo(singles.episodeStart(i));
          if (ended[i] && mode == AutoresetMode.SAME_STEP) {
            assertThat(vector.finalObservations().row(i))
                .containsExactly(singles.finalObservations().row(i));
          }
        }
        if (mode == AutoresetMode.DISABLED) {
          vector.reset(ended);
          singles.reset(ended);
        }
      }
    }
  }

  private static double[][] rows(Batch batch) {
    double[][] rows = new double[batch.rows()][];
    Arrays.setAll(rows, batch::row);
    return rows;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NormalizeObservation NormalizeReward FrameStack:2",
        "StickyAction:0.4 TimeAware RecordEpisodeStatistics",
        "MaxAndSkip:2 TransformReward:sign=true",
        "NormalizeReward MaxAndSkip:2 NormalizeObservation"
      })
  void aSavedStateGoesOnBitForBit(String texts) throws IOException {
    Map<String, String> arguments = Map.of("gravity", "5..15");
    WrapperStack stack = stack("CartPole-v1", arguments, wrappers(texts));
    byte[] state;
    byte[] end;
    Pcg64 random = Pcg64.seeded(4);
    Pcg64 atSave;
    try (VectorEnvironment env = stack.vector(COPIES, AutoresetMode.SAME_STEP, false)) {
      env.reset(1);
      play(env, random);
      state = save(env);
      atSave = random.copy();
      play(env, random);
      end = save(env);
    }
    WrapperStack fresh = stack("CartPole-v1", arguments, wrappers(texts));
    try (VectorEnvironment env = fresh.vector(COPIES, AutoresetMode.SAME_STEP, false)) {
      env.loadState(new DataInputStream(new ByteArrayInputStream(state)));
      play(env, atSave);
      assertThat(Arrays.equals(save(env), end)).isTrue();
    }
  }

  private static void play(VectorEnvironment env, Pcg64 random) {
    Batch actions = env.newActions();
    for (int step = 0; step < 60; step++) {
      for (int i = 0; i < COPIES; i++) {
        actions.longs().put(i, random.integers(2));
      }
      env.step(actions);
    }
  }

  private static byte[] save(VectorEnvironment env) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    env.saveState(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  @Test
  void evaluationUsesWhatTrainingLearnedAndLearnsNothing() throws IOException {
    WrapperStack stack = stack("CartPole-v1", Map.of(), "NormalizeObservation", "NormalizeReward");
    try (VectorEnvironment training = stack.vector(COPIES, AutoresetMode.SAME_STEP, false);
        VectorEnvironment evaluation = stack.vector(1, AutoresetMode.SAME_STEP, true)) {
      evaluation.reset(7);
      double[] before = evaluation.observations().row(0);
      training.reset(1);
      play(training, Pcg64.seeded(0));
      byte[] learned = statistics(stack);
      evaluation.reset(7);
      assertThat(evaluation.observations().row(0)).isNotEqualTo(before);
      double[] seen = evaluation.observations().row(0);
      Batch actions = evaluation.newActions();
      for (int step = 0; step < 30; step++) {
        evaluation.step(actions);
        assertThat(evaluation.rewards()).containsExactly(1);
      }
      assertThat(statistics(stack)).isEqualTo(learned);
      WrapperStack later =
          stack("CartPole-v1", Map.of(), "NormalizeObservation", "NormalizeReward");
      try (VectorEnvironment again = later.vector(1, AutoresetMode.SAME_STEP, true)) {
        later.loadStatistics(new DataInputStream(new ByteArrayInputStream(learned)));
        again.reset(7);
        assertThat(again.observations().row(0)).isEqualTo(seen);
      }
    }
  }

  private static byte[] statistics(WrapperStack stack) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    stack.saveStatistics(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  @Test
  void levelsComeFromTheEpisodesGenerator() {
    WrapperStack stack =
        stack("CartPole-v1", Map.of("gravity", "5..15", "length", "0.3|0.5|0.8", "tau", "0.01"));
    try (Environment<?, ?> env = stack.single(false)) {
      Object level = env.reset(5).info().get("level");
      assertThat(level).asString().contains("gravity=", "length=").doesNotContain("tau");
      Object next = env.reset().info().get("level");
      assertThat(next).isNotEqualTo(level);
      assertThat(env.reset(5).info()).containsEntry("level", level);
      assertThat(env.reset().info()).containsEntry("level", next);
      Pcg64 start = Pcg64.seeded(5);
      double gravity = 5 + 10 * start.random();
      String length = List.of("0.3", "0.5", "0.8").get((int) start.integers(3));
      assertThat(level).isEqualTo(Map.of("gravity", Double.toString(gravity), "length", length));
      assertThat(env.reset(Start.generator(Pcg64.seeded(5))).info()).containsEntry("level", level);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"5..", "..5", "15..5", "5..5", "5..500000", "5|", "a..b", "5|x", "5..6..7"})
  void levelsOutOfRangeAreRefused(String range) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stack("CartPole-v1", Map.of("gravity", range)))
        .withMessageContaining("argument gravity");
  }

  @Test
  void anUnknownArgumentOrWrapperNamesTheNearest() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stack("CartPole-v1", Map.of("gravitas", "1..2")))
        .withMessage("CartPole-v1 has no argument 'gravitas'; the nearest is 'gravity'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stack("CartPole-v1", Map.of(), "FrameStak"))
        .withMessageStartingWith("unknown wrapper 'FrameStak'; nearest: FrameStack");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stack("CartPole-v1", Map.of(), "FrameStack:size=3"))
        .withMessage("wrapper FrameStack has no argument 'size'; the nearest is 'stack_size'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stack("CartPole-v1", Map.of(), "FrameStack:3,zero"))
        .withMessage("wrapper FrameStack takes key=value,key=value, but got '3,zero'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Grayscale",
        "Resize",
        "ClipAction",
        "RescaleAction",
        "RescaleObservation",
        "Discretize",
        "DiscretizeObservation",
        "ActionMask"
      })
  void aWrapperThatDoesNotFitSaysWhatItNeeds(String wrapper) {
    WrapperStack stack = stack("CartPole-v1", Map.of(), wrapper);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stack.vector(2, AutoresetMode.SAME_STEP, false))
        .withMessageStartingWith("wrapper " + wrapper + " around CartPole-v1: needs ")
        .withMessageContaining(", but it has ");
    assertThatIllegalArgumentException().isThrownBy(() -> stack.single(false));
  }

  @ParameterizedTest
  @EnumSource(AutoresetMode.class)
  void aWrongActionMovesNothing(AutoresetMode mode) throws IOException {
    WrapperStack stack = stack("CartPole-v1", Map.of(), "StickyAction:0.5");
    try (VectorEnvironment env = stack.vector(COPIES, mode, false)) {
      env.reset(0);
      byte[] before = save(env);
      Batch actions = env.newActions();
      actions.set(2, 5);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> env.step(actions))
          .withMessage("StickyAction: an action is in Discrete(2), but copy 2 got 5");
      assertThat(save(env)).isEqualTo(before);
    }
  }

  @Test
  void everyWrapperIsKnownByGymnasiumsNameToo() {
    for (String name :
        List.of(
            "TimeLimit",
            "RecordEpisodeStatistics",
            "NormalizeObservation",
            "NormalizeReward",
            "FrameStackObservation",
            "MaxAndSkipObservation",
            "StickyAction",
            "ClipAction",
            "RescaleAction",
            "FlattenObservation",
            "RescaleObservation",
            "GrayscaleObservation",
            "ResizeObservation",
            "TimeAwareObservation",
            "DiscretizeAction",
            "DiscretizeObservation",
            "TransformReward",
            "ActionMask",
            "framestack",
            "Grayscale",
            "Resize",
            "TimeAware",
            "MaxAndSkip",
            "Discretize")) {
      assertThat(WRAPPERS.spec(name)).isNotNull();
    }
  }

  /** Every environment takes the wrappers that fit all, and stays in the spaces it names. */
  @Test
  void everyEnvironmentCanBeFlattenedAndLimited() {
    ENVIRONMENTS
        .specs()
        .forEach(
            spec -> {
              WrapperStack stack =
                  new WrapperStack(
                      spec,
                      Map.of(),
                      WRAPPERS.parse(List.of("TimeLimit:5", "FlattenObservation", "TimeAware")));
              try (Environment<?, ?> env = stack.single(true)) {
                check(spec.id(), env);
              }
            });
  }

  private static <O, A> void check(String id, Environment<O, A> env) {
    Sampler<A> actions = env.actionSpace().sampler(1);
    assertThat(env.observationSpace()).as(id).isInstanceOf(Box.class);
    assertThat(env.observationSpace().contains(env.reset(1).observation())).as(id).isTrue();
    Step<O> step = env.step(actions.next());
    for (int i = 1; !step.done(); i++) {
      assertThat(i).as(id).isLessThan(5);
      step = env.step(actions.next());
    }
    assertThat(env.observationSpace().contains(step.observation())).as(id).isTrue();
  }

  @Test
  void discretizedSpacesAreNumberedThroughOrAxisByAxis() {
    Box<?> box = Box.float32(new float[] {-1, 0}, new float[] {1, 4});
    assertThat(new palestra.envs.wrappers.DiscretizeAction(box, false, 3, 4).space())
        .isEqualTo(new Discrete(12));
    assertThat(new palestra.envs.wrappers.DiscretizeAction(box, true, 3, 4).space())
        .isEqualTo(new MultiDiscrete(3, 4));
  }
}
