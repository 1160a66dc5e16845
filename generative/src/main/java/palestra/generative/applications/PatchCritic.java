package palestra.generative.applications;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.networks.Initializer;
import palestra.networks.Scope;
import palestra.networks.layers.Activation;
import palestra.networks.layers.Conv2d;
import palestra.networks.layers.Layer;

/**
 * Judges every patch of a picture, as pix2pix's discriminator (Isola et al. 2017): convolutions of
 * 4 x 4 in steps of 2, then one of 3 x 3 to a logit for each place.
 *
 * @param filters of each convolution
 */
record PatchCritic(List<Integer> filters) implements Layer {
  @Override
  public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x) {
    Operand<TFloat32> y = x;
    for (int i = 0; i < filters.size(); i++) {
      Conv2d conv = Conv2d.of(filters.get(i), 4).stride(2).activation(Activation.LEAKY_RELU);
      y = conv.apply(scope.child("conv" + i), y);
    }
    return Conv2d.of(1, 3).kernel(Initializer.glorotUniform()).apply(scope.child("out"), y);
  }
}
