/** What every generative model offers, and how one is found. */
package palestra.generative;
