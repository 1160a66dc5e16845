package palestra.generative;

/** A model that finds the latent numbers of an example: an autoencoder. */
public interface EncodingModel extends LatentModel {

  /** Where the encoder's body is in the file {@link #WEIGHTS} below what {@code save} writes. */
  String ENCODER = "encoder/body";

  /** The file of the weights, without its ending, in the directory that {@code save} writes. */
  String WEIGHTS = "weights";

  /** The latents of examples, a row each; the mean where there is a distribution. */
  float[][] encode(float[][] rows);

  /** The text of the encoder's body, such as {@code conv filters=32,64}. */
  String encoder();
}
