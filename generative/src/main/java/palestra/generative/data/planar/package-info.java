/** Distributions of points in the plane beside the Gaussian mixtures. */
package palestra.generative.data.planar;
