package palestra.envs.spaces;

import java.util.Arrays;
import java.util.Objects;
import palestra.envs.seeding.Pcg64;

/**
 * Graphs whose nodes, and perhaps edges, each carry an element of a space. A sample has ten nodes
 * and up to 89 edges.
 */
public final class Graph implements Space<GraphInstance> {
  private static final int SAMPLED_NODES = 10;

  private final Space<?> nodeSpace;
  private final Space<?> edgeSpace;

  /** Graphs whose edges carry nothing. */
  public Graph(Space<?> nodeSpace) {
    this(nodeSpace, null);
  }

  /**
   * Graphs with features on nodes and edges.
   *
   * @param nodeSpace a {@link Box} or a {@link Discrete}
   * @param edgeSpace a {@link Box} or a {@link Discrete}; null for none
   */
  public Graph(Space<?> nodeSpace, Space<?> edgeSpace) {
    this.nodeSpace = supported(nodeSpace);
    this.edgeSpace = edgeSpace == null ? null : supported(edgeSpace);
  }

  private static Space<?> supported(Space<?> space) {
    if (space instanceof Box || space instanceof Discrete) {
      return space;
    }
    throw new IllegalArgumentException("a Graph's spaces are Box or Discrete, but got " + space);
  }

  public Space<?> nodeSpace() {
    return nodeSpace;
  }

  /** What edges carry; null for nothing. */
  public Space<?> edgeSpace() {
    return edgeSpace;
  }

  @Override
  public boolean contains(Object x) {
    if (!(x instanceof GraphInstance graph)) {
      return false;
    }
    int nodes = count(nodeSpace, graph.nodes());
    if (nodes < 0 || !batch(nodeSpace, nodes).contains(graph.nodes())) {
      return false;
    }
    if (graph.edges() == null || graph.edgeLinks() == null) {
      return graph.edges() == null && graph.edgeLinks() == null;
    }
    int edges = edgeSpace == null ? -1 : count(edgeSpace, graph.edges());
    if (edges < 0
        || graph.edgeLinks().length != 2 * edges
        || !batch(edgeSpace, edges).contains(graph.edges())) {
      return false;
    }
    for (int node : graph.edgeLinks()) {
      if (node < 0 || node >= nodes) {
        return false;
      }
    }
    return true;
  }

  @Override
  public Sampler<GraphInstance> sampler(long seed) {
    Pcg64 random = Pcg64.seeded(seed);
    long[] seeds = Subseeds.of(seed, 2);
    Pcg64 nodeRandom = Pcg64.seeded(seeds[0]);
    Pcg64 edgeRandom = Pcg64.seeded(seeds[1]);
    return () -> {
      int edges = (int) random.integers(SAMPLED_NODES * (SAMPLED_NODES - 1L));
      Object nodeFeatures = sample(nodeSpace, SAMPLED_NODES, nodeRandom);
      if (edges == 0 || edgeSpace == null) {
        return new GraphInstance(nodeFeatures, null, null);
      }
      Object edgeFeatures = sample(edgeSpace, edges, edgeRandom);
      int[] links = new int[2 * edges];
      for (int i = 0; i < links.length; i++) {
        links[i] = (int) random.integers(SAMPLED_NODES);
      }
      return new GraphInstance(nodeFeatures, edgeFeatures, links);
    };
  }

  /** Gymnasium draws the features from a copy of the part's generator, and moves that on by one. */
  private static Object sample(Space<?> space, int n, Pcg64 random) {
    Pcg64 copy = random.copy();
    random.random();
    return space instanceof Box<?> box
        ? box.batch(n).sample(copy)
        : discretes((Discrete) space, n).sample(copy);
  }

  private static Space<?> batch(Space<?> space, int n) {
    return space instanceof Box<?> box ? box.batch(n) : discretes((Discrete) space, n);
  }

  private static MultiDiscrete discretes(Discrete space, int n) {
    long[] nvec = new long[n];
    long[] start = new long[n];
    Arrays.fill(nvec, space.n());
    Arrays.fill(start, space.start());
    return new MultiDiscrete(nvec, start, n);
  }

  /** How many elements the features are for; -1 if they are of another type or do not divide. */
  private static int count(Space<?> space, Object features) {
    if (space instanceof Box<?> box) {
      if (!Elements.fits(features, box.dtype()) || box.size() == 0) {
        return -1;
      }
      int length = Elements.length(features);
      return length % box.size() == 0 ? length / box.size() : -1;
    }
    return features instanceof long[] numbers ? numbers.length : -1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Graph graph
        && nodeSpace.equals(graph.nodeSpace)
        && Objects.equals(edgeSpace, graph.edgeSpace);
  }

  @Override
  public int hashCode() {
    return Objects.hash(nodeSpace, edgeSpace);
  }

  @Override
  public String toString() {
    return "Graph(" + nodeSpace + ", " + (edgeSpace == null ? "None" : edgeSpace) + ")";
  }
}
