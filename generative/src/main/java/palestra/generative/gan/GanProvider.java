package palestra.generative.gan;

import java.util.List;
import palestra.generative.GenerativeContext;
import palestra.generative.GenerativeModel;
import palestra.generative.GenerativeProvider;
import palestra.generative.Headline;
import palestra.generative.data.Data;
import palestra.generative.data.DataKind;
import palestra.generative.data.PlanarData;

/** Finds {@link Gan} under the id {@code gan}. */
public final class GanProvider implements GenerativeProvider<GanConfig> {

  @Override
  public String id() {
    return "gan";
  }

  @Override
  public String kind() {
    return "gan";
  }

  @Override
  public GanConfig defaults() {
    return GanConfig.defaults();
  }

  @Override
  public boolean learns(DataKind kind) {
    return !kind.pictures();
  }

  @Override
  public void check(GanConfig config, Data data) {
    if (!(data instanceof PlanarData)) {
      throw new IllegalArgumentException(
          "model '" + id() + "' learns points in the plane, not '" + data.name() + "'");
    }
  }

  @Override
  public List<Headline> headlines(Data data) {
    return List.of(new Headline("modes", true), new Headline("reverseKl", false));
  }

  @Override
  public GenerativeModel create(GanConfig config, GenerativeContext context) {
    return new Gan(config, (PlanarData) context.data(), context);
  }
}
