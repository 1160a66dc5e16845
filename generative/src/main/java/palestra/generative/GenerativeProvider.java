package palestra.generative;

import java.util.List;

/**
 * Makes one kind of generative model known by its id; found through {@link
 * java.util.ServiceLoader}, so that a project of your own adds a model without touching this one.
 *
 * @param <C> the model's config, an immutable record whose constructor checks its components
 */
public interface GenerativeProvider<C extends Record> {

  /** The name on the command line, such as {@code gan}. */
  String id();

  /** What sort of model it is, such as {@code gan} or {@code vae}. */
  String kind();

  /** The config with every default. */
  C defaults();

  /** The names of the data sets it can be trained on. */
  List<String> data();

  /**
   * The figure of {@link GenerativeModel#metrics} that the leaderboard shows, such as {@code
   * modes}; higher is better.
   */
  String headline();

  /**
   * Builds the model.
   *
   * @throws IllegalArgumentException if it cannot learn this data; says which and why
   */
  GenerativeModel create(C config, GenerativeContext context);
}
