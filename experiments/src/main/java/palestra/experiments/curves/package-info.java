/** How figures of runs change over their steps, seed by seed, as a picture. */
package palestra.experiments.curves;
