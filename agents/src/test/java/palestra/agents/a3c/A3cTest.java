package palestra.agents.a3c;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import palestra.agents.Agent;
import palestra.agents.Lessons;
import palestra.agents.Metrics;
import palestra.agents.Probes;
import palestra.agents.Trainer;
import palestra.agents.a2c.A2c;
import palestra.agents.a2c.A2cConfig;
import palestra.envs.vector.VectorEnvironment;
import palestra.networks.bodies.Body;
import palestra.networks.layers.Activation;
import palestra.networks.layers.Memory;
import palestra.networks.schedules.Schedule;

/** A3C learns with any number of workers, repeats itself with one, and leaves nothing behind. */
class A3cTest {
  private static final double GAMMA = 0.9;

  private static A3cConfig config(int workers, int copies, Memory memory, double learningRate) {
    return new A3cConfig(
        workers,
        copies,
        5,
        GAMMA,
        1,
        0.001,
        0.5,
        0.5,
        Schedule.valueOf(learningRate),
        1e-5,
        List.of(16),
        Activation.TANH,
        false,
        -1,
        0,
        Body.valueOf("mlp"),
        memory,
        true,
        true);
  }

  private static Lessons.Maker maker(int workers, int copies, double learningRate) {
    A3cConfig config = config(workers, copies, Memory.NONE, learningRate);
    return context -> new A3c(config, context);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void discountsWhatComesLater(int workers) {
    Lessons.Learned learned =
        Lessons.learn(maker(workers, 3, 0.01), "ProbeDiscount-v0", 2, 3, 9_000);
    assertThat(learned.values()[0]).isCloseTo(GAMMA, within(0.05));
    assertThat(learned.values()[1]).isCloseTo(1, within(0.05));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void actsOnWhatItSees(int workers) {
    Lessons.Learned learned =
        Lessons.learn(maker(workers, 3, 0.01), "ProbeIdentity-v0", 2, 3, 9_000);
    assertThat(learned.leftProbabilities()[0]).isGreaterThan(0.9);
    assertThat(1 - learned.leftProbabilities()[1]).isGreaterThan(0.9);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void givesCreditToAnEarlyAction(int workers) {
    Lessons.Learned learned =
        Lessons.learn(maker(workers, 3, 0.01), "ProbeTwoStep-v0", 5, 3, 12_000);
    assertThat(1 - learned.leftProbabilities()[0]).isGreaterThan(0.9);
  }

  /** Nothing is asynchronous then: the weights, by name, are those of the synchronous agent. */
  @Test
  void aloneItIsA2c(@TempDir Path directory) throws IOException {
    A2cConfig synchronous =
        new A2cConfig(
            4,
            5,
            GAMMA,
            1,
            false,
            0.001,
            0.5,
            0.5,
            Schedule.valueOf(1e-3),
            1e-5,
            List.of(16),
            Activation.TANH);
    Map<String, byte[]> a3c =
        Lessons.trained(
            maker(1, 4, 1e-3), () -> Lessons.cartPole(4), 100, 5, directory.resolve("a3c"));
    Map<String, byte[]> a2c =
        Lessons.trained(
            context -> new A2c(synchronous, context),
            () -> Lessons.cartPole(4),
            100,
            5,
            directory.resolve("a2c"));
    assertThat(a3c.remove("agent.state")).isNotNull();
    assertThat(a2c.remove("agent.state")).isNotNull();
    assertThat(a3c.keySet()).isEqualTo(a2c.keySet()).isNotEmpty();
    a3c.forEach((name, bytes) -> assertThat(a2c.get(name)).as(name).isEqualTo(bytes));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "lstm 8"})
  void aloneItGoesOnInTheMiddleOfARollout(String memory, @TempDir Path directory)
      throws IOException {
    A3cConfig config = config(1, 4, Memory.valueOf(memory), 1e-3);
    Lessons.goesOn(
        context -> new A3c(config, context), () -> Lessons.cartPole(4), 83, 100, directory);
  }

  /** What is handed out is learned before it is saved: as many updates as rollouts were full. */
  @Test
  void losesNoUpdateWhenSaved(@TempDir Path directory) throws IOException {
    Path middle = Files.createDirectory(directory.resolve("middle"));
    try (VectorEnvironment env = Lessons.cartPole(3);
        Agent agent = maker(3, 3, 1e-3).create(Lessons.context(env, 10_000, 1))) {
      Trainer trainer = new Trainer(agent, env, 10_000);
      trainer.start(1);
      Lessons.steps(trainer, 26);
      agent.save(middle);
    }
    try (VectorEnvironment env = Lessons.cartPole(3);
        Agent agent = maker(3, 3, 1e-3).create(Lessons.context(env, 10_000, 2))) {
      agent.load(middle);
      Trainer trainer = new Trainer(agent, env, 10_000);
      trainer.start(2);
      Lessons.steps(trainer, 25);
      agent.save(middle);
      double steps = agent.update().orElseThrow().values().get("updates");
      // Of 51 steps, workers begin after 0, 1 and 3: rollouts of 5 steps fit 10, 10 and 9 times.
      assertThat(steps).isEqualTo(29);
    }
  }

  @Test
  void fourWorkersUnderStress(@TempDir Path directory) throws IOException {
    try (VectorEnvironment env = Lessons.cartPole(8);
        Agent agent = maker(4, 8, 1e-3).create(Lessons.context(env, 80_000, 1))) {
      Trainer trainer = new Trainer(agent, env, 80_000);
      trainer.start(1);
      for (int i = 0; i < 8; i++) {
        List<Metrics> metrics = Lessons.steps(trainer, 200);
        assertThat(metrics).isNotEmpty();
        agent.save(directory);
        agent.load(directory);
        agent.policy(2).start(0);
      }
      assertThat(trainer.episodes().meanReturn()).isGreaterThan(20);
    }
    assertThat(threads()).isEmpty();
  }

  /** Each worker is given the masks of its own copies: a forbidden action would end an episode. */
  @Test
  void heedsMasksOfItsOwnCopies() {
    try (VectorEnvironment env = Probes.vector("ProbeMask-v0", Map.of(), 3);
        Agent agent = maker(3, 3, 1e-3).create(Lessons.context(env, 600, 1))) {
      Trainer trainer = new Trainer(agent, env, 600);
      trainer.start(1);
      while (trainer.step()) {}
      assertThat(trainer.episodes().meanReturn()).isEqualTo(10);
    }
  }

  /** As an evaluation may have it: fewer copies than workers, or no multiple of them. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void actsForAnyNumberOfCopies(int copies) {
    try (VectorEnvironment env = Lessons.cartPole(copies);
        Agent agent = maker(2, 2, 1e-3).create(Lessons.context(env, 100, 1))) {
      Trainer trainer = new Trainer(agent, env, 100);
      trainer.start(1);
      while (trainer.step()) {}
      assertThat(trainer.metrics()).isPresent();
    }
  }

  @Test
  void leavesNoThread() {
    try (VectorEnvironment env = Lessons.cartPole(3);
        Agent agent = maker(3, 3, 1e-3).create(Lessons.context(env, 1000, 1))) {
      Trainer trainer = new Trainer(agent, env, 1000);
      trainer.start(1);
      Lessons.steps(trainer, 20);
      assertThat(threads()).hasSize(3);
    }
    assertThat(threads()).isEmpty();
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("a3c worker"))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void reportsWhatFailsInAWorker(int workers) {
    try (VectorEnvironment env = Probes.vector("ProbeConstant-v0", Map.of("reward", "1e30"), 2);
        Agent agent = maker(workers, 2, 1e-3).create(Lessons.context(env, 1000, 1))) {
      Trainer trainer = new Trainer(agent, env, 1000);
      trainer.start(1);
      assertThatThrownBy(() -> Lessons.steps(trainer, 16))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("a3c worker ")
          .hasMessageContaining("failed: update 1 of optimizer: loss is Infinity");
    }
    assertThat(threads()).isEmpty();
  }

  @Test
  void aBackgroundTaskIsTakenOnceAndItsFailureTold() {
    try (Background<String> thread = new Background<>("a3c worker 7")) {
      assertThat(thread.await()).isEmpty();
      CountDownLatch go = new CountDownLatch(1);
      thread.begin(
          () -> {
            go.await();
            return "done";
          });
      assertThat(thread.done()).isFalse();
      assertThatThrownBy(() -> thread.begin(() -> "another"))
          .hasMessage("a3c worker 7 is still at work");
      go.countDown();
      assertThat(thread.await()).contains("done");
      assertThat(thread.await()).isEmpty();
      thread.begin(
          () -> {
            throw new IOException("out of ideas");
          });
      assertThatThrownBy(thread::await).hasMessage("a3c worker 7 failed: out of ideas");
    }
  }

  @Test
  void defaultsAreA2csButForThePapersWorkersAndEntropy() {
    A3cConfig config = new A3cProvider().defaults();
    A2cConfig a2c = A2cConfig.DEFAULTS;
    assertThat(config.workers()).isEqualTo(2);
    assertThat(config.nEnvs()).isEqualTo(2);
    // Mnih et al. 2016, section 8: t_max = 5, beta = 0.01, gamma = 0.99.
    assertThat(config.nSteps()).isEqualTo(5);
    assertThat(config.entCoef()).isEqualTo(0.01);
    assertThat(config.gamma()).isEqualTo(0.99);
    assertThat(config.gaeLambda()).isEqualTo(a2c.gaeLambda());
    assertThat(config.vfCoef()).isEqualTo(a2c.vfCoef());
    assertThat(config.maxGradNorm()).isEqualTo(a2c.maxGradNorm());
    assertThat(config.learningRate()).isEqualTo(a2c.learningRate());
    assertThat(config.rmsPropEps()).isEqualTo(a2c.rmsPropEps());
    assertThat(config.netArch()).isEqualTo(a2c.netArch());
  }

  @Test
  void saysWhetherRunsRepeatThemselves() {
    A3cProvider provider = new A3cProvider();
    assertThat(provider.inexact(config(1, 2, Memory.NONE, 1))).isEmpty();
    assertThat(provider.inexact(config(2, 2, Memory.NONE, 1)).orElseThrow())
        .startsWith("a3c with 2 workers: ");
  }

  @Test
  void refusesCopiesThatCannotBeSharedOut() {
    assertThatThrownBy(() -> config(3, 4, Memory.NONE, 1))
        .hasMessage("workers must be a divisor of nEnvs (4), but is 3");
  }
}
