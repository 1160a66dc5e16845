package palestra.generative.applications;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.networks.Scope;
import palestra.networks.layers.Activation;
import palestra.networks.layers.AveragePool;
import palestra.networks.layers.Conv2d;
import palestra.networks.layers.Padding;

/**
 * A small VGG (Simonyan and Zisserman 2014): blocks of two convolutions of 3 x 3, a mean of 2 x 2
 * between them, as Gatys et al. have it in the place of the maximum. Nothing is padded: zeros
 * beyond the edge would be a way to look like something.
 *
 * @param filters channels of each block
 */
record TextureBody(List<Integer> filters) {

  /** The least side of a picture that so many blocks can see. */
  static int leastSide(int blocks) {
    int side = 1;
    for (int i = 0; i < blocks; i++) {
      side = (i > 0 ? 2 * side : side) + 4;
    }
    return side;
  }

  /**
   * All activations, two of each block.
   *
   * @param x {@code [batch, height, width, 3]}
   */
  List<Operand<TFloat32>> apply(Scope scope, Operand<TFloat32> x) {
    List<Operand<TFloat32>> seen = new ArrayList<>();
    Operand<TFloat32> y = x;
    for (int i = 0; i < filters.size(); i++) {
      if (i > 0) {
        y = new AveragePool(2).apply(scope.child("pool" + i), y);
      }
      for (String conv : List.of("a", "b")) {
        Conv2d layer =
            Conv2d.of(filters.get(i), 3).padding(Padding.VALID).activation(Activation.RELU);
        y = layer.apply(scope.child("block" + i + conv), y);
        seen.add(y);
      }
    }
    return seen;
  }
}
