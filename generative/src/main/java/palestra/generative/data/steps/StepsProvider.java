package palestra.generative.data.steps;

import java.util.LinkedHashMap;
import java.util.Map;
import palestra.generative.data.DataStep;
import palestra.generative.data.DataStepProvider;
import palestra.networks.text.RecordText;

/** The steps that the lab knows by name. */
public final class StepsProvider implements DataStepProvider {
  private static final RecordText<DataStep> TEXT = new RecordText<>("step", known());

  private static Map<String, DataStep> known() {
    Map<String, DataStep> known = new LinkedHashMap<>();
    known.put("drop-missing", new DropMissing());
    known.put("fill", Fill.defaults());
    known.put("outliers", Outliers.defaults());
    known.put("duplicates", new Duplicates());
    known.put("crop", Crop.defaults());
    known.put("flip", Flip.defaults());
    known.put("rotation", Rotation.defaults());
    known.put("colour", Colour.defaults());
    known.put("noise", Noise.defaults());
    known.put("cutout", Cutout.defaults());
    return known;
  }

  @Override
  public Map<String, String> names() {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("drop-missing", "takes out examples that lack a number");
    names.put("fill", "fills in missing numbers");
    names.put("outliers", "takes out examples far from the median");
    names.put("duplicates", "keeps the first of equal examples");
    names.put("crop", "pads and cuts out at random");
    names.put("flip", "mirrors left for right at random");
    names.put("rotation", "turns at random");
    names.put("colour", "changes brightness, contrast and saturation at random");
    names.put("noise", "adds normal noise");
    names.put("cutout", "blackens a square at random");
    return names;
  }

  @Override
  public DataStep read(String text) {
    return TEXT.read(text);
  }

  static String text(DataStep step) {
    return TEXT.text(step);
  }
}
