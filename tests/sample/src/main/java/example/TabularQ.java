package example;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.LongBuffer;
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
import palestra.envs.spaces.Discrete;
import palestra.envs.vector.Batch;
import palestra.envs.vector.VectorEnvironment;

/** Q-learning (Watkins, 1989) in a table: one row of action values for each observation. */
public final class TabularQ implements Agent {
  private static final String FILE = "table.bin";

  private final TabularQConfig config;
  private final int actions;
  private final double[][] table;
  private final int[] states;
  private final int[] chosen;
  private Pcg64 random;
  private double squaredError;
  private long updates;

  /** An agent that knows nothing. */
  public TabularQ(TabularQConfig config, AgentContext context) {
    this.config = config;
    this.actions = (int) ((Discrete) context.actionSpace()).n();
    this.table = new double[(int) ((Discrete) context.observationSpace()).n()][actions];
    this.states = new int[context.copies()];
    this.chosen = new int[context.copies()];
    this.random = Pcg64.seeded(context.seed());
  }

  @Override
  public void act(Batch observations, Batch batch) {
    LongBuffer seen = observations.longs();
    for (int copy = 0; copy < states.length; copy++) {
      states[copy] = (int) seen.get(copy);
      boolean explore = random.random() < config.explorationFraction();
      chosen[copy] = explore ? (int) random.integers(actions) : best(states[copy]);
      batch.longs().put(copy, chosen[copy]);
    }
  }

  @Override
  public void observe(VectorEnvironment env) {
    squaredError = 0;
    for (int copy = 0; copy < states.length; copy++) {
      boolean truncated = env.truncated()[copy];
      Batch next = truncated ? env.finalObservations() : env.observations();
      double value = 0;
      if (!env.terminated()[copy]) {
        int state = (int) next.longs().get(copy);
        value = table[state][best(state)];
      }
      double[] row = table[states[copy]];
      double error = env.rewards()[copy] + config.gamma() * value - row[chosen[copy]];
      row[chosen[copy]] += config.learningRate() * error;
      squaredError += error * error / states.length;
    }
  }

  @Override
  public Optional<Metrics> update() {
    updates++;
    Metrics metrics = new Metrics(Map.of("squaredError", squaredError));
    return Optional.of(metrics.requireFinite("tabular-q", updates));
  }

  @Override
  public Policy policy(int copies) {
    int[] last = new int[copies];
    return new Policy() {
      @Override
      public void act(Batch observations, Batch batch) {
        for (int copy = 0; copy < copies; copy++) {
          last[copy] = (int) observations.longs().get(copy);
          batch.longs().put(copy, best(last[copy]));
        }
      }

      @Override
      public Thought thought(int copy) {
        float[] values = new float[actions];
        for (int action = 0; action < actions; action++) {
          values[action] = (float) table[last[copy]][action];
        }
        return new Thought(new float[0], values, values[best(last[copy])]);
      }
    };
  }

  @Override
  public void save(Path directory) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(Files.newOutputStream(directory.resolve(FILE)))) {
      random.save(out);
      out.writeLong(updates);
      for (double[] row : table) {
        for (double value : row) {
          out.writeDouble(value);
        }
      }
    }
  }

  @Override
  public void load(Path directory) throws IOException {
    try (DataInputStream in =
        new DataInputStream(Files.newInputStream(directory.resolve(FILE)))) {
      random = Pcg64.load(in);
      updates = in.readLong();
      for (double[] row : table) {
        for (int action = 0; action < actions; action++) {
          row[action] = in.readDouble();
        }
      }
    }
  }

  @Override
  public void close() {}

  private int best(int state) {
    int best = 0;
    for (int action = 1; action < actions; action++) {
      if (table[state][action] > table[state][best]) {
        best = action;
      }
    }
    return best;
  }
}
