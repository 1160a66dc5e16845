package palestra.experiments.testing;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import palestra.agents.Agent;
import palestra.agents.AgentContext;
import palestra.agents.Metrics;
import palestra.agents.Policy;
import palestra.envs.replay.Thought;
import palestra.envs.seeding.Pcg64;
import palestra.envs.spaces.Box;
import palestra.envs.vector.Batch;
import palestra.envs.vector.VectorEnvironment;

/**
 * Random search over linear policies of two actions: tries weights near the best ones for a while
 * and keeps them if fewer episodes ended. Needs no TensorFlow, and has state of every kind.
 */
final class LinearAgent implements Agent {
  private final LinearConfig config;
  private final Pcg64 random;
  private final double[] best;
  private final double[] tried;
  private long steps;
  private int ended;
  private int fewestEnded = Integer.MAX_VALUE;

  LinearAgent(LinearConfig config, AgentContext context) {
    this.config = config;
    random = Pcg64.seeded(context.seed());
    int size = ((Box) context.observationSpace()).shape()[0];
    best = new double[size];
    tried = new double[size];
    tryOthers();
  }

  private void tryOthers() {
    double size = config.stepSize().at(0);
    for (int i = 0; i < tried.length; i++) {
      tried[i] = best[i] + size * random.nextGaussian();
    }
    ended = 0;
  }

  private static void act(double[] weights, Batch observations, Batch actions) {
    for (int row = 0; row < actions.rows(); row++) {
      actions.longs().put(row, score(weights, observations, row) > 0 ? 1 : 0);
    }
  }

  private static double score(double[] weights, Batch observations, int row) {
    double score = 0;
    for (int i = 0; i < weights.length; i++) {
      score += weights[i] * observations.floats().get(row * weights.length + i);
    }
    return score;
  }

  @Override
  public void act(Batch observations, Batch actions) {
    act(tried, observations, actions);
  }

  @Override
  public void observe(VectorEnvironment env) {
    steps++;
    for (int copy = 0; copy < env.count(); copy++) {
      ended += env.terminated()[copy] ? 1 : 0;
    }
  }

  @Override
  public Optional<Metrics> update() {
    if (steps % config.trialSteps() != 0) {
      return Optional.empty();
    }
    int now = ended;
    if (now <= fewestEnded) {
      fewestEnded = now;
      System.arraycopy(tried, 0, best, 0, best.length);
    }
    tryOthers();
    return Optional.of(new Metrics(Map.of("endedLoss", (double) now)));
  }

  @Override
  public Policy policy(int copies) {
    return new Policy() {
      private final float[] values = new float[copies];

      @Override
      public void act(Batch observations, Batch actions) {
        LinearAgent.act(best, observations, actions);
        for (int i = 0; i < copies; i++) {
          values[i] = (float) score(best, observations, i);
        }
      }

      @Override
      public Thought thought(int copy) {
        return new Thought(new float[0], new float[] {-values[copy], values[copy]}, Float.NaN);
      }
    };
  }

  @Override
  public void save(Path directory) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(Files.newOutputStream(directory.resolve("linear.bin")))) {
      random.save(out);
      out.writeLong(steps);
      out.writeInt(ended);
      out.writeInt(fewestEnded);
      for (int i = 0; i < best.length; i++) {
        out.writeDouble(best[i]);
        out.writeDouble(tried[i]);
      }
    }
  }

  @Override
  public void load(Path directory) throws IOException {
    try (DataInputStream in =
        new DataInputStream(Files.newInputStream(directory.resolve("linear.bin")))) {
      random.set(Pcg64.load(in));
      steps = in.readLong();
      ended = in.readInt();
      fewestEnded = in.readInt();
      for (int i = 0; i < best.length; i++) {
        best[i] = in.readDouble();
        tried[i] = in.readDouble();
      }
    }
  }

  @Override
  public void loadWeights(Path directory) throws IOException {
    try (DataInputStream in =
        new DataInputStream(Files.newInputStream(directory.resolve("linear.bin")))) {
      Pcg64.load(in);
      in.skipNBytes(Long.BYTES + 2 * Integer.BYTES);
      for (int i = 0; i < best.length; i++) {
        best[i] = in.readDouble();
        in.readDouble();
      }
    }
  }

  @Override
  public void close() {}
}
