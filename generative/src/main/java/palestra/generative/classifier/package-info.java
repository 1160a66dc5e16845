/** The lab's own classifier, and the judge of pictures that is made of it. */
package palestra.generative.classifier;
