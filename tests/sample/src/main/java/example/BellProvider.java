package example;

import java.util.List;
import palestra.generative.GenerativeContext;
import palestra.generative.GenerativeModel;
import palestra.generative.GenerativeProvider;

/** Makes {@link Bell} known as {@code bell}. */
public final class BellProvider implements GenerativeProvider<BellConfig> {
  @Override
  public String id() {
    return "bell";
  }

  @Override
  public String kind() {
    return "density";
  }

  @Override
  public BellConfig defaults() {
    return new BellConfig(64);
  }

  @Override
  public List<String> data() {
    return List.of("bell");
  }

  @Override
  public String headline() {
    return "accuracy";
  }

  @Override
  public GenerativeModel create(BellConfig config, GenerativeContext context) {
    return new Bell(config, context.seed());
  }
}
