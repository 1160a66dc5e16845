package palestra.generative.metrics;

import java.util.Optional;
import palestra.generative.data.Data;

/** Finds the classifier that judges samples; trains it where there is none yet. */
@FunctionalInterface
public interface Judges {

  /** Knows none. */
  Judges NONE = data -> Optional.empty();

  /** The judge of these data; empty where they have no labels or there is none. */
  Optional<Judge> of(Data data);
}
