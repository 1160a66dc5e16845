package palestra.generative;

/**
 * A figure of {@link GenerativeModel#metrics} that models are compared by.
 *
 * @param metric its name
 * @param higherIsBetter whether more is better
 */
public record Headline(String metric, boolean higherIsBetter) {}
