package palestra.generative.applications;

import palestra.generative.EncodingModel;
import palestra.generative.GenerativeContext;
import palestra.generative.autoencoder.Autoencoder;
import palestra.generative.autoencoder.AutoencoderConfig;
import palestra.generative.data.Data;
import palestra.generative.metrics.Judges;

/** Trains autoencoders. */
final class Autoencoders {
  private Autoencoders() {}

  /** A plain one. */
  static AutoencoderConfig plain(int latentSize, String encoder, String decoder, int batchSize) {
    AutoencoderConfig d = AutoencoderConfig.AE;
    return new AutoencoderConfig(
        latentSize,
        encoder,
        decoder,
        d.latentActivation(),
        d.reconstruction(),
        d.corruption(),
        d.corruptionLevel(),
        d.sparsity(),
        d.sparsityWeight(),
        d.sparsityTarget(),
        d.contractionWeight(),
        d.jacobianProbes(),
        batchSize,
        d.learningRate());
  }

  /** A trained one; the caller closes it. */
  static EncodingModel trained(
      AutoencoderConfig config, Data data, long totalSteps, long seed, String phase, Task task) {
    Autoencoder model =
        new Autoencoder(
            config, new GenerativeContext(data, totalSteps, task.device(), seed, Judges.NONE));
    try {
      task.train(model, totalSteps, phase);
      return model;
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }
}
