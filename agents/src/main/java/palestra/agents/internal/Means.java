package palestra.agents.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import palestra.networks.Endpoint;

/** Means, over the updates of one phase of learning, of scalars that an endpoint gives. */
public final class Means {
  private final String[] names;
  private final double[] sums;
  private final int[] counts;

  /** Of these outputs. */
  public Means(String... names) {
    this.names = names;
    this.sums = new double[names.length];
    this.counts = new int[names.length];
  }

  /** Takes in what a run gave; an endpoint may have the first so many of the outputs only. */
  public void add(Endpoint endpoint, int first) {
    for (int i = 0; i < first; i++) {
      sums[i] += endpoint.result(names[i]).get(0);
      counts[i]++;
    }
  }

  /** Takes in what a run gave. */
  public void add(Endpoint endpoint) {
    add(endpoint, names.length);
  }

  /** The means by name, without those that nothing was given for; starts anew. */
  public Map<String, Double> take() {
    Map<String, Double> means = new LinkedHashMap<>();
    for (int i = 0; i < names.length; i++) {
      if (counts[i] > 0) {
        means.put(names[i], sums[i] / counts[i]);
      }
      sums[i] = 0;
      counts[i] = 0;
    }
    return means;
  }
}
