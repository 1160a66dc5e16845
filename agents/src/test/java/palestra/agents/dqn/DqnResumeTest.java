package palestra.agents.dqn;

import static org.assertj.core.api.Assertions.assertThat;
import static palestra.agents.dqn.Variations.with;

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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import palestra.agents.AgentContext;
import palestra.agents.Metrics;
import palestra.agents.Trainer;
import palestra.agents.buffers.HerConfig;
import palestra.envs.registry.EnvironmentRegistry;
import palestra.envs.vector.AutoresetMode;
import palestra.envs.vector.VectorEnvironment;
import palestra.networks.Device;

/**
 * Saved in the middle, amid transitions of several steps and episodes, and gone on with bit for
 * bit.
 */
class DqnResumeTest {
  private static final int TOTAL = 1200;

  static Stream<Arguments> cases() {
    return Stream.of(
        Arguments.of("CartPole-v1", small(DqnConfig.RAINBOW)),
        Arguments.of("CartPole-v1", small(DqnConfig.QR_DQN)),
        Arguments.of("CartPole-v1", with(small(DqnConfig.C51), "gradientSteps", 5)),
        Arguments.of("ProbeMask-v0", small(DqnConfig.DEFAULTS)),
        Arguments.of("ProbeMask-v0", small(DqnConfig.RAINBOW)),
        Arguments.of("ProbeGoal-v0", with(small(DqnConfig.DEFAULTS), "her", HerConfig.ON)),
        Arguments.of(
            "ProbeGoal-v0", with(small(DqnConfig.C51), "gradientSteps", 5, "her", HerConfig.ON)));
  }

  private static DqnConfig small(DqnConfig config) {
    return with(
        config,
        "nEnvs",
        3,
        "bufferSize",
        300,
        "learningStarts",
        50,
        "netArch",
        List.of(16, 16),
        "batchSize",
        16,
        "trainFreq",
        2,
        "targetUpdateInterval",
        30,
        "nQuantiles",
        7);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void goesOnBitForBit(String id, DqnConfig config, @TempDir Path directory) throws IOException {
    Path middle = Files.createDirectory(directory.resolve("middle"));
    Path end = Files.createDirectory(directory.resolve("end"));
    Path resumedEnd = Files.createDirectory(directory.resolve("resumed"));
    ByteArrayOutputStream state = new ByteArrayOutputStream();
    List<Metrics> metrics = new ArrayList<>();
    List<Metrics> resumedMetrics = new ArrayList<>();
    try (VectorEnvironment env = vector(id);
        Dqn agent = agent(id, env, config, 7)) {
      Trainer trainer = new Trainer(agent, env, TOTAL);
      trainer.start(7);
      steps(trainer, 161, new ArrayList<>());
      agent.save(middle);
      trainer.saveState(new DataOutputStream(state));
      env.saveState(new DataOutputStream(state));
      steps(trainer, 161, metrics);
      agent.save(end);
    }
    try (VectorEnvironment env = vector(id);
        Dqn agent = agent(id, env, config, 8)) {
      Trainer trainer = new Trainer(agent, env, TOTAL);
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(state.toByteArray()));
      agent.load(middle);
      trainer.loadState(in);
      env.loadState(in);
      steps(trainer, 161, resumedMetrics);
      agent.save(resumedEnd);
    }
    assertThat(resumedMetrics).isEqualTo(metrics).isNotEmpty();
    Map<String, byte[]> files = files(end);
    Map<String, byte[]> resumedFiles = files(resumedEnd);
    assertThat(resumedFiles.keySet()).isEqualTo(files.keySet()).contains("agent.state");
    files.forEach((name, bytes) -> assertThat(resumedFiles.get(name)).as(name).isEqualTo(bytes));
  }

  private static VectorEnvironment vector(String id) {
    return EnvironmentRegistry.load().makeVector(id, 3, AutoresetMode.SAME_STEP, Map.of());
  }

  private static Dqn agent(String id, VectorEnvironment env, DqnConfig config, long seed) {
    return new Dqn(
        config,
        new AgentContext(
            env.singleObservationSpace(),
            env.singleActionSpace(),
            env.count(),
            TOTAL,
            Device.CPU,
            seed,
            Optional.empty(),
            env.actionMasks().isPresent(),
            EnvironmentRegistry.load().spec(id).newGoal(Map.of())));
  }

  private static void steps(Trainer trainer, int steps, List<Metrics> metrics) {
    for (int i = 0; i < steps; i++) {
      assertThat(trainer.step()).isTrue();
      trainer.metrics().ifPresent(metrics::add);
    }
  }

  private static Map<String, byte[]> files(Path directory) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> paths = Files.list(directory)) {
      for (Path path : paths.toList()) {
        files.put(path.getFileName().toString(), Files.readAllBytes(path));
      }
    }
    return files;
  }
}
