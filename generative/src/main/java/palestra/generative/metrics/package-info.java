/** How good samples are. */
package palestra.generative.metrics;
