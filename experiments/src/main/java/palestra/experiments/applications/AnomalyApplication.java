package palestra.experiments.applications;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import palestra.generative.applications.AnomalyConfig;
import palestra.generative.applications.AnomalyDetection;
import palestra.generative.applications.Task;
import palestra.generative.metrics.RocCurve;
import palestra.renderer.pictures.CurvesPicture;
import palestra.renderer.pictures.CurvesPicture.Curve;
import palestra.renderer.pictures.CurvesPicture.Panel;
import palestra.renderer.pictures.Tile;
import palestra.renderer.pictures.TilesPicture;

/** {@link AnomalyDetection}: the strangest examples, and the ROC curves. */
final class AnomalyApplication {
  private static final int SHOWN = 10;

  static final Application<AnomalyConfig> APPLICATION =
      new Application<>(
          "anomaly",
          "finds examples of a class that training left out, against principal components",
          "Sakurada and Yairi 2014",
          "strokes",
          AnomalyConfig.defaults(),
          AnomalyApplication::run);

  private AnomalyApplication() {}

  private static Outcome run(AnomalyConfig config, Task task) {
    AnomalyDetection.Result result = AnomalyDetection.run(config, task);
    Map<String, Outcome.Drawing> pictures = new LinkedHashMap<>();
    if (task.data().pictures()) {
      pictures.put("picture", strangest(result, task)::write);
    }
    pictures.put("roc", curves(result, task)::write);
    return new Outcome(result.figures(), "as many principal components", pictures);
  }

  private static TilesPicture strangest(AnomalyDetection.Result result, Task task) {
    int[] shape = task.data().shape();
    List<Tile> tiles = new ArrayList<>();
    for (AnomalyDetection.OneClass one : result.classes()) {
      for (int i = 0; i < Math.min(SHOWN, one.rows().length); i++) {
        boolean found = one.labels()[i] == one.label();
        tiles.add(Tiles.of(found ? "left out" : "a " + one.labels()[i], one.rows()[i], shape));
      }
    }
    return new TilesPicture(
        "Strange to one who never saw a ...",
        "a row for each class that training left out: the held-out examples that were rebuilt worst",
        List.of(),
        Math.min(SHOWN, result.classes().get(0).rows().length),
        tiles);
  }

  private static CurvesPicture curves(AnomalyDetection.Result result, Task task) {
    List<Curve> ours = new ArrayList<>();
    List<Curve> baseline = new ArrayList<>();
    for (AnomalyDetection.OneClass one : result.classes()) {
      String name = "without " + one.label();
      ours.add(curve(name, one.curve()));
      baseline.add(curve(name, one.baseline()));
    }
    String areas =
        String.format(
            Locale.ROOT,
            "mean area %.3f with the autoencoder, %.3f with principal components",
            result.figures().get(0).ours(),
            result.figures().get(0).baseline());
    return new CurvesPicture(
        "Who is strange, on " + task.data().name(),
        areas,
        List.of(
            new Panel("autoencoder: true positives", "false positives", ours),
            new Panel("principal components: true positives", "false positives", baseline)));
  }

  private static Curve curve(String name, RocCurve curve) {
    return Curve.line(
        name,
        curve.points().stream().mapToDouble(RocCurve.Point::falsePositives).toArray(),
        curve.points().stream().mapToDouble(RocCurve.Point::truePositives).toArray());
  }
}
