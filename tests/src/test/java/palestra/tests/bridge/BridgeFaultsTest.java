package palestra.tests.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import palestra.envs.bridge.BridgeException;
import palestra.envs.bridge.GymVectorEnvironment;
import palestra.envs.vector.AutoresetMode;
import palestra.envs.vector.Batch;

/** Everything a Python environment can do wrong, done for real. */
final class BridgeFaultsTest {
  @TempDir Path directory;

  /** Copy 1 of 3, alone in its worker, fails at its third step. */
  private GymVectorEnvironment line(String fault, AutoresetMode mode, String... more) {
    String[] args = new String[more.length + 3];
    args[0] = "fault=" + fault;
    args[1] = "once=" + directory.resolve("once");
    args[2] = "bridge.workers=1";
    System.arraycopy(more, 0, args, 3, more.length);
    return Bridged.vector(Bridged.LINE, 1, mode, args);
  }

  @ParameterizedTest
  @CsvSource({
    "raise, ValueError: the line is broken in two",
    "leave, SystemExit: 3",
    "shape, 'ValueError: an observation of shape (5,) is not in Box(-inf, inf, (2,), float32)'",
  })
  void anExceptionCarriesCopyActionAndTraceback(String fault, String message) {
    try (GymVectorEnvironment env =
        Bridged.vector(
            Bridged.LINE,
            4,
            AutoresetMode.SAME_STEP,
            "fault=" + fault,
            "once=" + directory.resolve("once"),
            "bridge.workers=2")) {
      env.reset(1);
      Batch actions = Bridged.all(env, 2);
      env.step(actions);
      env.step(actions);
      BridgeException e =
          catchThrowableOfType(BridgeException.class, () -> stepTwice(env, actions));
      assertThat(e).hasMessageContaining(message).hasMessageContaining(", action 2");
      assertThat(e.getMessage()).doesNotContain("\n").startsWith(Bridged.LINE + ", copy ");
      assertThat(e.copy()).isPresent();
      assertThat(e.copy().getAsInt()).isBetween(0, 3);
      assertThat(e.action()).isEqualTo("2");
      assertThat(e.traceback())
          .contains(
              "Traceback (most recent call last)", message.substring(0, message.indexOf(':')));
      // The processes are whole, and a reset makes all good again.
      env.reset(2);
      env.step(actions);
      assertThat(env.rewards()).containsExactly(2, 2, 2, 2);
    }
  }

  private static void stepTwice(GymVectorEnvironment env, Batch actions) {
    env.step(actions);
    env.step(actions);
  }

  @ParameterizedTest
  @CsvSource({
    "exit, ended with exit status 7, 60",
    "kill, was killed by signal 9, 60",
    "abort, was killed by signal 11, 60",
    "hang, did not answer within 0.300 s (bridge.deadline), 0.3",
    "native, did not answer within 0.300 s (bridge.deadline), 0.3",
  })
  void aProcessThatEndsOrHangsFailsTheStep(String fault, String message, String deadline) {
    try (GymVectorEnvironment env =
        line(fault, AutoresetMode.SAME_STEP, "bridge.deadline=" + deadline)) {
      ProcessHandle worker = env.processes().get(0);
      env.reset(1);
      Batch actions = Bridged.all(env, 1);
      env.step(actions);
      env.step(actions);
      BridgeException e = catchThrowableOfType(BridgeException.class, () -> env.step(actions));
      assertThat(e).hasMessage("worker 0 of " + Bridged.LINE + " " + message);
      if (fault.equals("abort")) {
        assertThat(e.traceback()).contains("Segmentation fault", "bridge_envs.py");
      }
      worker.onExit().join();
      assertThatThrownBy(() -> env.step(actions)).isInstanceOf(BridgeException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"raise", "leave", "exit", "kill", "hang", "native", "shape"})
  void aFaultCostsAnEpisodeWhereItMay(String fault) {
    try (GymVectorEnvironment env =
        line(fault, AutoresetMode.SAME_STEP, "bridge.onFault=restart", "bridge.deadline=0.3")) {
      env.reset(1);
      Batch actions = Bridged.all(env, 1);
      env.step(actions);
      env.step(actions);
      double[] last = env.observations().row(0);
      env.step(actions);
      assertThat(env.truncated()).containsExactly(true);
      assertThat(env.terminated()).containsExactly(false);
      assertThat(env.rewards()).containsExactly(0);
      assertThat(env.finalObservations().row(0)).isEqualTo(last);
      assertThat(env.observations().row(0)[0]).as("a new episode begins").isZero();
      assertThat(env.restarts()).isEqualTo(1);
      assertThat(env.report().toString()).contains("restarts=1");
      env.step(actions);
      assertThat(env.rewards()).containsExactly(1);
      assertThat(env.observations().row(0)[0]).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(AutoresetMode.class)
  void afterAFaultTheSameSeedGivesTheSame(AutoresetMode mode) {
    double[][] drawn = new double[2][8];
    for (String fault : new String[] {"raise", "kill"}) {
      for (double[] episode : drawn) {
        directory.resolve("once").toFile().delete();
        try (GymVectorEnvironment env = line(fault, mode, "bridge.onFault=restart")) {
          env.reset(1);
          Batch actions = Bridged.all(env, 1);
          for (int i = 0; i < episode.length; i++) {
            env.step(actions);
            if (mode == AutoresetMode.DISABLED && env.truncated()[0]) {
              env.reset(new boolean[] {true});
            }
            episode[i] = env.observations().row(0)[1];
          }
          assertThat(env.restarts()).isEqualTo(1);
        }
      }
      assertThat(drawn[0]).isEqualTo(drawn[1]);
    }
  }

  @Test
  void aResetThatFailsIsTriedWithAFreshEnvironment() {
    try (GymVectorEnvironment env =
        line("reset", AutoresetMode.SAME_STEP, "length=2", "bridge.onFault=restart")) {
      env.reset(1);
      Batch actions = Bridged.all(env, 1);
      for (int i = 0; i < 6; i++) {
        env.step(actions);
      }
      assertThat(env.restarts()).isEqualTo(1);
    }
    try (GymVectorEnvironment env =
        Bridged.vector(Bridged.LINE, 1, AutoresetMode.SAME_STEP, "fault=reset", "length=2")) {
      env.reset(1);
      Batch actions = Bridged.all(env, 1);
      env.step(actions);
      assertThatThrownBy(() -> env.step(actions)).hasMessageContaining("cannot be reset");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"out", "err"})
  void whatEnvironmentsPrintDisturbsNothing(String noise) {
    try (GymVectorEnvironment env =
        Bridged.vector(Bridged.LINE, 2, AutoresetMode.SAME_STEP, "noise=" + noise)) {
      env.reset(1);
      Batch actions = Bridged.all(env, 1);
      for (int i = 1; i < 25; i++) {
        env.step(actions);
        assertThat(env.observations().row(0)[0]).isEqualTo(i % 10);
      }
    }
  }

  @Test
  void aProcessKilledBetweenStepsIsReplaced() {
    try (GymVectorEnvironment env =
        Bridged.vector(
            Bridged.LINE,
            4,
            AutoresetMode.SAME_STEP,
            "bridge.workers=2",
            "bridge.onFault=restart")) {
      env.reset(1);
      Batch actions = Bridged.all(env, 1);
      env.step(actions);
      ProcessHandle victim = env.processes().get(1);
      victim.destroyForcibly();
      victim.onExit().join();
      env.step(actions);
      assertThat(env.truncated()).containsExactly(false, false, true, true);
      assertThat(env.observations().row(1)[0]).isEqualTo(2);
      assertThat(env.observations().row(2)[0]).isZero();
      env.step(actions);
      assertThat(env.rewards()).containsExactly(1, 1, 1, 1);
      assertThat(env.restarts()).isEqualTo(2);
    }
  }

  @Test
  void anAsynchronousStepFailsOrRestartsToo() {
    try (GymVectorEnvironment env =
        line("kill", AutoresetMode.SAME_STEP, "bridge.onFault=restart", "bridge.mode=async")) {
      env.reset(1);
      Batch actions = Bridged.all(env, 1);
      for (int i = 0; i < 6; i++) {
        env.step(actions);
      }
      assertThat(env.restarts()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gym:CartPol-v1 | '' | gym:CartPol-v1: Environment `CartPol` doesn't exist",
        "gym:no_such_module:X-v0 | '' | ModuleNotFoundError: No module named 'no_such_module'",
        "gym:LunarLander-v3 | gravty=3 | no argument 'gravty'; the nearest is 'gravity'",
        "gym:LunarLander-v3 | gravity=up | LunarLander-v3",
        "gym:CartPole-v1 | bridge.worker=2 | no argument 'bridge.worker'; the nearest is 'bridge.workers'",
        "gym:CartPole-v1 | bridge.onFault=ignore | bridge.onFault is one of fail, restart",
        "gym:bridge_envs:Line-v0 | fault=make | RuntimeError: cannot be made",
        "gym: | '' | environment 'gym:' names none",
      })
  void whatCannotBeMadeIsSaidInOneLine(String id, String argument, String message) {
    String[] args = argument.isEmpty() ? new String[0] : new String[] {argument};
    assertThatThrownBy(() -> Bridged.vector(id, 2, AutoresetMode.SAME_STEP, args).close())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message)
        .extracting(Throwable::getMessage)
        .asString()
        .doesNotContain("\n");
  }
}
