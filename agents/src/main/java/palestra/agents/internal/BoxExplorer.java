package palestra.agents.internal;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.function.IntConsumer;
import palestra.agents.buffers.ObservationRows;
import palestra.envs.seeding.Pcg64;
import palestra.envs.vector.Batch;
import palestra.envs.vector.VectorEnvironment;
import palestra.networks.Endpoint;

/**
 * Acts in a Box while an agent trains: evenly at random at first, then as the policy says, with
 * noise. What it does goes into an {@link Experience} as numbers in [-1, 1].
 */
public final class BoxExplorer {
  private final BoxActions actions;
  private final ActionNoise noise;
  private final Experience experience;
  private final Endpoint policy;
  private final ObservationRows policySees;
  private final Pcg64 random;
  private final IntConsumer restNoise;
  private final int copies;

  /**
   * Nothing done yet.
   *
   * @param policy from {@code observations} to {@code actions} in [-1, 1], a row per copy
   */
  public BoxExplorer(
      BoxActions actions,
      ActionNoise noise,
      Experience experience,
      Observations observations,
      Endpoint policy,
      Pcg64 random) {
    this.actions = actions;
    this.noise = noise;
    this.experience = experience;
    this.policy = policy;
    this.policySees = observations.rows(policy, "observations");
    this.random = random;
    this.restNoise = noise::reset;
    this.copies = policySees.count();
  }

  /** Chooses an action for every copy. */
  public void act(Batch seen, Batch chosen) {
    policy.requireOpen();
    experience.look(seen);
    boolean atRandom = experience.warmingUp();
    if (!atRandom) {
      policySees.put(0, experience.seen(), 0, copies);
      policy.run();
    }
    float[] unit = experience.actions();
    for (int copy = 0; copy < copies; copy++) {
      if (!experience.underWay(copy)) {
        if (atRandom) {
          chance(unit, copy);
        } else {
          follow(unit, copy);
        }
      }
      actions.write(unit, copy, chosen);
    }
  }

  private void chance(float[] unit, int copy) {
    for (int i = 0; i < actions.size(); i++) {
      unit[copy * actions.size() + i] = (float) random.uniform(-1, 1);
    }
  }

  private void follow(float[] unit, int copy) {
    FloatBuffer means = policy.result("actions");
    means.get(copy * actions.size(), unit, copy * actions.size(), actions.size());
    noise.disturb(unit, copy, random);
  }

  /** Takes in the answer. */
  public void observe(VectorEnvironment env) {
    experience.observe(env, restNoise);
  }

  /** Writes generator and noise. */
  public void save(DataOutput out) throws IOException {
    random.save(out);
    noise.save(out);
  }

  /** Reads what {@link #save} wrote. */
  public void load(DataInput in) throws IOException {
    random.set(Pcg64.load(in));
    noise.load(in);
  }
}
