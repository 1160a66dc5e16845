package palestra.generative.data;

/**
 * Something done to data between their source and the models, written behind the data's text with
 * {@code |}: {@code folder dir=cats | crop pixels=2 | flip}.
 */
@FunctionalInterface
public interface DataStep {

  /**
   * The data with this step done; named as before, then {@code |} and the step's text.
   *
   * @throws IllegalArgumentException if the step makes no sense for such data
   */
  Data apply(Data data);
}
