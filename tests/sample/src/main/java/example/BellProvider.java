package example;

import java.util.List;
import palestra.generative.GenerativeContext;
import palestra.generative.GenerativeModel;
import palestra.generative.GenerativeProvider;
import palestra.generative.Headline;
import palestra.generative.data.Data;
import palestra.generative.data.DataKind;

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
  public boolean learns(DataKind kind) {
    return !kind.pictures();
  }

  @Override
  public void check(BellConfig config, Data data) {
    if (data.rowSize() != 2) {
      throw new IllegalArgumentException("model 'bell' learns points in the plane");
    }
  }

  @Override
  public List<Headline> headlines(Data data) {
    return List.of(new Headline("accuracy", true));
  }

  @Override
  public GenerativeModel create(BellConfig config, GenerativeContext context) {
    return new Bell(config, context.data(), context.seed());
  }
}
