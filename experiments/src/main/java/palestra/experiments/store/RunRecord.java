package palestra.experiments.store;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * What the leaderboard knows of one run: one learner, one task, one config, one seed.
 *
 * @param id the run's lasting name in the store; saving a record with the same id replaces it
 * @param path the run directory, as the user would type it
 * @param kind whether an agent or a generative model was trained
 * @param learner the agent's or the model's id, such as {@code ppo} or {@code wgan-gp}
 * @param task the environment's id with its arguments if there are any, or the data set's id
 * @param rewardThreshold the return from which the environment counts as solved, if it has one
 * @param settings the resolved config
 * @param seed the run's seed
 * @param effort steps and time spent
 * @param status how far it has come
 * @param origin what it was made with
 * @param evaluations of the policy; empty for a generative model
 * @param metrics final figures of a generative model, by name; empty for an agent
 */
public record RunRecord(
    String id,
    String path,
    Kind kind,
    String learner,
    String task,
    OptionalDouble rewardThreshold,
    Settings settings,
    long seed,
    Effort effort,
    RunStatus status,
    Origin origin,
    List<EvaluationRecord> evaluations,
    Map<String, Double> metrics) {

  /** What was trained. */
  public enum Kind {
    AGENT,
    MODEL;

    /** The lower-case name, as the database spells it. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The kind that {@link #toString} spells so. */
    public static Kind of(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }

  /**
   * A resolved config. Runs are pooled over seeds only if name and content are equal.
   *
   * @param name what a person calls it, such as {@code tuned} or {@code default}
   * @param json its content as canonical JSON (see {@link CanonicalJson}), without seed or paths
   */
  public record Settings(String name, String json) {
    public Settings {
      Objects.requireNonNull(name);
      json = CanonicalJson.of(json);
    }

    /** SHA-256 of the canonical JSON, in hexadecimal. */
    public String hash() {
      return CanonicalJson.hash(json);
    }
  }

  /**
   * Steps and time spent.
   *
   * @param requestedSteps environment steps over all copies, or a model's training steps, asked for
   * @param steps those done
   * @param seconds wall-clock time of training
   * @param phases seconds by phase: {@code env}, {@code act}, {@code learn}, {@code other}
   */
  public record Effort(
      long requestedSteps, long steps, double seconds, Map<String, Double> phases) {
    public Effort {
      phases = Collections.unmodifiableMap(new LinkedHashMap<>(phases));
    }

    /** Steps per second of training; zero before any time has passed. */
    public double stepsPerSecond() {
      return seconds > 0 ? steps / seconds : 0;
    }
  }

  /**
   * What a run was made with.
   *
   * @param commit of the source tree, empty if unknown
   * @param versions of the lab, the JVM, TensorFlow and so on, by name
   * @param createdAt when it was started
   */
  public record Origin(String commit, Map<String, String> versions, Instant createdAt) {
    public Origin {
      versions = Collections.unmodifiableMap(new TreeMap<>(versions));
      Objects.requireNonNull(commit);
      Objects.requireNonNull(createdAt);
    }
  }

  public RunRecord {
    Objects.requireNonNull(id);
    Objects.requireNonNull(path);
    Objects.requireNonNull(kind);
    Objects.requireNonNull(learner);
    Objects.requireNonNull(task);
    Objects.requireNonNull(rewardThreshold);
    Objects.requireNonNull(status);
    evaluations = List.copyOf(evaluations);
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }
}
