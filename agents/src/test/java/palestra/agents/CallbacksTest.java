package palestra.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import palestra.agents.a2c.A2c;
import palestra.agents.a2c.A2cConfig;
import palestra.agents.callbacks.Callbacks;
import palestra.agents.callbacks.CheckpointCallback;
import palestra.agents.callbacks.EvalCallback;
import palestra.agents.callbacks.EveryNSteps;
import palestra.agents.callbacks.SaveBestModel;
import palestra.agents.callbacks.StopTrainingOnMaxEpisodes;
import palestra.agents.callbacks.StopTrainingOnNoModelImprovement;
import palestra.agents.callbacks.StopTrainingOnRewardThreshold;
import palestra.envs.registry.EnvironmentRegistry;
import palestra.envs.vector.AutoresetMode;
import palestra.envs.vector.VectorEnvironment;
import palestra.networks.Device;

/** Callbacks are called when they should be, stop when they should, and go on where they were. */
final class CallbacksTest {
  private static final int COPIES = 4;

  private static VectorEnvironment cartPole() {
    return EnvironmentRegistry.load()
        .makeVector("CartPole-v1", COPIES, AutoresetMode.SAME_STEP, Map.of());
  }

  private static Agent agent(VectorEnvironment env, long seed) {
    return new A2c(
        A2cConfig.DEFAULTS,
        new AgentContext(
            env.singleObservationSpace(),
            env.singleActionSpace(),
            COPIES,
            10_000,
            Device.CPU,
            seed));
  }

  /** A training of some steps with these callbacks; gives the trainer afterwards. */
  private static Trainer train(long envSteps, Callback... callbacks) throws IOException {
    try (VectorEnvironment env = cartPole();
        Agent agent = agent(env, 1)) {
      Trainer trainer = new Trainer(agent, env, envSteps);
      trainer.start(1);
      trainer.run(callbacks);
      return trainer;
    }
  }

  /** Four copies step at once: 10 is passed at 12, 20 reached at 20, and so on; 42 ends at 44. */
  @Test
  void everyNStepsAndAtTheEnd() throws IOException {
    List<Long> called = new ArrayList<>();
    List<String> frame = new ArrayList<>();
    Callback witness =
        new Callback() {
          @Override
          public void start(Trainer trainer) {
            frame.add("start");
          }

          @Override
          public void step(Trainer trainer) {
            called.add(trainer.envSteps());
          }

          @Override
          public void end(Trainer trainer) {
            frame.add("end");
          }
        };
    train(42, new Callbacks(List.of(new EveryNSteps(10, witness))));
    assertThat(called).containsExactly(12L, 20L, 32L, 40L, 44L);
    assertThat(frame).containsExactly("start", "end");
  }

  @Test
  void firstReasonToStopStaysAndOthersSeeTheLastStep() throws IOException {
    List<Long> called = new ArrayList<>();
    Trainer trainer =
        train(
            1000,
            t -> {
              if (t.envSteps() == 20) {
                t.stop("enough");
                t.stop("more than enough");
              }
            },
            new EveryNSteps(500, t -> called.add(t.envSteps())));
    assertThat(trainer.envSteps()).isEqualTo(20);
    assertThat(trainer.stopReason()).contains("enough");
    assertThat(trainer.finished()).isTrue();
    assertThat(trainer.step()).isFalse();
    assertThat(called).containsExactly(20L);
    assertThat(train(100).stopReason()).isEmpty();
  }

  @Test
  void stopsAfterSomeEpisodes() throws IOException {
    Trainer trainer = train(10_000, new StopTrainingOnMaxEpisodes(7));
    assertThat(trainer.episodes().episodes()).isBetween(7L, 7L + COPIES - 1);
    assertThat(trainer.stopReason().orElseThrow()).endsWith("episodes have ended, of at most 7");
  }

  @Test
  void evaluatesKeepsTheBestAndStopsAtAThreshold(@TempDir Path directory) throws IOException {
    List<Boolean> bests = new ArrayList<>();
    try (VectorEnvironment env = cartPole();
        VectorEnvironment evalEnv = cartPole();
        Agent agent = agent(env, 1)) {
      EvalCallback evaluation =
          new EvalCallback(
              agent.policy(COPIES),
              evalEnv,
              4,
              envSteps -> 5,
              new SaveBestModel(agent, directory.resolve("best")),
              (t, e, best) -> bests.add(best),
              new StopTrainingOnRewardThreshold(1));
      Trainer trainer = new Trainer(agent, env, 1000);
      trainer.start(1);
      Optional<String> reason = trainer.run(new EveryNSteps(200, evaluation));
      assertThat(reason.orElseThrow()).endsWith(evaluation.lastMean() + " reached 1.0");
      assertThat(trainer.envSteps()).isEqualTo(200);
      assertThat(bests).containsExactly(true);
      assertThat(evaluation.bestEnvSteps()).isEqualTo(200);
      assertThat(directory.resolve("best/weights.index")).exists();
      Evaluation again = Evaluator.evaluate(agent.policy(COPIES), evalEnv, 4, 5);
      assertThat(again.mean()).isEqualTo(evaluation.bestMean());
    }
  }

  /** Means by hand: 3 is the best for two evaluations in a row, of which one only equals it. */
  @Test
  void stopsWithoutImprovement() throws IOException {
    assertThat(patience(2, 1, 3, 2, 3)).isEqualTo(4);
    assertThat(patience(2, 1, 3, 2, 4, 3, 3)).isEqualTo(6);
    assertThat(patience(3, 1, 3, 2, 3)).isEqualTo(-1);
    assertThat(patience(1, -5, -4, -4.5)).isEqualTo(3);
  }

  /** After how many evaluations it stops; -1 for never. Saved and loaded before each. */
  private static int patience(int patience, double... means) throws IOException {
    try (VectorEnvironment env = cartPole();
        Agent agent = agent(env, 1)) {
      Trainer trainer = new Trainer(agent, env, 1000);
      EvalCallback.Listener stop = new StopTrainingOnNoModelImprovement(patience);
      for (int i = 0; i < means.length; i++) {
        ByteArrayOutputStream state = new ByteArrayOutputStream();
        stop.saveState(new DataOutputStream(state));
        stop = new StopTrainingOnNoModelImprovement(patience);
        stop.loadState(new DataInputStream(new ByteArrayInputStream(state.toByteArray())));
        stop.evaluated(trainer, new Evaluation(new double[] {means[i]}, new int[] {1}), false);
        if (trainer.stopReason().isPresent()) {
          return i + 1;
        }
      }
      return -1;
    }
  }

  /** The best mean is part of the state, and of equals the later one is the best. */
  @Test
  void evaluationRemembersItsBest() throws IOException {
    List<Boolean> bests = new ArrayList<>();
    ByteArrayOutputStream state = new ByteArrayOutputStream();
    try (VectorEnvironment env = cartPole();
        VectorEnvironment evalEnv = cartPole();
        Agent agent = agent(env, 1)) {
      Trainer trainer = new Trainer(agent, env, 1000);
      EvalCallback.Listener listener = (t, e, best) -> bests.add(best);
      EvalCallback first = new EvalCallback(agent.policy(COPIES), evalEnv, 4, n -> 5, listener);
      first.step(trainer);
      first.step(trainer);
      first.saveState(new DataOutputStream(state));
      EvalCallback second = new EvalCallback(agent.policy(COPIES), evalEnv, 4, n -> 5, listener);
      second.loadState(new DataInputStream(new ByteArrayInputStream(state.toByteArray())));
      assertThat(second.bestMean()).isEqualTo(first.bestMean());
      assertThat(second.bestEnvSteps()).isZero();
      assertThat(second.lastMean()).isNaN();
    }
    assertThat(bests).containsExactly(true, true);
  }

  @Test
  void checkpointGoesOnBitForBit(@TempDir Path directory) throws IOException {
    Path whole = Files.createDirectory(directory.resolve("whole"));
    Path resumed = Files.createDirectory(directory.resolve("resumed"));
    try (VectorEnvironment env = cartPole();
        Agent agent = agent(env, 1)) {
      Trainer trainer = new Trainer(agent, env, 1000);
      trainer.start(1);
      trainer.run(
          t -> {
            // Killed in the middle, were it not that the rest is to be compared.
            if (t.envSteps() <= 600) {
              new EveryNSteps(250, new CheckpointCallback(agent, env, directory.resolve("kept")))
                  .step(t);
            }
          });
      agent.save(whole);
    }
    try (VectorEnvironment env = cartPole();
        Agent agent = agent(env, 2)) {
      CheckpointCallback checkpoints =
          new CheckpointCallback(agent, env, directory.resolve("kept"));
      Trainer trainer = new Trainer(agent, env, 1000);
      assertThat(checkpoints.resume(trainer)).isTrue();
      assertThat(trainer.envSteps()).isEqualTo(500);
      trainer.run();
      agent.save(resumed);
      assertThat(new CheckpointCallback(agent, env, directory.resolve("none")).resume(trainer))
          .isFalse();
    }
    assertThat(files(resumed)).isEqualTo(files(whole));
  }

  private static Map<String, String> files(Path directory) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.list(directory)) {
      for (Path path : paths.toList()) {
        byte[] bytes = Files.readAllBytes(path);
        files.put(path.getFileName().toString(), java.util.HexFormat.of().formatHex(bytes));
      }
    }
    assertThat(files).containsKey("agent.state");
    return files;
  }

  @Test
  void refusesWhatCannotBe() {
    assertThatThrownBy(() -> new EveryNSteps(0, t -> {})).hasMessageContaining("envSteps");
    assertThatThrownBy(() -> new StopTrainingOnMaxEpisodes(0)).hasMessageContaining("episodes");
    assertThatThrownBy(() -> new StopTrainingOnNoModelImprovement(0))
        .hasMessageContaining("patience");
    assertThatThrownBy(() -> new StopTrainingOnRewardThreshold(Double.NaN))
        .hasMessageContaining("finite");
  }
}
