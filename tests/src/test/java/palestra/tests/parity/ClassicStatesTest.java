package palestra.tests.parity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import palestra.envs.Environment;
import palestra.envs.Step;
import palestra.envs.classic.Acrobot;
import palestra.envs.classic.CartPole;
import palestra.envs.classic.MountainCar;
import palestra.envs.classic.MountainCarContinuous;
import palestra.envs.classic.Pendulum;
import palestra.envs.spaces.Discrete;

/**
 * One step from each of 10,000 states, in doubles, against the real Gymnasium: what shows that the
 * equations are the same where a whole episode's last digits are not.
 */
final class ClassicStatesTest {
  private static final double RELATIVE = 1e-12;

  /** Of numbers that are differences of far greater ones. */
  private static final double ABSOLUTE = 1e-13;

  /**
   * Of a pendulum's reward: the reference squares the torque as a float by the C library's power,
   * whose last digit (2.4e-10 of a cost of up to 0.004) is not always rounded right.
   */
  private static final double FLOAT_SQUARE = 5e-10;

  @TestFactory
  Stream<DynamicTest> states() throws IOException, InterruptedException {
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode task : Gymnasium.run("classic_states.py")) {
      String id = task.get("id").asText();
      tests.add(DynamicTest.dynamicTest(id, () -> check(environment(id), task)));
    }
    assertThat(tests).hasSize(5);
    return tests.stream();
  }

  private static Environment<?, ?> environment(String id) {
    return switch (id) {
      case "CartPole-v1" -> new CartPole();
      case "MountainCar-v0" -> new MountainCar();
      case "MountainCarContinuous-v0" -> new MountainCarContinuous();
      case "Pendulum-v1" -> new Pendulum();
      case "Acrobot-v1" -> new Acrobot();
      default -> throw new AssertionError(id);
    };
  }

  private static void check(Environment<?, ?> environment, JsonNode task) throws IOException {
    int numbers = task.get("numbers").asInt();
    double[] states = doubles(task, "states");
    double[] actions = doubles(task, "actions");
    double[] after = doubles(task, "after");
    double[] rewards = doubles(task, "rewards");
    double[] terminated = doubles(task, "terminated");
    assertThat(actions).hasSize(10_000);
    double absolute = environment instanceof Pendulum ? FLOAT_SQUARE : ABSOLUTE;
    environment.reset(1);
    byte[] saved = save(environment);
    int start = saved.length - taskBytes(environment, numbers);
    for (int i = 0; i < actions.length; i++) {
      ByteBuffer bytes = ByteBuffer.wrap(saved);
      for (int n = 0; n < numbers; n++) {
        bytes.putDouble(start + Double.BYTES * n, states[numbers * i + n]);
      }
      if (environment instanceof MountainCarContinuous) {
        bytes.putDouble(start + 2 * Double.BYTES, 3 * (float) states[numbers * i]);
      }
      environment.loadState(new DataInputStream(new ByteArrayInputStream(saved)));
      Step<?> step = step(environment, actions[i]);
      ByteBuffer next = ByteBuffer.wrap(save(environment));
      String where = "state " + i + " of " + task.get("id").asText();
      for (int n = 0; n < numbers; n++) {
        double ours = next.getDouble(start + Double.BYTES * n);
        assertNear(where, ours, after[numbers * i + n], ABSOLUTE);
      }
      assertNear(where + ", reward", step.reward(), rewards[i], absolute);
      assertThat(step.terminated()).as(where).isEqualTo(terminated[i] != 0);
    }
  }

  /** The bytes that a task itself writes behind its generator: the state's numbers come first. */
  private static int taskBytes(Environment<?, ?> environment, int numbers) {
    int more =
        environment instanceof MountainCarContinuous
            ? Double.BYTES + 1
            : environment instanceof Pendulum ? Float.BYTES : 1;
    return Double.BYTES * numbers + more;
  }

  private static void assertNear(String where, double ours, double theirs, double absolute) {
    double allowed = Math.max(absolute, RELATIVE * Math.abs(theirs));
    if (!(Math.abs(ours - theirs) <= allowed)) {
      throw new AssertionError(where + ": ours is " + ours + ", the reference's is " + theirs);
    }
  }

  @SuppressWarnings("unchecked") // the action is of the environment's own kind
  private static <A> Step<?> step(Environment<?, A> environment, double action) {
    Object own =
        environment.actionSpace() instanceof Discrete
            ? (Object) (long) action
            : new float[] {(float) action};
    return environment.step((A) own);
  }

  private static byte[] save(Environment<?, ?> environment) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    environment.saveState(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static double[] doubles(JsonNode task, String name) throws IOException {
    DoubleBuffer buffer =
        ByteBuffer.wrap(task.get(name).binaryValue())
            .order(ByteOrder.LITTLE_ENDIAN)
            .asDoubleBuffer();
    double[] doubles = new double[buffer.remaining()];
    buffer.get(doubles);
    return doubles;
  }
}
