package palestra.agents.curiosity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import palestra.agents.Trainer;
import palestra.agents.a2c.A2c;
import palestra.agents.a2c.A2cConfig;
import palestra.agents.ppo.Ppo;
import palestra.agents.ppo.PpoConfig;
import palestra.envs.vector.AutoresetMode;
import palestra.envs.vector.SyncVectorEnvironment;
import palestra.envs.vector.VectorEnvironment;
import palestra.networks.bodies.Body;
import palestra.networks.layers.Activation;
import palestra.networks.layers.Memory;
import palestra.networks.schedules.Schedule;

/** What is new draws an agent to what it would not find by chance, bit for bit the same again. */
class RndTest {
  private static final int LENGTH = 16;
  private static final long BUDGET = 40_000;

  private static RndConfig rnd(double coef) {
    return new RndConfig(coef, 0.99, 1e-3, 1, 4, 32, List.of(32), Body.valueOf("mlp"));
  }

  private static Lessons.Maker ppo(RndConfig rnd) {
    return context -> new Ppo(ppoConfig(context.copies(), rnd), context);
  }

  private static PpoConfig ppoConfig(int copies, RndConfig rnd) {
    return new PpoConfig(
        copies,
        64,
        16 * copies,
        4,
        0.99,
        0.95,
        Schedule.valueOf(0.2),
        true,
        0.01,
        0.5,
        0.5,
        Schedule.valueOf(1e-3),
        List.of(32),
        Activation.TANH,
        Schedule.valueOf(0),
        0,
        false,
        -1,
        0,
        Body.valueOf("mlp"),
        Memory.NONE,
        16,
        true,
        true,
        rnd);
  }

  private static Lessons.Maker a2c(RndConfig rnd) {
    return context ->
        new A2c(
            new A2cConfig(
                context.copies(),
                5,
                0.99,
                1,
                false,
                0.01,
                0.5,
                0.5,
                Schedule.valueOf(1e-3),
                1e-5,
                List.of(32),
                Activation.TANH,
                true,
                false,
                -1,
                0,
                Body.valueOf("mlp"),
                Memory.NONE,
                true,
                true,
                rnd),
            context);
  }

  private static VectorEnvironment corridors() {
    return new SyncVectorEnvironment(() -> new Corridor(LENGTH), 8, AutoresetMode.SAME_STEP);
  }

  /** The mean return of the last hundred episodes. */
  private static double learned(Lessons.Maker maker) {
    try (VectorEnvironment env = corridors();
        Agent agent = maker.create(Lessons.context(env, BUDGET, 1))) {
      Trainer trainer = new Trainer(agent, env, BUDGET);
      trainer.start(1);
      while (trainer.step()) {}
      return trainer.episodes().meanReturn();
    }
  }

  @Test
  void findsWhatChanceDoesNot() {
    assertThat(learned(ppo(RndConfig.OFF))).isZero();
    assertThat(learned(ppo(rnd(1)))).isGreaterThan(0.8);
  }

  /** The same place is new once: what it is worth falls as it is seen again. */
  @Test
  void whatIsSeenAgainIsNewNoMore() {
    try (VectorEnvironment env = corridors();
        Agent agent = ppo(rnd(1e-6)).create(Lessons.context(env, BUDGET, 1))) {
      Trainer trainer = new Trainer(agent, env, BUDGET);
      trainer.start(1);
      List<Metrics> metrics = Lessons.steps(trainer, 1500);
      double first = metrics.get(0).values().get("predictorLoss");
      double last = metrics.get(metrics.size() - 1).values().get("predictorLoss");
      assertThat(last).isLessThan(first / 4);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ppo", "a2c"})
  void goesOnInTheMiddleOfARollout(String agent, @TempDir Path directory) throws IOException {
    Lessons.Maker maker = agent.equals("ppo") ? ppo(rnd(0.5)) : a2c(rnd(0.5));
    Lessons.goesOn(maker, () -> Lessons.cartPole(4), 83, 80, directory);
  }

  /** Off, all other settings of it mean nothing. */
  @ParameterizedTest
  @ValueSource(strings = {"ppo", "a2c"})
  void offItChangesNothing(String agent, @TempDir Path directory) throws IOException {
    boolean isPpo = agent.equals("ppo");
    Map<String, byte[]> off =
        Lessons.trained(
            isPpo ? ppo(RndConfig.OFF) : a2c(RndConfig.OFF),
            () -> Lessons.cartPole(4),
            140,
            1,
            directory.resolve("off"));
    Map<String, byte[]> zero =
        Lessons.trained(
            isPpo ? ppo(rnd(0)) : a2c(rnd(0)),
            () -> Lessons.cartPole(4),
            140,
            1,
            directory.resolve("zero"));
    Lessons.assertSame(off, zero);
    assertThat(off.keySet()).noneMatch(name -> name.startsWith("rnd"));
  }

  /** Source: Burda et al. 2018, table 5 (discount, share of the rows, epochs, learning rate). */
  @Test
  void defaults() {
    RndConfig off = RndConfig.OFF;
    assertThat(off.on()).isFalse();
    assertThat(off.gamma()).isEqualTo(0.99);
    assertThat(off.updateProportion()).isEqualTo(0.25);
    assertThat(off.nEpochs()).isEqualTo(4);
    assertThat(off.learningRate()).isEqualTo(1e-4);
    assertThat(PpoConfig.DEFAULTS.rnd()).isEqualTo(off);
    assertThat(PpoConfig.RECURRENT.rnd()).isEqualTo(off);
    assertThat(A2cConfig.DEFAULTS.rnd()).isEqualTo(off);
  }

  @Test
  void refusesBadSettingsByName() {
    assertThatThrownBy(() -> rnd(-1)).hasMessage("coef must be 0 or more, but is -1.0");
    assertThatThrownBy(() -> new RndConfig(1, 0.99, 1e-3, 0, 4, 32, List.of(), Body.valueOf("mlp")))
        .hasMessage("updateProportion must be above 0, but is 0.0");
  }

  @Test
  void refusesABodyThatCannotSee() {
    RndConfig sequences = new RndConfig(1, 0.99, 1e-3, 1, 4, 32, List.of(), Body.valueOf("rnn"));
    try (VectorEnvironment env = Lessons.cartPole(2)) {
      assertThatThrownBy(() -> ppo(sequences).create(Lessons.context(env, 100, 1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("rnd: body rnn");
    }
  }
}
