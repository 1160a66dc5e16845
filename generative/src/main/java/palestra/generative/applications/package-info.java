/**
 * What the networks are good for: larger pictures, filled holes, other styles, a place in the plane
 * for every example, what does not belong, more examples to learn from; each beside a baseline.
 */
package palestra.generative.applications;
