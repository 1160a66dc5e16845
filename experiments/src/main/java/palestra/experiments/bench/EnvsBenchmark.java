package palestra.experiments.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import palestra.envs.registry.EnvironmentRegistry;
import palestra.envs.seeding.Pcg64;
import palestra.envs.vector.AutoresetMode;
import palestra.envs.vector.Batch;
import palestra.envs.vector.VectorEnvironment;

/** Environment steps a second on one core, held against Gymnasium's own vectorised CartPole. */
public final class EnvsBenchmark implements Benchmark {
  private static final int[] COPIES = {8, 64, 1024, 8192};
  private static final int TURNS = 5;
  private static final double SECONDS = 0.4;
  private static final int BATCHES = 64;

  @Override
  public String name() {
    return "envs";
  }

  @Override
  public String description() {
    return "CartPole-v1 steps per second on one core, against Gymnasium's vectorised one";
  }

  @Override
  public List<BenchRow> run(Consumer<String> log) {
    List<BenchRow> rows = new ArrayList<>();
    try (PythonPeer peer = peer(log)) {
      for (int copies : COPIES) {
        log.accept("CartPole-v1 x " + copies + " ...");
        double[] ours = new double[TURNS];
        double[] theirs = new double[peer == null ? 0 : TURNS];
        try (VectorEnvironment env =
            EnvironmentRegistry.load()
                .makeVector("CartPole-v1", copies, AutoresetMode.NEXT_STEP, Map.of())) {
          List<Batch> actions = actions(env);
          env.reset(0);
          measure(env, actions);
          for (int turn = 0; turn < TURNS; turn++) {
            ours[turn] = measure(env, actions);
            if (peer != null) {
              theirs[turn] = Double.parseDouble(peer.ask(copies + " " + SECONDS));
            }
          }
        }
        String what = "CartPole-v1 x " + copies;
        rows.add(
            peer == null
                ? BenchRow.alone(what, ours, "steps/s")
                : BenchRow.of(what, "gymnasium", ours, theirs, "steps/s", true));
      }
    }
    return rows;
  }

  /** Null, with a line in the log, where the peer cannot be had. */
  private static PythonPeer peer(Consumer<String> log) {
    try {
      return PythonPeer.start("bridge", EnvsBenchmark.class, "gymnasium_cartpole.py");
    } catch (IllegalStateException e) {
      log.accept("without Gymnasium: " + e.getMessage());
      return null;
    }
  }

  private static List<Batch> actions(VectorEnvironment env) {
    Pcg64 random = Pcg64.seeded(0);
    List<Batch> batches = new ArrayList<>();
    for (int i = 0; i < BATCHES; i++) {
      Batch batch = env.newActions();
      for (int copy = 0; copy < env.count(); copy++) {
        batch.longs().put(copy, random.nextInt(2));
      }
      batches.add(batch);
    }
    return batches;
  }

  private static double measure(VectorEnvironment env, List<Batch> actions) {
    long begin = System.nanoTime();
    long steps = 0;
    double seconds;
    do {
      for (Batch batch : actions) {
        env.step(batch);
      }
      steps += (long) BATCHES * env.count();
      seconds = (System.nanoTime() - begin) / 1e9;
    } while (seconds < SECONDS);
    return steps / seconds;
  }
}
