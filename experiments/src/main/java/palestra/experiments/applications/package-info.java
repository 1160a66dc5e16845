/** What generative models are good for, each a command with figures and a picture. */
package palestra.experiments.applications;
