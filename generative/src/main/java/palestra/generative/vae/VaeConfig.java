package palestra.generative.vae;

import palestra.generative.internal.Checks;
import palestra.generative.internal.Codec;
import palestra.networks.schedules.Schedule;

/**
 * Settings of {@link Vae}.
 *
 * @param latentSize numbers of the latent code; 0 for 32 where the data are pictures and 2 where
 *     they are points. More than the data need go unused: see {@code activeUnits}
 * @param encoder the body of the encoder as text, such as {@code mlp widths=512,256
 *     activation=relu} or {@code conv filters=32,64}; {@code auto} for {@code conv} where pictures
 *     have sides of 16 or more and {@code mlp} elsewhere
 * @param decoder as text, such as {@code mlp widths=256,512} or {@code deconv filters=64,32};
 *     {@code auto} for the encoder's counterpart
 * @param likelihood of an example around what the decoder gives
 * @param sigma the Gaussian likelihood's standard deviation, in the data's units; 0 to learn it,
 *     one for all numbers (Rybkin et al. 2021)
 * @param binarize how pictures become black and white, in training and in {@code elbo}
 * @param beta weight of the Kullback-Leibler divergence over the training. Above 1 latents are more
 *     independent and pictures more blurred (Higgins et al. 2017); {@code warmup 0.1 1} starts from
 *     0 against unused latents
 * @param importanceSamples latents drawn for each example in the training's bound: 1 is the VAE
 *     with the divergence in closed form, more is the IWAE (Burda et al. 2015), at so many times
 *     the decoder's cost
 * @param conditional whether encoder and decoder are told the class
 * @param labelDropout share of a conditional model's training examples whose class is withheld, in
 *     [0, 1), so that it can encode and decode where none is known
 * @param batchSize examples in a step
 * @param learningRate Adam's step size
 * @param likelihoodExamples held-out examples that {@code elbo} and {@code negativeLogLikelihood}
 *     are means over
 * @param likelihoodSamples latents drawn for each of them; the estimate of the likelihood nears it
 *     from the bad side, so give the number with the figure
 */
public record VaeConfig(
    int latentSize,
    String encoder,
    String decoder,
    Likelihood likelihood,
    double sigma,
    Binarize binarize,
    Schedule beta,
    int importanceSamples,
    boolean conditional,
    double labelDropout,
    int batchSize,
    Schedule learningRate,
    int likelihoodExamples,
    int likelihoodSamples) {

  /** {@code vae}: Kingma and Welling 2013. */
  public static final VaeConfig VAE =
      new VaeConfig(
          0,
          Codec.AUTO,
          Codec.AUTO,
          Likelihood.AUTO,
          0,
          Binarize.STOCHASTIC,
          Schedule.valueOf(1),
          1,
          false,
          0.05,
          128,
          Schedule.linear(1e-3, 1e-4),
          200,
          200);

  /** {@code beta-vae}: Higgins et al. 2017, with their beta of 4. */
  public static final VaeConfig BETA_VAE = VAE.beta(Schedule.valueOf(4));

  /** {@code cvae}: Sohn et al. 2015. */
  public static final VaeConfig CVAE = VAE.conditional(true);

  /** {@code iwae}: Burda et al. 2015, with the smaller of their two numbers of samples. */
  public static final VaeConfig IWAE = VAE.importanceSamples(5);

  public VaeConfig {
    Checks.atLeast("latentSize", latentSize, 0);
    Codec.check(encoder, decoder);
    Checks.notNegative("sigma", sigma);
    Checks.atLeast("importanceSamples", importanceSamples, 1);
    Checks.share("labelDropout", labelDropout);
    Checks.atLeast("batchSize", batchSize, 1);
    Checks.atLeast("likelihoodExamples", likelihoodExamples, 1);
    Checks.atLeast("likelihoodSamples", likelihoodSamples, 1);
  }

  private VaeConfig beta(Schedule other) {
    return new VaeConfig(
        latentSize,
        encoder,
        decoder,
        likelihood,
        sigma,
        binarize,
        other,
        importanceSamples,
        conditional,
        labelDropout,
        batchSize,
        learningRate,
        likelihoodExamples,
        likelihoodSamples);
  }

  private VaeConfig conditional(boolean other) {
    return new VaeConfig(
        latentSize,
        encoder,
        decoder,
        likelihood,
        sigma,
        binarize,
        beta,
        importanceSamples,
        other,
        labelDropout,
        batchSize,
        learningRate,
        likelihoodExamples,
        likelihoodSamples);
  }

  private VaeConfig importanceSamples(int other) {
    return new VaeConfig(
        latentSize,
        encoder,
        decoder,
        likelihood,
        sigma,
        binarize,
        beta,
        other,
        conditional,
        labelDropout,
        batchSize,
        learningRate,
        likelihoodExamples,
        likelihoodSamples);
  }
}
