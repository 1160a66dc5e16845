package palestra.tests.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import palestra.envs.bridge.GymVectorEnvironment;
import palestra.envs.vector.AutoresetMode;
import palestra.tests.PythonScript;

/**
 * Bridged copies give what Gymnasium's own SyncVectorEnv gives, bit for bit: observations, rewards,
 * ends and last observations, over full episodes, whatever the number of workers.
 */
final class BridgeSeedTest {
  @ParameterizedTest
  @CsvSource({
    "CartPole-v1, 400, SAME_STEP, SameStep",
    "CartPole-v1, 400, NEXT_STEP, NextStep",
    "MountainCar-v0, 450, SAME_STEP, SameStep",
    "Acrobot-v1, 1050, SAME_STEP, SameStep",
    "Pendulum-v1, 450, NEXT_STEP, NextStep",
    "FrozenLake-v1, 300, SAME_STEP, SameStep",
    "Taxi-v4, 450, NEXT_STEP, NextStep",
    "MountainCarContinuous-v0, 1050, SAME_STEP, SameStep",
    "LunarLander-v3, 500, SAME_STEP, SameStep",
    "BipedalWalker-v3, 400, NEXT_STEP, NextStep",
    "Hopper-v5, 400, SAME_STEP, SameStep",
    "HalfCheetah-v5, 1050, NEXT_STEP, NextStep",
    "ALE/Pong-v5, 1000, SAME_STEP, SameStep",
  })
  void aBridgedVectorIsGymnasiums(String id, int steps, AutoresetMode mode, String theirMode)
      throws Exception {
    JsonNode theirs =
        PythonScript.answer("bridge_reference.py", id, "3", Integer.toString(steps), theirMode);
    List<String> digests = new ArrayList<>();
    theirs.path("digests").forEach(digest -> digests.add(digest.asText()));
    assertThat(theirs.path("ends").asInt()).as("episodes ended").isPositive();
    assertThat(digests(id, steps, mode, 2)).isEqualTo(digests);
    if (steps <= 450) {
      assertThat(digests(id, steps, mode, 1)).isEqualTo(digests);
      assertThat(digests(id, steps, mode, 3)).isEqualTo(digests);
    }
  }

  private static List<String> digests(String id, int steps, AutoresetMode mode, int workers) {
    try (GymVectorEnvironment env =
        Bridged.vector("gym:" + id, 3, mode, "bridge.workers=" + workers)) {
      Bridged.Actions actions = new Bridged.Actions(env, 5);
      List<String> digests = new ArrayList<>();
      env.reset(11);
      digests.add(Bridged.digest(env, true));
      for (int i = 0; i < steps; i++) {
        env.step(actions.next());
        digests.add(Bridged.digest(env, false));
      }
      return digests;
    }
  }
}
