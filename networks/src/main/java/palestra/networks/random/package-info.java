/** Random numbers drawn outside the graph, from generators whose state can be saved. */
package palestra.networks.random;
