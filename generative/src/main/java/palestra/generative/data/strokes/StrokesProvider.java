package palestra.generative.data.strokes;

import java.util.Map;
import palestra.generative.data.Data;
import palestra.generative.data.DataKind;
import palestra.generative.data.DataProvider;
import palestra.networks.text.RecordText;

/** Makes {@code strokes} known. */
public final class StrokesProvider implements DataProvider {
  private static final RecordText<Strokes> TEXT =
      new RecordText<>("data", Map.of("strokes", Strokes.defaults()));

  @Override
  public Map<String, DataKind> names() {
    return Map.of(
        "strokes", new DataKind("digits drawn stroke by stroke, without end", true, true));
  }

  @Override
  public Data open(String text) {
    return TEXT.read(text);
  }

  static String text(Strokes strokes) {
    return TEXT.text(strokes);
  }
}
