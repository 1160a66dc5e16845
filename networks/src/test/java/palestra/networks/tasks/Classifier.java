package palestra.networks.tasks;

import java.nio.FloatBuffer;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import palestra.networks.Device;
import palestra.networks.Endpoint;
import palestra.networks.Initializer;
import palestra.networks.Model;
import palestra.networks.Scope;
import palestra.networks.layers.Activation;
import palestra.networks.layers.Dense;
import palestra.networks.layers.Layer;
import palestra.networks.losses.Losses;
import palestra.networks.optimizers.Adam;
import palestra.networks.optimizers.Minimizer;
import palestra.networks.random.SplitMix64;

/** A body, a dense head and Adam at work on {@link Digits}. */
public final class Classifier implements AutoCloseable {
  private static final int BATCH = 32;
  private static final int TEST_BATCH = 100;
  private static final int CLASSES = 10;

  private final Model model;
  private final Minimizer minimizer;
  private final Endpoint learn;
  private final Endpoint classify;

  public Classifier(Layer body, int side, long seed) {
    model = new Model(Device.CPU, seed);
    Operand<TFloat32> x = model.input("x", TFloat32.class, BATCH, side, side, 1);
    Operand<TInt64> labels = model.input("labels", TInt64.class, BATCH);
    Operand<TFloat32> loss =
        Losses.categoricalCrossEntropy(
            model.scope(), logits(model.scope().forTraining(), body, x), labels);
    minimizer = new Minimizer(model, "adam", new Adam(), loss, model.scope().trainable(), 10);
    learn =
        minimizer
            .addTo(model.endpoint("learn").input("x", x).input("labels", labels))
            .output("loss", loss)
            .build();
    Operand<TFloat32> seen = model.input("seen", TFloat32.class, TEST_BATCH, side, side, 1);
    classify =
        model
            .endpoint("classify")
            .input("x", seen)
            .output("logits", logits(model.scope().forInference(), body, seen))
            .build();
  }

  private static Operand<TFloat32> logits(Scope scope, Layer body, Operand<TFloat32> x) {
    Dense head = new Dense(CLASSES, Activation.LINEAR, Initializer.glorotUniform());
    return head.apply(scope.child("head"), body.apply(scope.child("body"), x));
  }

  /** So many updates on batches drawn from the pictures; the rate falls to a tenth at the end. */
  public void train(Digits digits, int updates, double learningRate) {
    SplitMix64 random = new SplitMix64(11);
    int pixels = digits.side() * digits.side();
    FloatBuffer x = learn.floats("x");
    for (int update = 0; update < updates; update++) {
      for (int row = 0; row < BATCH; row++) {
        int i = (int) (random.nextDouble() * digits.count());
        x.put(row * pixels, digits.pictures(), i * pixels, pixels);
        learn.longs("labels").put(row, digits.labels()[i]);
      }
      minimizer.run(learn, learningRate * (1 - 0.9 * update / updates));
    }
  }

  /** Share of pictures that are named rightly, a multiple of {@code 100} of them. */
  public double accuracy(Digits digits) {
    int pixels = digits.side() * digits.side();
    int right = 0;
    for (int start = 0; start + TEST_BATCH <= digits.count(); start += TEST_BATCH) {
      classify.floats("x").put(0, digits.pictures(), start * pixels, TEST_BATCH * pixels);
      classify.run();
      for (int row = 0; row < TEST_BATCH; row++) {
        right += largest(row) == digits.labels()[start + row] ? 1 : 0;
      }
    }
    return (double) right / (digits.count() / TEST_BATCH * TEST_BATCH);
  }

  private int largest(int row) {
    FloatBuffer logits = classify.result("logits");
    int best = 0;
    for (int i = 1; i < CLASSES; i++) {
      if (logits.get(row * CLASSES + i) > logits.get(row * CLASSES + best)) {
        best = i;
      }
    }
    return best;
  }

  public long parameterCount() {
    return model.parameterCount();
  }

  @Override
  public void close() {
    model.close();
  }
}
