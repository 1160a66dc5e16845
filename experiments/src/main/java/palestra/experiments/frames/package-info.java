/** Pictures and observations as examples for generative models, and the files that keep them. */
package palestra.experiments.frames;
