/** Data that are recorded while an agent plays: {@code frames} and {@code observations}. */
package palestra.experiments.recorder;
