package palestra.experiments.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import palestra.envs.registry.EnvironmentRegistry;

class BenchmarksTest {

  @Test
  void areFoundByName() {
    assertThat(ServiceLoader.load(Benchmark.class).stream().map(b -> b.get().name()))
        .contains("bridge", "envs", "render", "ppo-cartpole", "dqn-cartpole", "generative");
  }

  @Test
  void roundsComeFromTheEnvironmentOrTheBenchmark() {
    assertThat(Rounds.parse(null, 3)).isEqualTo(3);
    assertThat(Rounds.parse(" ", 3)).isEqualTo(3);
    assertThat(Rounds.parse("12", 3)).isEqualTo(12);
    for (String wrong : List.of("0", "-1", "many", "99999")) {
      assertThatThrownBy(() -> Rounds.parse(wrong, 3))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("PALESTRA_BENCH_ROUNDS is '" + wrong + "'");
    }
  }

  @Test
  void whatAProgramSaysIsRead() {
    assertThat(Subprocess.lastLine(List.of("sh", "-c", "echo first; echo second; echo"), "it"))
        .isEqualTo("second");
  }

  @Test
  void aProgramThatFailsIsQuotedInOneLine() {
    assertThatThrownBy(
            () ->
                Subprocess.output(
                    List.of("sh", "-c", "echo noise >&2; echo 'no such game' >&2; exit 3"), "peer"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("peer failed with status 3: no such game");
    assertThatThrownBy(() -> Subprocess.output(List.of("/no/such/program"), "peer"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("cannot run peer");
  }

  @Test
  void steppingAndDrawingCountSomething() {
    try (Steppers steppers = new Steppers()) {
      assertThat(steppers.stepsPerSecond("CartPole-v1", 3, 0.01)).isPositive();
    }
    assertThat(CartPoleDrawing.scenesPerSecond(2)).isPositive();
    assertThat(CartPoleDrawing.replayFramesPerSecond(100)).isPositive();
  }

  @Test
  void contestsNameEnvironmentsThatThereAre() {
    EnvironmentRegistry registry = EnvironmentRegistry.load();
    for (Contest contest : Contest.all()) {
      assertThat(registry.spec(contest.environment()).id()).isEqualTo(contest.environment());
    }
    assertThatThrownBy(() -> new EnvironmentStepping().run(line -> {}, "Tetris"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no environment of this benchmark has 'Tetris' in it");
    assertThatThrownBy(() -> new CartPoleDrawing().run(line -> {}, "CartPole"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("benchmark 'render' has no parts: leave out --only");
  }

  @Test
  void aSessionAnswersLinesUntilItEnds() {
    String program = "read a; echo \"[$a]\"; read b; echo 'had enough' >&2";
    try (PeerSession session = new PeerSession(List.of("sh", "-c", program), "a peer")) {
      assertThat(session.ask("7").get(0).asInt()).isEqualTo(7);
      assertThatThrownBy(() -> session.ask("8"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("a peer ended: had enough");
    }
  }
}
