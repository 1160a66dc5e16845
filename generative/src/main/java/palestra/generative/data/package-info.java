/** Data sets to learn from. */
package palestra.generative.data;
