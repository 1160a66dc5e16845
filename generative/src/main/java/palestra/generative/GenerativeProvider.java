package palestra.generative;

import java.util.List;
import palestra.generative.data.Data;
import palestra.generative.data.DataKind;

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

  /** Whether it can learn data of this kind, whatever their shape. */
  boolean learns(DataKind kind);

  /**
   * Looks at data before anything is built.
   *
   * @throws IllegalArgumentException if it cannot learn them; says why, and what it could
   */
  void check(C config, Data data);

  /**
   * The figures of {@link GenerativeModel#metrics} by which models of these data are compared and
   * the best checkpoint is chosen: the first, and where that is equal the next.
   */
  List<Headline> headlines(Data data);

  /**
   * Builds the model.
   *
   * @throws IllegalArgumentException if it cannot learn this data; says which and why
   */
  GenerativeModel create(C config, GenerativeContext context);
}
