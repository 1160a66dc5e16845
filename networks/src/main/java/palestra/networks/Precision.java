package palestra.networks;

import java.util.function.BinaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TFloat16;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TFloating;

/**
 * In which numbers a network's products are computed: mixed precision (Micikevicius et al. 2018).
 * Variables, biases, activations, losses and updates are float32 throughout; only the products of
 * inputs and kernels, where a GPU with tensor cores gains, are computed in fewer bits.
 */
public enum Precision {
  /** 8 bits of exponent, 23 of fraction. */
  FLOAT32,

  /**
   * 5 bits of exponent, 10 of fraction: nothing above 65,504, and small gradients vanish, so that
   * it needs loss scaling.
   */
  FLOAT16,

  /** 8 bits of exponent, as float32 has, and 7 of fraction: needs no loss scaling. */
  BFLOAT16;

  /**
   * A product in this precision, of float32 and as float32.
   *
   * @param of adds the product, such as a matrix multiplication or a convolution
   */
  public Operand<TFloat32> product(
      Ops tf,
      Operand<TFloat32> x,
      Operand<TFloat32> kernel,
      BinaryOperator<Operand<TFloating>> of) {
    if (this == FLOAT32) {
      return as(of.apply(as(x), as(kernel)));
    }
    return tf.dtypes.cast(of.apply(lower(tf, x), lower(tf, kernel)), TFloat32.class);
  }

  private Operand<TFloating> lower(Ops tf, Operand<TFloat32> x) {
    return this == FLOAT16
        ? as(tf.dtypes.cast(x, TFloat16.class))
        : as(tf.dtypes.cast(x, TBfloat16.class));
  }

  /** The same operand: one of these types is another's kind of floating point number. */
  @SuppressWarnings("unchecked")
  private static <T extends TFloating> Operand<T> as(Operand<? extends TFloating> operand) {
    return (Operand<T>) operand;
  }
}
