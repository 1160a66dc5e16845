package palestra.generative.gan;

import java.util.List;
import palestra.generative.GenerativeContext;
import palestra.generative.GenerativeModel;
import palestra.generative.GenerativeProvider;
import palestra.generative.data.PlanarDataSets;

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
  public List<String> data() {
    return PlanarDataSets.names();
  }

  @Override
  public String headline() {
    return "modes";
  }

  @Override
  public GenerativeModel create(GanConfig config, GenerativeContext context) {
    return new Gan(config, PlanarDataSets.named(context.data()), context);
  }
}
