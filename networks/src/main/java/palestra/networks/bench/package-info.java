/**
 * What the lab's way of running TensorFlow gains over the plain one, measured in one process and in
 * turns. Start with {@link palestra.networks.bench.GraphBenchmark}.
 */
package palestra.networks.bench;
