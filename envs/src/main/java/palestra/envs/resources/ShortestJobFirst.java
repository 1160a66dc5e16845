package palestra.envs.resources;

import palestra.envs.registry.Baseline;

/**
 * Starts jobs of {@link JobScheduling} while any fits: short ones first, and among those alike the
 * one whose needs match best what is free, as Tetris packs (R. Grandl et al., "Multi-Resource
 * Packing for Cluster Schedulers", SIGCOMM 2014).
 */
final class ShortestJobFirst implements Baseline {
  /** What packing counts beside a duration, in ticks; by trial on the default cluster. */
  private static final double PACKING = 1;

  private final JobSettings settings;
  private final double[] free = new double[JobCluster.RESOURCES];

  ShortestJobFirst(JobSettings settings) {
    this.settings = settings;
  }

  @Override
  public double[] act(double[] observation, byte[] mask) {
    for (int resource = 0; resource < free.length; resource++) {
      free[resource] = 0;
      for (int machine = 0; machine < settings.machines(); machine++) {
        int line = machine * JobCluster.RESOURCES + resource;
        free[resource] += (1 - observation[line * settings.lookahead()]) / settings.machines();
      }
    }
    int best = settings.slots();
    double least = Double.POSITIVE_INFINITY;
    for (int slot = 0; slot < settings.slots(); slot++) {
      if (mask[slot] != 0) {
        int first = JobScheduling.machineNumbers(settings) + slot * JobScheduling.SLOT;
        double match = observation[first + 2] * free[0] + observation[first + 3] * free[1];
        double score = observation[first + 1] * settings.longest() - PACKING * match;
        if (score < least) {
          least = score;
          best = slot;
        }
      }
    }
    return new double[] {best};
  }
}
