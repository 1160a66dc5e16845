package palestra.envs.spaces;

/**
 * An element of a {@link Graph}.
 *
 * @param nodes features of all nodes, one after the other: the node space's array type, or {@code
 *     long[]} for a {@link Discrete}
 * @param edges features of all edges, likewise; null for none
 * @param edgeLinks the two nodes of each edge, {@code 2 x edges}; null for none
 */
public record GraphInstance(Object nodes, Object edges, int[] edgeLinks) {}
