package palestra.generative;

/** A model that makes samples of a class that is asked for. */
public interface ConditionalModel extends GenerativeModel {

  /** How many classes there are. */
  int classes();

  /** One sample of each of these classes. */
  float[][] sample(int[] labels, long seed);
}
