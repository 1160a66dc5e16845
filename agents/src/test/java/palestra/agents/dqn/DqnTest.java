package palestra.agents.dqn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import palestra.agents.AgentContext;
import palestra.agents.Policy;
import palestra.agents.Probes;
import palestra.agents.Trainer;
import palestra.envs.spaces.Box;
import palestra.envs.spaces.DType;
import palestra.envs.vector.Batch;
import palestra.envs.vector.VectorEnvironment;
import palestra.networks.Device;
import palestra.networks.schedules.Schedule;

class DqnTest {
  private static final double GAMMA = 0.5;

  private static DqnConfig config(boolean doubleQ) {
    return new DqnConfig(
        2,
        Schedule.valueOf(0.01),
        500,
        20,
        16,
        1,
        GAMMA,
        4,
        4,
        20,
        0.5,
        1,
        0.1,
        10,
        List.of(16),
        doubleQ);
  }

  private static Dqn agent(VectorEnvironment env, boolean doubleQ, long seed) {
    return new Dqn(
        config(doubleQ),
        new AgentContext(
            env.singleObservationSpace(),
            env.singleActionSpace(),
            env.count(),
            1500,
            Device.CPU,
            seed));
  }

  /** Action values after training, in one state. */
  private static float[] learned(String probe, boolean doubleQ, long state) {
    VectorEnvironment env = Probes.vector(probe, Map.of(), 2);
    try (Dqn agent = agent(env, doubleQ, 1)) {
      Trainer trainer = new Trainer(agent, env, 1500);
      trainer.start(3);
      while (trainer.step()) {}
      return valuesAt(agent, state);
    }
  }

  private static float[] valuesAt(Dqn agent, long state) {
    Batch observation = new Batch(DType.INT64, 1, 1);
    observation.longs().put(0, state);
    Policy policy = agent.policy(1);
    policy.act(observation, new Batch(DType.INT64, 1, 1));
    return policy.thought(0).actionValues();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void valuesChoicesByWhatItSees(boolean doubleQ) {
    float[] atZero = learned("ProbeIdentity-v0", doubleQ, 0);
    float[] atOne = learned("ProbeIdentity-v0", doubleQ, 1);
    assertThat(atZero[0]).isCloseTo(1, within(0.1f));
    assertThat(atZero[1]).isCloseTo(0, within(0.1f));
    assertThat(atOne[0]).isCloseTo(0, within(0.1f));
    assertThat(atOne[1]).isCloseTo(1, within(0.1f));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void discountsWhatComesLater(boolean doubleQ) {
    assertThat(learned("ProbeDiscount-v0", doubleQ, 0)[0]).isCloseTo((float) GAMMA, within(0.05f));
    assertThat(learned("ProbeDiscount-v0", doubleQ, 1)[0]).isCloseTo(1, within(0.05f));
  }

  @Test
  void looksBeyondATruncation() {
    float worth = (float) (1 / (1 - GAMMA));
    assertThat(learned("ProbeTruncation-v0", true, 0)[0]).isCloseTo(worth, within(0.1f));
  }

  @Test
  void goesOnBitForBit(@TempDir Path directory) throws IOException {
    VectorEnvironment env = Probes.vector("ProbeIdentity-v0", Map.of(), 2);
    VectorEnvironment otherEnv = Probes.vector("ProbeIdentity-v0", Map.of(), 2);
    try (Dqn whole = agent(env, true, 5);
        Dqn resumed = agent(otherEnv, true, 6)) {
      Trainer trainer = new Trainer(whole, env, 600);
      trainer.start(7);
      while (trainer.envSteps() < 302) {
        trainer.step();
      }
      whole.save(directory);
      ByteArrayOutputStream state = new ByteArrayOutputStream();
      trainer.saveState(new DataOutputStream(state));
      env.saveState(new DataOutputStream(state));
      while (trainer.step()) {}

      resumed.load(directory);
      Trainer second = new Trainer(resumed, otherEnv, 600);
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(state.toByteArray()));
      second.loadState(in);
      otherEnv.loadState(in);
      while (second.step()) {}
      assertThat(second.metrics()).isEqualTo(trainer.metrics()).isPresent();
      assertThat(valuesAt(resumed, 1)).isEqualTo(valuesAt(whole, 1));
      assertThat(second.episodes().meanReturn()).isEqualTo(trainer.episodes().meanReturn());
    }
  }

  @Test
  void refusesContinuousActions() {
    AgentContext context =
        new AgentContext(Box.float32(-1, 1, 2), Box.float32(-1, 1, 1), 1, 100, Device.CPU, 1);
    assertThatThrownBy(() -> new Dqn(config(true), context))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("dqn acts in Discrete action spaces only")
        .hasMessageContaining("Box(-1.0, 1.0, (1,), float32)");
  }
}
