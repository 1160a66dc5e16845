package palestra.envs.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import palestra.envs.Start;
import palestra.envs.Step;
import palestra.envs.classic.CartPole;
import palestra.envs.seeding.Pcg64;

final class ReplayTest {
  private static final Map<String, Object> OPTIONS = Map.of("low", -0.1, "high", 0.1);

  @TempDir private Path directory;

  /** An episode of pushes that mostly go where the pole leans. */
  private static Replay played() {
    CartPole environment = new CartPole();
    Pcg64 start = Pcg64.seeded(3);
    float[] seen = environment.reset(Start.generator(start).with(OPTIONS)).observation();
    List<Replay.Entry> entries = new ArrayList<>();
    Pcg64 random = Pcg64.seeded(4);
    Step<float[]> step;
    do {
      long action = seen[2] > 0 ? 1 : random.integers(2);
      step = environment.step(action);
      seen = step.observation();
      Thought thought = new Thought(new float[] {0.25f, 0.75f}, new float[] {1.5f}, -2.5f);
      entries.add(
          new Replay.Entry(
              new double[] {action},
              step.reward(),
              step.terminated(),
              step.truncated(),
              entries.isEmpty() ? Thought.NONE : thought));
    } while (!step.done());
    return new Replay("CartPole-v1", Map.of("gravity", "9.8"), "ppo", start, OPTIONS, entries);
  }

  @Test
  void aReplayComesBackAsItWas() throws IOException {
    Replay replay = played();
    Path file = directory.resolve("a.replay");
    ReplayFile.write(file, replay);
    Replay read = ReplayFile.read(file);
    assertThat(read.environment()).isEqualTo("CartPole-v1");
    assertThat(read.arguments()).isEqualTo(replay.arguments());
    assertThat(read.agent()).isEqualTo("ppo");
    assertThat(read.start()).isEqualTo(replay.start());
    assertThat(read.options()).isEqualTo(OPTIONS);
    for (int i = 0; i < replay.length(); i++) {
      Replay.Entry entry = read.entries().get(i);
      Replay.Entry expected = replay.entries().get(i);
      assertThat(entry.action()).isEqualTo(expected.action());
      assertThat(entry.reward()).isEqualTo(expected.reward());
      assertThat(entry.terminated()).isEqualTo(expected.terminated());
      assertThat(entry.truncated()).isEqualTo(expected.truncated());
      assertThat(entry.thought().probabilities()).isEqualTo(expected.thought().probabilities());
      assertThat(entry.thought().actionValues()).isEqualTo(expected.thought().actionValues());
      assertThat(entry.thought().value()).isEqualTo(Float.valueOf(expected.thought().value()));
    }
    assertThat(read.length()).isEqualTo(replay.length()).isGreaterThan(5);
    assertThat(read.episodeReturn()).isEqualTo(replay.length());
  }

  @Test
  void optionsOfEveryKindComeBack() throws IOException {
    Map<String, Object> options = Map.of("text", "x", "truth", true, "whole", 7L, "real", 0.5);
    Replay replay = new Replay("E-v0", Map.of(), "a", Pcg64.seeded(1), options, List.of());
    Path file = directory.resolve("a.replay");
    ReplayFile.write(file, replay);
    assertThat(ReplayFile.read(file).options()).isEqualTo(options);
    Replay odd =
        new Replay("E-v0", Map.of(), "a", Pcg64.seeded(1), Map.of("o", List.of()), List.of());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReplayFile.write(file, odd))
        .withMessageContaining("'o' is []");
  }

  @Test
  void writingLeavesNothingElseBehind() throws IOException {
    Path file = directory.resolve("a.replay");
    ReplayFile.write(file, played());
    ReplayFile.write(file, played());
    assertThat(directory).isDirectoryContaining("glob:**/a.replay");
    try (var files = Files.list(directory)) {
      assertThat(files).containsExactly(file);
    }
    Path taken = Files.createDirectories(directory.resolve("b.replay/full")).getParent();
    assertThatIOException().isThrownBy(() -> ReplayFile.write(taken, played()));
    try (var files = Files.list(directory)) {
      assertThat(files).containsExactlyInAnyOrder(file, taken);
    }
  }

  @Test
  void aTornFileIsToldAtEveryLength() throws IOException {
    Path file = directory.resolve("a.replay");
    ReplayFile.write(file, played());
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      String expected = length < 8 ? "is not a replay file" : "is torn: it ends before it should";
      assertThatIOException()
          .isThrownBy(() -> ReplayFile.read(file))
          .withMessage(file + " " + expected);
    }
  }

  @Test
  void aChangedByteIsTold() throws IOException {
    Path file = directory.resolve("a.replay");
    ReplayFile.write(file, played());
    byte[] whole = Files.readAllBytes(file);
    whole[whole.length / 2] ^= 1;
    Files.write(file, whole);
    assertThatIOException()
        .isThrownBy(() -> ReplayFile.read(file))
        .withMessage(file + " is damaged: its checksum does not match");
  }

  @Test
  void aNewerFormatIsTold() throws IOException {
    Path file = directory.resolve("a.replay");
    ReplayFile.write(file, played());
    byte[] whole = Files.readAllBytes(file);
    ByteBuffer.wrap(whole).putInt(8, 3);
    Files.write(file, whole);
    assertThatIOException()
        .isThrownBy(() -> ReplayFile.read(file))
        .withMessage(
            file + " is a replay of format 3, but this version reads up to 2; use a newer one");
  }

  @Test
  void theEpisodePlaysAgain() {
    Replay replay = played();
    Resimulation again = new Resimulation(new CartPole(), replay);
    assertThat(again.entry()).isEmpty();
    for (int round = 0; round < 2; round++) {
      int steps = 0;
      while (again.advance()) {
        steps++;
        assertThat(again.entry()).contains(replay.entries().get(steps - 1));
        assertThat(again.returnSoFar()).isEqualTo(steps);
      }
      assertThat(steps).isEqualTo(replay.length()).isEqualTo(again.position());
      assertThat(again.next()).isEmpty();
      assertThat(again.difference()).isEmpty();
      again.reset();
    }
  }

  @Test
  void aDifferenceIsTold() {
    Replay replay = played();
    List<Replay.Entry> entries = new ArrayList<>(replay.entries());
    Replay.Entry second = entries.get(1);
    entries.set(1, new Replay.Entry(second.action(), 0.5, false, false, second.thought()));
    Replay changed =
        new Replay(
            replay.environment(),
            replay.arguments(),
            replay.agent(),
            replay.start(),
            replay.options(),
            entries);
    Resimulation again = new Resimulation(new CartPole(), changed);
    again.advance();
    assertThat(again.difference()).isEmpty();
    again.advance();
    assertThat(again.difference()).contains("step 2 gives reward 1.0, but the recording has 0.5");
  }
}
