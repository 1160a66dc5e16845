package palestra.agents.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import palestra.envs.seeding.Pcg64;
import palestra.envs.spaces.Box;
import palestra.envs.spaces.DType;
import palestra.envs.vector.Batch;

class BoxActionsTest {

  @Test
  void writesInTheSpacesUnits() {
    BoxActions actions =
        BoxActions.of("x", Box.float64(new double[] {-2, 0, 1}, new double[] {2, 10, 1}));
    Batch batch = new Batch(DType.FLOAT64, 2, 3);
    actions.write(new float[] {0, 0, 0, -1, 0.5f, 1}, 1, batch);
    assertThat(batch.row(0)).containsExactly(0, 0, 0);
    assertThat(batch.row(1)).containsExactly(-2, 7.5, 1);
  }

  /** Rounding must not lead out of the space. */
  @Test
  void staysWithinBoundsThatNoBinaryFractionIs() {
    Box<float[]> box = Box.float32(-0.1f, 0.3f, 1);
    BoxActions actions = BoxActions.of("x", box);
    Batch batch = new Batch(DType.FLOAT32, 1, 1);
    for (float unit : new float[] {-1, Math.nextUp(-1f), 0.3f, Math.nextDown(1f), 1}) {
      actions.write(new float[] {unit}, 0, batch);
      assertThat(box.contains(new float[] {batch.floats().get(0)})).isTrue();
    }
  }

  @Test
  void noiseHasItsDeviationAndStaysWithinBounds() {
    ActionNoise noise = new ActionNoise(ActionNoise.Type.NORMAL, 0.2, 1, 1);
    Pcg64 random = Pcg64.seeded(1);
    double squares = 0;
    for (int i = 0; i < 20_000; i++) {
      float[] action = new float[1];
      noise.disturb(action, 0, random);
      squares += action[0] * action[0];
      action[0] = 0.99f;
      noise.disturb(action, 0, random);
      assertThat(action[0]).isBetween(-1f, 1f);
    }
    assertThat(Math.sqrt(squares / 20_000)).isCloseTo(0.2, within(0.005));
  }

  /** Hand-rolled: x1 = 0.1 * 2 * n1; x2 = x1 - 0.15 * 0.01 x1 + 0.1 * 2 * n2. */
  @Test
  void driftsAndRestsAndGoesOn() throws IOException {
    ActionNoise noise = new ActionNoise(ActionNoise.Type.ORNSTEIN_UHLENBECK, 2, 2, 1);
    Pcg64 random = Pcg64.seeded(4);
    Pcg64 same = Pcg64.seeded(4);
    float[] first = new float[2];
    noise.disturb(first, 1, random);
    double x1 = 0.2 * same.standardNormal();
    assertThat(first[0]).isZero();
    assertThat((double) first[1]).isCloseTo(x1, within(1e-6));
    ByteArrayOutputStream saved = new ByteArrayOutputStream();
    noise.save(new DataOutputStream(saved));
    ActionNoise resumed = new ActionNoise(ActionNoise.Type.ORNSTEIN_UHLENBECK, 2, 2, 1);
    resumed.load(new DataInputStream(new ByteArrayInputStream(saved.toByteArray())));
    double x2 = x1 - 0.15 * 0.01 * x1 + 0.2 * same.standardNormal();
    float[] second = new float[2];
    resumed.disturb(second, 1, random);
    assertThat((double) second[1]).isCloseTo(x2, within(1e-6));
    resumed.reset(1);
    float[] third = new float[2];
    resumed.disturb(third, 1, random);
    assertThat((double) third[1]).isCloseTo(0.2 * same.standardNormal(), within(1e-6));
  }
}
