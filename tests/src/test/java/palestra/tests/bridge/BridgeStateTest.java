package palestra.tests.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import palestra.envs.Environment;
import palestra.envs.Start;
import palestra.envs.bridge.GymVectorEnvironment;
import palestra.envs.registry.EnvironmentRegistry;
import palestra.envs.replay.Replay;
import palestra.envs.replay.Resimulation;
import palestra.envs.replay.Thought;
import palestra.envs.seeding.Generator;
import palestra.envs.vector.AutoresetMode;
import palestra.envs.vector.Batch;
import palestra.envs.wrapping.WrapperRegistry;
import palestra.envs.wrapping.WrapperStack;

/**
 * What bridged environments keep: Gymnasium's contract, states to resume from, episodes to replay.
 */
final class BridgeStateTest {

  @ParameterizedTest
  @CsvSource({
    "CartPole-v1, 150, SAME_STEP",
    "LunarLander-v3, 120, NEXT_STEP",
    "Hopper-v5, 60, SAME_STEP",
    "Taxi-v4, 230, NEXT_STEP",
    "ALE/Breakout-v5, 150, SAME_STEP",
  })
  void aSavedStateGoesOnBitForBit(String id, int steps, AutoresetMode mode) throws IOException {
    List<String> uninterrupted = new ArrayList<>();
    byte[] state;
    Bridged.Actions actions;
    try (GymVectorEnvironment env = Bridged.vector("gym:" + id, 3, mode)) {
      actions = new Bridged.Actions(env, 1);
      env.reset(4);
      for (int i = 0; i < steps; i++) {
        env.step(actions.next());
      }
      state = Bridged.save(env);
    }
    List<Batch> next = new ArrayList<>();
    for (int round = 0; round < 2; round++) {
      try (GymVectorEnvironment env = Bridged.vector("gym:" + id, 3, mode, "bridge.workers=1")) {
        if (round == 0) {
          actions = new Bridged.Actions(env, 1);
          env.reset(4);
          for (int i = 0; i < steps; i++) {
            env.step(actions.next());
          }
        } else {
          Bridged.load(env, state);
        }
        List<String> digests = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
          if (round == 0) {
            Batch batch = env.newActions();
            batch.bytes().put(0, actions.next().bytes(), 0, batch.bytes().capacity());
            next.add(batch);
          }
          env.step(next.get(i));
          digests.add(Bridged.digest(env, false));
        }
        if (round == 0) {
          uninterrupted = digests;
        } else {
          assertThat(digests).isEqualTo(uninterrupted);
        }
      }
    }
  }

  @Test
  void aStateThatCannotBePlayedAgainIsNotResumedInSilence() throws IOException {
    try (GymVectorEnvironment env =
            Bridged.vector(Bridged.LINE, 1, AutoresetMode.SAME_STEP, "noise=hidden");
        GymVectorEnvironment other =
            Bridged.vector(Bridged.LINE, 1, AutoresetMode.SAME_STEP, "noise=hidden")) {
      env.reset(1);
      env.step(Bridged.all(env, 1));
      byte[] state = Bridged.save(env);
      assertThatThrownBy(() -> Bridged.load(other, state))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("copy 0 of " + Bridged.LINE + " came out differently");
    }
  }

  @Test
  void episodesThatAreToBePlayedAgainHaveSeedsOfTheirOwn() {
    String id = "gym:ALE/Pong-v5";
    Map<String, String> arguments = Map.of("max_num_frames_per_episode", "200");
    try (GymVectorEnvironment env =
            Bridged.vector(id, 2, AutoresetMode.SAME_STEP, "max_num_frames_per_episode=200");
        Environment<?, ?> single = EnvironmentRegistry.load().make(id, arguments)) {
      env.reset(3);
      Bridged.Actions actions = new Bridged.Actions(env, 2);
      env.step(actions.next());
      env.makeReplayable();
      env.reset(3);
      List<Replay.Entry> entries = new ArrayList<>();
      Generator start = env.episodeStart(1);
      for (int ended = 0; ended < 2; ) {
        Batch batch = actions.next();
        double[] action = batch.row(1);
        env.step(batch);
        entries.add(
            new Replay.Entry(
                action, env.rewards()[1], env.terminated()[1], env.truncated()[1], Thought.NONE));
        if (env.terminated()[1] || env.truncated()[1]) {
          Resimulation again = new Resimulation(single, replay(id, arguments, start, entries));
          while (again.advance()) {
            // Plays to the end.
          }
          assertThat(again.difference()).isEmpty();
          ended++;
          start = env.episodeStart(1);
          entries.clear();
        }
      }
    }
  }

  private static Replay replay(
      String id, Map<String, String> arguments, Generator start, List<Replay.Entry> entries) {
    return new Replay(id, arguments, List.of(), "random", start, Map.of(), List.copyOf(entries));
  }

  @Test
  void aReplayThatComesOutDifferentlySaysSo() {
    try (Environment<?, ?> line = Bridged.single(Bridged.LINE)) {
      List<Replay.Entry> entries =
          List.of(
              new Replay.Entry(new double[] {1}, 1, false, false, Thought.NONE),
              new Replay.Entry(new double[] {1}, 7, false, false, Thought.NONE));
      Resimulation again =
          new Resimulation(line, replay(Bridged.LINE, Map.of(), line.seeded(1), entries));
      again.advance();
      assertThat(again.difference()).isEmpty();
      again.advance();
      assertThat(again.difference()).contains("step 2 gives reward 1.0, but the recording has 7.0");
    }
  }

  @Test
  void framesAreDrawnWhole() {
    try (Environment<?, ?> line = Bridged.single(Bridged.LINE)) {
      line.reset(1);
      Bridged.step(line, 1L);
      Bridged.step(line, 1L);
      Sprites sprites = new Sprites();
      line.draw(sprites);
      assertThat(line.pictureSize()).hasToString("PictureSize[width=60, height=40]");
      assertThat(line.stepsPerSecond()).isEqualTo(10);
      assertThat(sprites.columns).isEqualTo(60);
      assertThat(sprites.rows).isEqualTo(40);
      byte[] red = {(byte) 200, 30, 30};
      assertThat(Arrays.copyOfRange(sprites.rgb, 3 * (15 * 60 + 12), 3 * (15 * 60 + 13)))
          .isEqualTo(red);
      Bridged.step(line, 1L);
      line.draw(sprites);
      assertThat(Arrays.copyOfRange(sprites.rgb, 3 * (15 * 60 + 17), 3 * (15 * 60 + 18)))
          .isEqualTo(red);
    }
  }

  @Test
  void infosMasksAndOptionsCross() {
    try (GymVectorEnvironment env =
        Bridged.vector(Bridged.LINE, 2, AutoresetMode.SAME_STEP, "length=2")) {
      ObjectNode options = JsonNodeFactory.instance.objectNode().put("start", 50);
      env.reset(1, options);
      assertThat(env.observations().row(1)[1]).isGreaterThan(50);
      assertThat(env.info(0)).containsExactly(entry("first", 1.0), entry("options.start", 50.0));
      assertThat(env.wholeInfo(1)).contains("\"word\":\"start\"", "{\"start\":50}");
      assertThat(env.actionMasks()).isEqualTo(Optional.empty());
      env.step(Bridged.all(env, 0));
      assertThat(env.info(1))
          .contains(
              entry("twice", 2.0),
              entry("nested.share", 0.5),
              entry("pair[0]", 1.5),
              entry("pair[1]", 1.0))
          .doesNotContainKey("first");
      assertThat(env.actionMasks().orElseThrow().row(0)).containsExactly(1, 1, 0);
      env.step(Bridged.all(env, 0));
      assertThat(env.finalInfo(1)).contains(entry("twice", 4.0), entry("nested.share", 1.0));
      assertThat(env.info(1)).containsExactly(entry("first", 1.0));
      assertThat(env.finalObservations().row(1)[0]).isEqualTo(2);
      assertThat(env.observations().row(1)[0]).isZero();
    }
  }

  @Test
  void stepLimitsAreTheRegisteredOnesOrTheWrappers() {
    try (GymVectorEnvironment env =
        Bridged.vector("gym:bridge_envs:Limited-v0", 1, AutoresetMode.NEXT_STEP)) {
      assertThat(truncatedAfter(env)).isEqualTo(4);
    }
    var registry = EnvironmentRegistry.load();
    var stack =
        new WrapperStack(
            registry.spec("gym:bridge_envs:Limited-v0"),
            Map.of(),
            WrapperRegistry.load().parse(List.of("TimeLimit:max_episode_steps=3")));
    try (var env = stack.vector(1, AutoresetMode.SAME_STEP, false)) {
      assertThat(truncatedAfter(env)).isEqualTo(3);
    }
    try (Environment<?, ?> single = Bridged.single("gym:bridge_envs:Limited-v0")) {
      single.reset(1);
      for (int i = 1; i <= 4; i++) {
        assertThat(Bridged.step(single, 0L).truncated()).isEqualTo(i == 4);
      }
    }
  }

  private static int truncatedAfter(palestra.envs.vector.VectorEnvironment env) {
    env.reset(1);
    int steps = 0;
    while (!env.truncated()[0]) {
      env.step(Bridged.all(env, 0));
      steps++;
      assertThat(steps).isLessThan(10);
    }
    return steps;
  }

  @Test
  void recordedEpisodeStatisticsAreTheEpisodes() {
    var stack =
        new WrapperStack(
            EnvironmentRegistry.load().spec(Bridged.LINE),
            Map.of("length", "3"),
            WrapperRegistry.load().parse(List.of("RecordEpisodeStatistics")));
    try (var env = stack.vector(2, AutoresetMode.SAME_STEP, false)) {
      var statistics = (palestra.envs.wrappers.VectorRecordEpisodeStatistics) env;
      env.reset(1);
      for (int i = 0; i < 3; i++) {
        env.step(Bridged.all(env, 2));
      }
      assertThat(statistics.record().returns()).endsWith(6.0, 6.0);
      assertThat(statistics.record().lengths()).endsWith(3, 3);
    }
  }

  @Test
  void someCopiesStepWhileOthersStillDo() {
    try (GymVectorEnvironment env =
        Bridged.vector(
            Bridged.LINE, 4, AutoresetMode.SAME_STEP, "bridge.mode=async", "bridge.workers=4")) {
      assertThat(env.asynchronous()).isTrue();
      env.reset(1);
      int[] steps = new int[4];
      for (int i = 0; i < 200; i++) {
        env.step(Bridged.all(env, 1));
        int moved = 0;
        for (int copy = 0; copy < 4; copy++) {
          if (env.moved(copy)) {
            moved++;
            steps[copy]++;
            assertThat(env.rewards()[copy]).isEqualTo(1);
            assertThat(env.terminated()[copy]).isEqualTo(steps[copy] % 10 == 0);
          } else {
            assertThat(env.rewards()[copy]).isZero();
          }
          assertThat(env.observations().row(copy)[0]).isEqualTo(steps[copy] % 10);
        }
        assertThat(moved).isPositive();
      }
      assertThat(env.report().toString()).contains("mode=async");
      env.makeReplayable();
      assertThat(env.asynchronous()).isFalse();
    }
  }

  @Test
  void anAsynchronousStateIsSavedWithNothingLost() throws IOException {
    String[] args = {"bridge.mode=async", "bridge.workers=2"};
    try (GymVectorEnvironment env =
            Bridged.vector("gym:CartPole-v1", 4, AutoresetMode.SAME_STEP, args);
        GymVectorEnvironment other =
            Bridged.vector("gym:CartPole-v1", 4, AutoresetMode.SAME_STEP, args)) {
      env.reset(1);
      for (int i = 0; i < 41; i++) {
        env.step(Bridged.all(env, i % 2));
      }
      byte[] state = Bridged.save(env);
      Bridged.load(other, state);
      assertThat(Bridged.save(other)).isEqualTo(state);
      assertThat(other.observations().row(3)).isEqualTo(env.observations().row(3));
    }
  }

  @Test
  void aSingleEnvironmentKeepsTheContract() {
    try (Environment<?, ?> line = Bridged.single(Bridged.LINE, "length=2")) {
      assertThatThrownBy(() -> Bridged.step(line, 0L)).isInstanceOf(IllegalStateException.class);
      var reset = line.reset(Start.seed(5).with(Map.of("start", 10)));
      assertThat(reset.info()).contains(entry("word", "start"), entry("first", true));
      float drawn = ((float[]) reset.observation())[1];
      assertThat(drawn).isCloseTo(10.805f, within(0.01f));
      assertThatThrownBy(() -> Bridged.step(line, 3L))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("an action is in Discrete(3), but got 3");
      Bridged.step(line, 0L);
      assertThat(Bridged.step(line, 0L).terminated()).isTrue();
      assertThatThrownBy(() -> Bridged.step(line, 0L)).isInstanceOf(IllegalStateException.class);
      var later = line.reset(Start.next().with(Map.of("start", 20)));
      assertThat(((float[]) later.observation())[1]).isBetween(20f, 21f);
      Object first = line.reset(Start.generator(line.seeded(9))).observation();
      assertThat(line.reset(9).observation()).isEqualTo(first);
    }
  }
}
