/** Data that come from elsewhere than a file of the user's. */
package palestra.experiments.data;
