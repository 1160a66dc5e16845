package palestra.agents.reinforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import palestra.agents.Agent;
import palestra.agents.Lessons;
import palestra.agents.Metrics;
import palestra.agents.Probes;
import palestra.agents.Trainer;
import palestra.envs.vector.VectorEnvironment;
import palestra.networks.bodies.Body;
import palestra.networks.layers.Activation;
import palestra.networks.layers.Memory;
import palestra.networks.schedules.Schedule;

/** REINFORCE learns what each probe asks for, from whole episodes of any length, bit for bit. */
class ReinforceTest {
  private static final double GAMMA = 0.9;

  private static ReinforceConfig config(
      boolean baseline, int nSteps, int batchSize, Memory memory, double learningRate) {
    return new ReinforceConfig(
        4,
        4,
        nSteps,
        GAMMA,
        baseline,
        false,
        0.001,
        0.5,
        0.5,
        Schedule.valueOf(learningRate),
        batchSize,
        List.of(16),
        Activation.TANH,
        false,
        -1,
        0,
        Body.valueOf("mlp"),
        memory,
        4,
        true,
        true);
  }

  private static Lessons.Maker maker(ReinforceConfig config) {
    return context -> new Reinforce(config, context);
  }

  private static Lessons.Learned learn(boolean baseline, String probe, int states, long envSteps) {
    ReinforceConfig config = config(baseline, 100, 8, Memory.NONE, 0.01);
    return Lessons.learn(maker(config), probe, states, 4, envSteps);
  }

  @Test
  void valuesWhatComesLater() {
    Lessons.Learned learned = learn(true, "ProbeDiscount-v0", 2, 8_000);
    assertThat(learned.values()[0]).isCloseTo(GAMMA, within(0.05));
    assertThat(learned.values()[1]).isCloseTo(1, within(0.05));
  }

  /** Taken for ends, the cuts would leave a value of at most 1 + g + g^2 + g^3 = 3.4. */
  @Test
  void bootstrapsWhatIsCutShort() {
    Lessons.Learned learned = learn(true, "ProbeTruncation-v0", 1, 40_000);
    assertThat(learned.values()[0]).isCloseTo(1 / (1 - GAMMA), within(0.5));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void actsOnWhatItSees(boolean baseline) {
    Lessons.Learned learned = learn(baseline, "ProbeIdentity-v0", 2, 12_000);
    assertThat(learned.leftProbabilities()[0]).isGreaterThan(0.9);
    assertThat(1 - learned.leftProbabilities()[1]).isGreaterThan(0.9);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void givesCreditToAnEarlyAction(boolean baseline) {
    Lessons.Learned learned = learn(baseline, "ProbeTwoStep-v0", 5, 20_000);
    assertThat(1 - learned.leftProbabilities()[0]).isGreaterThan(0.9);
    assertThat(Double.isNaN(learned.values()[0])).isEqualTo(!baseline);
  }

  /** An update's steps may be cut into runs anyhow: the sums differ by rounding only. */
  @Test
  void learnsTheSameInOneRunAndInMany() {
    List<Metrics> one = metrics(config(true, 1000, 512, Memory.NONE, 1e-3));
    List<Metrics> many = metrics(config(true, 1000, 7, Memory.NONE, 1e-3));
    assertThat(many).hasSameSizeAs(one);
    Metrics first = one.get(0);
    for (String name : first.values().keySet()) {
      assertThat(many.get(0).values().get(name))
          .as(name)
          .isCloseTo(first.values().get(name), within(1e-4));
    }
  }

  private static List<Metrics> metrics(ReinforceConfig config) {
    try (VectorEnvironment env = Lessons.cartPole(4);
        Agent agent = new Reinforce(config, Lessons.context(env, 1000, 1))) {
      Trainer trainer = new Trainer(agent, env, 1000);
      trainer.start(1);
      return Lessons.steps(trainer, 60);
    }
  }

  @Test
  void cutsWhatDoesNotEnd() {
    ReinforceConfig config = config(true, 5, 8, Memory.NONE, 1e-3);
    // The shortest CartPole episode has 8 steps, so the first cut comes with step 5.
    List<Metrics> metrics = metrics(config);
    assertThat(metrics).hasSize(60 - 4);
    assertThat(metrics.get(0).values()).containsEntry("episodes", 4.0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "lstm 8"})
  void goesOnInTheMiddleOfAnEpisode(String memory, @TempDir Path directory) throws IOException {
    ReinforceConfig config = config(true, 1000, 32, Memory.valueOf(memory), 1e-3);
    Lessons.goesOn(maker(config), () -> Lessons.cartPole(4), 83, 100, directory);
  }

  @Test
  void sameSeedSameBits(@TempDir Path directory) throws IOException {
    Lessons.Maker maker = maker(config(true, 1000, 32, Memory.NONE, 1e-3));
    Map<String, byte[]> first =
        Lessons.trained(maker, () -> Lessons.cartPole(4), 100, 5, directory.resolve("a"));
    Map<String, byte[]> second =
        Lessons.trained(maker, () -> Lessons.cartPole(4), 100, 5, directory.resolve("b"));
    Map<String, byte[]> other =
        Lessons.trained(maker, () -> Lessons.cartPole(4), 100, 6, directory.resolve("c"));
    Lessons.assertSame(first, second);
    assertThat(other.get("agent.state")).isNotEqualTo(first.get("agent.state"));
  }

  @Test
  void remembersWithAMemory() {
    // What was shown first has to be told at the end: chance gives 0.5 on average.
    ReinforceConfig config = config(true, 100, 64, Memory.valueOf("lstm 16"), 0.01);
    try (VectorEnvironment env = Probes.vector("ProbeMemory-v0", Map.of("length", "3"), 4);
        Agent agent = new Reinforce(config, Lessons.context(env, 40_000, 1))) {
      Trainer trainer = new Trainer(agent, env, 40_000);
      trainer.start(1);
      while (trainer.step()) {}
      assertThat(trainer.episodes().meanReturn()).isGreaterThan(0.9);
    }
  }

  @Test
  void heedsMasks() {
    ReinforceConfig config = config(true, 100, 16, Memory.NONE, 0.01);
    try (VectorEnvironment env = Probes.vector("ProbeMask-v0", Map.of(), 4);
        Agent agent = new Reinforce(config, Lessons.context(env, 2_000, 1))) {
      Trainer trainer = new Trainer(agent, env, 2_000);
      trainer.start(1);
      while (trainer.step()) {}
      // Ten allowed actions; a forbidden one would have ended an episode with -1.
      assertThat(trainer.episodes().meanReturn()).isEqualTo(10);
    }
  }

  @Test
  void saysWhenItDiverges() {
    ReinforceConfig config = config(true, 100, 8, Memory.NONE, 1e-3);
    try (VectorEnvironment env = Probes.vector("ProbeConstant-v0", Map.of("reward", "1e30"), 2);
        Agent agent = new Reinforce(config, Lessons.context(env, 1000, 1))) {
      Trainer trainer = new Trainer(agent, env, 1000);
      trainer.start(1);
      assertThatThrownBy(() -> Lessons.steps(trainer, 16))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("reinforce")
          .hasMessageContaining("valueLoss")
          .hasMessageContaining("update");
    }
  }

  /** Of the settings that Stable-Baselines3 has, in A2C.__init__; the rest is the paper's. */
  @Test
  void defaults() {
    ReinforceConfig config = new ReinforceProvider().defaults();
    assertThat(config.nEnvs()).isEqualTo(1);
    assertThat(config.episodesPerUpdate()).isEqualTo(1);
    assertThat(config.baseline()).isTrue();
    assertThat(config.normalizeAdvantage()).isFalse();
    assertThat(config.gamma()).isEqualTo(0.99);
    assertThat(config.entCoef()).isZero();
    assertThat(config.vfCoef()).isEqualTo(0.5);
    assertThat(config.maxGradNorm()).isEqualTo(0.5);
    assertThat(config.netArch()).containsExactly(64, 64);
  }

  @Test
  void refusesBadSettingsByName() {
    assertThatThrownBy(() -> config(true, 0, 8, Memory.NONE, 1e-3))
        .hasMessage("nSteps must be at least 1, but is 0");
    assertThatThrownBy(() -> config(true, 8, 0, Memory.NONE, 1e-3))
        .hasMessage("batchSize must be at least 1, but is 0");
    assertThatThrownBy(() -> config(true, 8, 6, Memory.valueOf("lstm 8"), 1e-3))
        .hasMessage("sequenceLength must be a divisor of batchSize (6), but is 4");
  }
}
