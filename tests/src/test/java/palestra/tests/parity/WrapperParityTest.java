package palestra.tests.parity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import palestra.envs.registry.EnvironmentRegistry;
import palestra.envs.spaces.Box;
import palestra.envs.spaces.Numbers;
import palestra.envs.vector.AutoresetMode;
import palestra.envs.vector.Batch;
import palestra.envs.vector.VectorEnvironment;
import palestra.envs.wrappers.GrayscaleObservation;
import palestra.envs.wrappers.ObservationTransform;
import palestra.envs.wrappers.ResizeObservation;
import palestra.envs.wrapping.WrapperRegistry;
import palestra.envs.wrapping.WrapperStack;
import palestra.tests.parity.Trajectories.Tolerance;

/** Our wrappers around our environments, held against Gymnasium's around its own. */
final class WrapperParityTest {
  /** Sums over several copies are in another order, in float32. */
  private static final double SUMS = 2e-5;

  /** A pixel that lies half way between two values may be rounded either way. */
  private static final int ROUNDING = 1;

  @TestFactory
  Stream<DynamicTest> wrappers() throws IOException, InterruptedException {
    List<DynamicTest> tests = new ArrayList<>();
    add(tests, "golden ", Trajectories.golden("wrappers"));
    add(tests, "now ", Gymnasium.run("wrappers.py"));
    return tests.stream();
  }

  private static void add(List<DynamicTest> tests, String source, JsonNode document) {
    for (JsonNode node : document.get("cases")) {
      if (node.has("vector")) {
        String name = source + node.get("mode").asText() + " " + node.get("vector").asText() + " ";
        tests.add(DynamicTest.dynamicTest(name + node.get("wrappers"), () -> checkVector(node)));
      } else if (node.has("pictures")) {
        tests.add(
            DynamicTest.dynamicTest(
                source + "pictures", () -> checkPictures(node.get("pictures"))));
      } else {
        String name = source + node.get("id").asText() + " " + node.get("wrappers");
        Tolerance tolerance = Trajectories.tolerance(node, Tolerance.EXACT);
        tests.add(DynamicTest.dynamicTest(name, () -> Trajectories.check(node, tolerance)));
      }
    }
  }

  private static void checkVector(JsonNode node) {
    WrapperStack stack =
        new WrapperStack(
            EnvironmentRegistry.load().spec(node.get("vector").asText()),
            Map.of(),
            WrapperRegistry.load().parse(Trajectories.wrappers(node)));
    int copies = node.get("copies").asInt();
    AutoresetMode mode = AutoresetMode.valueOf(node.get("mode").asText());
    try (VectorEnvironment env = stack.vector(copies, mode, false)) {
      env.reset(5);
      Values.assertEqual("first", all(env.observations()), node.get("first"), SUMS);
      Batch actions = env.newActions();
      for (int step = 0; step < node.get("actions").size(); step++) {
        double[] chosen = Values.numbers(node.get("actions").get(step));
        for (int i = 0; i < chosen.length; i++) {
          actions.set(i, chosen[i]);
        }
        env.step(actions);
        String where = "step " + (step + 1);
        Values.assertEqual(
            where, all(env.observations()), node.get("observations").get(step), SUMS);
        Values.assertEqual(where + ", rewards", env.rewards(), node.get("rewards").get(step), SUMS);
      }
    }
  }

  private static double[] all(Batch batch) {
    double[] all = new double[batch.rows() * batch.rowSize()];
    for (int i = 0; i < all.length; i++) {
      all[i] = batch.get(i);
    }
    return all;
  }

  private static void checkPictures(JsonNode node) {
    JsonNode frames = node.get("frames");
    Box<byte[]> space = Box.uint8(0, 255, 96, 96, 3);
    for (int i = 0; i < frames.size(); i++) {
      double[] gray = turned(new GrayscaleObservation(space, false), frames.get(i));
      assertThat(gray).containsExactly(Values.numbers(node.get("gray").get(i)));
    }
    for (JsonNode resized : node.get("resized")) {
      int height = resized.get("size").get(0).asInt();
      int width = resized.get("size").get(1).asInt();
      if (resized.get("picture").isNull()) {
        continue; // made by OpenCV alone, and it is not installed: the golden file has it
      }
      double[] ours = turned(new ResizeObservation(space, height, width), frames.get(0));
      double[] theirs = Values.numbers(resized.get("picture"));
      assertThat(ours.length).isEqualTo(theirs.length);
      for (int i = 0; i < ours.length; i++) {
        assertThat(Math.abs(ours[i] - theirs[i]))
            .as("%dx%d, number %d", height, width, i)
            .isLessThanOrEqualTo(ROUNDING);
      }
    }
  }

  private static double[] turned(ObservationTransform transform, JsonNode frame) {
    double[] numbers = Values.numbers(frame);
    Batch shown = new Batch(palestra.envs.spaces.DType.UINT8, 1, numbers.length);
    shown.setRow(0, numbers);
    Batch seen = new Batch(Numbers.dtype(transform.space()), 1, Numbers.size(transform.space()));
    transform.next(shown, seen, 0);
    return seen.row(0);
  }
}
