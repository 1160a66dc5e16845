package palestra.generative.applications;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import palestra.generative.data.Batches;
import palestra.generative.metrics.Classes;
import palestra.networks.Endpoint;
import palestra.networks.Initializer;
import palestra.networks.Model;
import palestra.networks.layers.Activation;
import palestra.networks.layers.Dense;
import palestra.networks.layers.GlobalPool;
import palestra.networks.losses.Losses;
import palestra.networks.optimizers.Adam;
import palestra.networks.optimizers.Minimizer;

/** Trains a {@link TextureBody} to tell {@link Patterns} apart. */
final class PatternClassifier {
  private static final String BODY = "body";
  private static final double RATE = 3e-3;

  private PatternClassifier() {}

  /** All activations of the body in a model. */
  static List<Operand<TFloat32>> body(StyleConfig config, Model model, Operand<TFloat32> x) {
    return new TextureBody(config.filters()).apply(model.scope().child(BODY), x);
  }

  /** Those of its first block. */
  static List<Operand<TFloat32>> firstBlock(StyleConfig config, Model model, Operand<TFloat32> x) {
    return new TextureBody(config.filters().subList(0, 1)).apply(model.scope().child(BODY), x);
  }

  /** The share of fresh patterns that it tells rightly in the end. */
  static double train(StyleConfig config, Task task, Model model) {
    Patterns patterns = new Patterns(config.bodySize());
    int batch = config.bodyBatchSize();
    Operand<TFloat32> x =
        model.input("x", TFloat32.class, batch, config.bodySize(), config.bodySize(), 3);
    Operand<TInt64> labels = model.input("labels", TInt64.class, batch);
    List<Operand<TFloat32>> seen = body(config, model, x);
    Operand<TFloat32> pooled = GlobalPool.AVERAGE.apply(model.scope(), seen.get(seen.size() - 1));
    Operand<TFloat32> logits =
        new Dense(patterns.classes(), Activation.LINEAR, Initializer.glorotUniform())
            .apply(model.scope().child("head"), pooled);
    Operand<TFloat32> loss = Losses.categoricalCrossEntropy(model.scope(), logits, labels);
    Minimizer minimizer =
        new Minimizer(model, "bodyAdam", new Adam(), loss, model.scope().trainable(), 10);
    Endpoint learn =
        minimizer
            .addTo(model.endpoint("learn").input("x", x).input("labels", labels))
            .output("logits", logits)
            .build();
    Endpoint see = model.endpoint("see").input("x", x).output("logits", logits).build();
    try (Batches batches = new Batches(patterns, batch, task.seed(2))) {
      for (long step = 0; step < config.bodySteps(); step++) {
        Batches.Batch next = batches.next();
        learn.feed("x", next.rows());
        for (int i = 0; i < batch; i++) {
          learn.longs("labels").put(i, next.labels()[i]);
        }
        double left = 1 - (double) step / config.bodySteps();
        minimizer.run(learn, RATE * Math.min(1, 2 * left));
        task.watch().progressed("training the body", step + 1, config.bodySteps());
      }
    }
    return accuracy(see, patterns, batch, task.seed(3));
  }

  private static double accuracy(Endpoint see, Patterns patterns, int batch, long seed) {
    int right = 0;
    int count = 0;
    int classes = patterns.classes();
    float[] rows = new float[batch * patterns.rowSize()];
    int[] labels = new int[batch];
    float[] logits = new float[classes];
    for (int k = 0; k < 10; k++) {
      patterns.batch(seed, k, rows, labels);
      see.feed("x", rows).run();
      for (int i = 0; i < batch; i++) {
        see.result("logits").get(i * classes, logits);
        right += Classes.likeliest(logits) == labels[i] ? 1 : 0;
        count++;
      }
    }
    return (double) right / count;
  }
}
