package palestra.agents;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import palestra.networks.NotFiniteException;

/** Named figures of one update, in the order in which they were given. */
public record Metrics(Map<String, Double> values) {
  public Metrics {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /**
   * The same figures, none of them infinite or not a number.
   *
   * @throws NotFiniteException if one is; names the agent, the figure and the update
   */
  public Metrics requireFinite(String agent, long update) {
    values.forEach(
        (name, value) -> {
          if (!Double.isFinite(value)) {
            throw new NotFiniteException(agent, update, name, String.valueOf(value));
          }
        });
    return this;
  }
}
