package palestra.experiments.config;

/**
 * A value that someone set, and where.
 *
 * @param value a String, Number, Boolean or List of them
 * @param origin where it was set, as a message shows it: {@code --set k=v} or {@code F.yaml, line
 *     3}
 */
public record Setting(Object value, String origin) {}
