/**
 * Differentiation of graphs. Start with {@link palestra.networks.gradients.Gradients}, which goes
 * back from a loss operation by operation: by a lean rule that knows the shapes, by a rule that
 * TensorFlow lacks, or by TensorFlow's own. Each kind of operation is one {@link
 * palestra.networks.gradients.GradientRule}.
 */
package palestra.networks.gradients;
