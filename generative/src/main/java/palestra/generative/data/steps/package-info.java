/** Steps between data and models: cleaning of finite data, augmentation of training batches. */
package palestra.generative.data.steps;
