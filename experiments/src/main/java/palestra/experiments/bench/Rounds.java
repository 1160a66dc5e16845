package palestra.experiments.bench;

/** How often a benchmark measures each side, in turns. */
final class Rounds {
  private static final String VARIABLE = "PALESTRA_BENCH_ROUNDS";

  private Rounds() {}

  /** What the environment variable PALESTRA_BENCH_ROUNDS says, or else the default. */
  static int count(int byDefault) {
    return parse(System.getenv(VARIABLE), byDefault);
  }

  static int parse(String text, int byDefault) {
    if (text == null || text.isBlank()) {
      return byDefault;
    }
    if (!text.matches("[1-9][0-9]{0,3}")) {
      throw new IllegalArgumentException(
          VARIABLE + " is '" + text + "', but must be a whole number from 1");
    }
    return Integer.parseInt(text);
  }
}
