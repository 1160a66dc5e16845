package palestra.envs.bridge.wire;

import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.util.List;
import palestra.envs.spaces.Box;
import palestra.envs.spaces.DType;
import palestra.envs.spaces.Graph;
import palestra.envs.spaces.GraphInstance;
import palestra.envs.spaces.Space;

/**
 * A graph: nodes with their mask, edges with theirs, the edges' ends ({@code int[most][2]}), and a
 * byte that tells a graph with no edges from one whose edges are not given.
 */
final class GraphCodec implements Codec {
  private static final Box<?> LINK =
      Box.of(DType.INT32, new double[2], new double[] {0x7fffffff, 0x7fffffff}, 2);

  private final Graph space;
  private final ArrayCodec node;
  private final ArrayCodec edge;
  private final PaddedCodec nodes;
  private final PaddedCodec edges;
  private final PaddedCodec links;
  private final int edgesAt;
  private final int linksAt;

  GraphCodec(Graph space, Limits limits) {
    this.space = space;
    node = ArrayCodec.of(space.nodeSpace());
    // Without features an edge still has ends.
    Space<?> edgeSpace = space.edgeSpace() == null ? Box.uint8(0, 0, 0) : space.edgeSpace();
    edge = ArrayCodec.of(edgeSpace);
    nodes = new PaddedCodec(node, limits.nodes(), "nodes", "bridge.nodes");
    edges = new PaddedCodec(edge, limits.edges(), "edges", "bridge.edges");
    links = new PaddedCodec(ArrayCodec.of(LINK), limits.edges(), "edges", "bridge.edges");
    edgesAt = Codec.aligned(nodes.bytes(), edges.alignment());
    linksAt = Codec.aligned(edgesAt + edges.bytes(), links.alignment());
  }

  private int givenAt() {
    return linksAt + links.bytes();
  }

  @Override
  public int bytes() {
    return givenAt() + 1;
  }

  @Override
  public int alignment() {
    return Math.max(Integer.BYTES, Math.max(nodes.alignment(), edges.alignment()));
  }

  @Override
  public Object read(ByteBuffer memory, int at) {
    int nodeCount = nodes.count(memory, at);
    Object nodeFeatures = node.readArray(memory, nodes.place(at, 0), nodeCount * node.size());
    if (memory.get(at + givenAt()) == 0) {
      return new GraphInstance(nodeFeatures, null, null);
    }
    int edgeCount = edges.count(memory, at + edgesAt);
    Object edgeFeatures =
        edge.readArray(memory, edges.place(at + edgesAt, 0), edgeCount * edge.size());
    int[] ends = new int[2 * edgeCount];
    for (int i = 0; i < ends.length; i++) {
      ends[i] = memory.getInt(links.place(at + linksAt, 0) + Integer.BYTES * i);
    }
    return new GraphInstance(nodeFeatures, space.edgeSpace() == null ? null : edgeFeatures, ends);
  }

  @Override
  public void write(Object element, ByteBuffer memory, int at) {
    GraphInstance graph = (GraphInstance) element;
    nodes.mark(Array.getLength(graph.nodes()) / Math.max(1, node.size()), memory, at);
    node.writeArray(graph.nodes(), memory, nodes.place(at, 0));
    boolean given = graph.edgeLinks() != null;
    memory.put(at + givenAt(), given ? (byte) 1 : 0);
    int count = given ? graph.edgeLinks().length / 2 : 0;
    edges.mark(count, memory, at + edgesAt);
    links.mark(count, memory, at + linksAt);
    if (graph.edges() != null) {
      edge.writeArray(graph.edges(), memory, edges.place(at + edgesAt, 0));
    }
    for (int i = 0; i < 2 * count; i++) {
      memory.putInt(links.place(at + linksAt, 0) + Integer.BYTES * i, graph.edgeLinks()[i]);
    }
  }

  @Override
  public void fields(String path, int at, List<RowLayout.Field> fields) {
    nodes.fields(Codec.path(path, "nodes"), at, fields);
    edges.fields(Codec.path(path, "edges"), at + edgesAt, fields);
    links.fields(Codec.path(path, "links"), at + linksAt, fields);
  }

  @Override
  public int flatSize() {
    return nodes.flatSize() + edges.flatSize() + links.flatSize();
  }

  @Override
  public DType flatType() {
    return DType.common(DType.common(nodes.flatType(), edges.flatType()), links.flatType());
  }

  @Override
  public int flatBounds(double[] low, double[] high, int from) {
    return links.flatBounds(
        low, high, edges.flatBounds(low, high, nodes.flatBounds(low, high, from)));
  }

  @Override
  public int flatten(ByteBuffer memory, int at, double[] target, int from) {
    int next = nodes.flatten(memory, at, target, from);
    next = edges.flatten(memory, at + edgesAt, target, next);
    return links.flatten(memory, at + linksAt, target, next);
  }
}
