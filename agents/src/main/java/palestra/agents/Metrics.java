package palestra.agents;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Named figures of one update, in the order in which they were given. */
public record Metrics(Map<String, Double> values) {
  public Metrics {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }
}
