package palestra.renderer.replay;

import java.util.function.Supplier;
import palestra.envs.Environment;
import palestra.envs.replay.Replay;

/**
 * One episode to be shown.
 *
 * @param label what tells it from others, such as "seed 3, episode 12"
 * @param replay the recorded episode
 * @param environment makes the environment it is re-simulated in; closed by whoever shows it
 */
public record Showing(
    String label, Replay replay, Supplier<? extends Environment<?, ?>> environment) {}
