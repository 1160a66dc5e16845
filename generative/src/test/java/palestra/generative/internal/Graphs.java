package palestra.generative.internal;

import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.networks.Device;
import palestra.networks.Endpoint;
import palestra.networks.Model;
import palestra.networks.Scope;
import palestra.networks.gradients.Gradients;

/** Runs small graphs of tests. */
public final class Graphs {
  private Graphs() {}

  /** What an operand is. */
  public static float[] values(Function<Scope, Operand<TFloat32>> graph) {
    try (Model model = new Model(Device.CPU, 3)) {
      Endpoint endpoint = model.endpoint("values").output("y", graph.apply(model.scope())).build();
      endpoint.run();
      float[] values = new float[endpoint.result("y").capacity()];
      endpoint.result("y").get(0, values);
      return values;
    }
  }

  /**
   * The slope of a scalar along a random direction of all its variables, by its gradients and by a
   * difference of two points.
   */
  public static double[] slopes(Function<Scope, Operand<TFloat32>> graph, double step) {
    try (Model model = new Model(Device.CPU, 3)) {
      Scope scope = model.scope();
      Operand<TFloat32> loss = graph.apply(scope);
      List<Operand<TFloat32>> variables = scope.trainable();
      List<Operand<TFloat32>> gradients = Gradients.of(scope, loss, variables);
      Endpoint.Builder builder = model.endpoint("loss").output("loss", loss);
      Endpoint.Builder mover = model.endpoint("move");
      Operand<TFloat32> length = model.input("length", TFloat32.class);
      mover.input("length", length);
      Random random = new Random(7);
      float[][] directions = new float[variables.size()][];
      for (int i = 0; i < directions.length; i++) {
        builder.output("gradient" + i, gradients.get(i));
        directions[i] = new float[Math.toIntExact(variables.get(i).shape().size())];
        for (int k = 0; k < directions[i].length; k++) {
          directions[i][k] = (float) random.nextGaussian();
        }
        Operand<TFloat32> direction =
            scope
                .tf()
                .reshape(
                    scope.tf().constant(directions[i]),
                    scope.tf().constant(variables.get(i).shape().asArray()));
        mover.target(
            scope.tf().assignAdd(variables.get(i), scope.tf().math.mul(direction, length)));
      }
      Endpoint at = builder.build();
      Endpoint move = mover.build();
      at.run();
      double slope = 0;
      for (int i = 0; i < directions.length; i++) {
        for (int k = 0; k < directions[i].length; k++) {
          slope += directions[i][k] * at.result("gradient" + i).get(k);
        }
      }
      move.feed("length", (float) step).run();
      at.run();
      double above = at.result("loss").get(0);
      move.feed("length", (float) (-2 * step)).run();
      at.run();
      return new double[] {slope, (above - at.result("loss").get(0)) / (2 * step)};
    }
  }
}
