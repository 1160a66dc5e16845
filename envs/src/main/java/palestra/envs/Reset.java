package palestra.envs;

import java.util.Map;

/**
 * What {@link Environment#reset} gives: the first observation and, by name, what else there is to
 * know.
 */
public record Reset<O>(O observation, Map<String, Object> info) {}
