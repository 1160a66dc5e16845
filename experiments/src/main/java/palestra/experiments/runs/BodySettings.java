package palestra.experiments.runs;

import java.nio.file.Path;
import java.util.Optional;
import palestra.agents.BodyTraining;

/**
 * Where the weights of an agent's body come from, and how it learns; for agents that have the
 * setting {@code body}.
 *
 * @param bodyFrom a run of a generative model whose encoder is the body; empty for fresh weights
 * @param bodyTraining whether the body learns on, or stays as it is
 * @param bodyRate what the learning rate is multiplied by in the body, above 0; typically 0.1 to 1.
 *     Less forgets less of what the encoder knew
 */
public record BodySettings(String bodyFrom, Mode bodyTraining, double bodyRate) {
  /** Whether a body learns. */
  public enum Mode {
    /** With the rest. */
    FINE_TUNED,
    /** Not at all. */
    FROZEN
  }

  /** What holds where nothing is set. */
  public static final BodySettings DEFAULTS = new BodySettings("", Mode.FINE_TUNED, 1);

  public BodySettings {
    new BodyTraining(false, bodyRate);
    if (bodyTraining == Mode.FROZEN && bodyRate != 1) {
      throw new IllegalArgumentException(
          "bodyRate is for a body that learns, but bodyTraining is frozen");
    }
  }

  /** The run whose encoder is the body. */
  Optional<Path> from() {
    return bodyFrom.isBlank() ? Optional.empty() : Optional.of(Path.of(bodyFrom));
  }

  BodyTraining training() {
    return new BodyTraining(bodyTraining == Mode.FROZEN, bodyRate);
  }
}
