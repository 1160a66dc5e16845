package palestra.generative.vqvae;

import palestra.generative.autoencoder.Reconstruction;
import palestra.generative.internal.Checks;
import palestra.generative.internal.Codec;
import palestra.networks.layers.Memory;
import palestra.networks.schedules.Schedule;

/**
 * Settings of {@link VqVae}.
 *
 * @param codesPerExample how many codes stand for an example, N; 0 for 16 where the data are
 *     pictures and 2 where they are points
 * @param codebookSize how many codes there are, K
 * @param codeSize numbers of a code, D
 * @param encoder the body of the encoder as text, such as {@code mlp widths=512,256
 *     activation=relu} or {@code conv filters=32,64}; {@code auto} for {@code conv} where pictures
 *     have sides of 16 or more and {@code mlp} elsewhere
 * @param decoder as text, such as {@code mlp widths=256,512} or {@code deconv filters=64,32};
 *     {@code auto} for the encoder's counterpart
 * @param reconstruction the loss between an example and what is decoded
 * @param commitment weight of what holds the encoder near the codes it chose; 0.1 to 2 work alike
 * @param codebookUpdate how the codes move
 * @param decay share of the running averages that stays at each step, in [0, 1); for {@code ema}
 * @param restartBelow a code whose running number of uses in a batch is less starts again where the
 *     encoder has just been; 0 for never; for {@code ema}
 * @param prior the recurrent layer that learns the order of codes, for samples: {@code gru 128}
 * @param batchSize examples in a step
 * @param learningRate Adam's step size
 */
public record VqVaeConfig(
    int codesPerExample,
    int codebookSize,
    int codeSize,
    String encoder,
    String decoder,
    Reconstruction reconstruction,
    double commitment,
    CodebookUpdate codebookUpdate,
    double decay,
    double restartBelow,
    Memory prior,
    int batchSize,
    Schedule learningRate) {

  /** {@code vq-vae}: van den Oord et al. 2017, with their commitment of 0.25 and decay of 0.99. */
  public static final VqVaeConfig DEFAULTS =
      new VqVaeConfig(
          0,
          128,
          16,
          Codec.AUTO,
          Codec.AUTO,
          Reconstruction.AUTO,
          0.25,
          CodebookUpdate.EMA,
          0.99,
          0.1,
          new Memory(Memory.Kind.GRU, 128),
          128,
          Schedule.linear(1e-3, 1e-4));

  public VqVaeConfig {
    Checks.atLeast("codesPerExample", codesPerExample, 0);
    Checks.atLeast("codebookSize", codebookSize, 2);
    Checks.atLeast("codeSize", codeSize, 1);
    Codec.check(encoder, decoder);
    Checks.notNegative("commitment", commitment);
    Checks.share("decay", decay);
    Checks.notNegative("restartBelow", restartBelow);
    if (!prior.present()) {
      throw new IllegalArgumentException(
          "prior must be a recurrent layer such as gru 128, but is none");
    }
    Checks.atLeast("batchSize", batchSize, 1);
  }
}
