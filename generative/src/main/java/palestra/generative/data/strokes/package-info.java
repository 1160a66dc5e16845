/** Digits drawn stroke by stroke from the lab's own tables. */
package palestra.generative.data.strokes;
