package palestra.envs.resources;

import java.util.List;
import palestra.envs.registry.Argument;
import palestra.envs.registry.Arguments;

/**
 * The constants of {@link JobScheduling}. Time is counted in ticks.
 *
 * @param machines number of machines
 * @param processors processors of a machine
 * @param memory memory of a machine, units
 * @param slots waiting jobs that can be seen and placed
 * @param backlog waiting jobs behind them; those that come when it is full are rejected
 * @param arrivalRate mean number of jobs that arrive per tick
 * @param shortShare share of short jobs
 * @param shortMin shortest duration of a short job, ticks
 * @param shortMax longest duration of a short job, ticks
 * @param longMin shortest duration of a long job, ticks
 * @param longMax longest duration of a long job, ticks
 * @param dominantLow least need of the resource that a job needs most, a share of a machine's
 * @param dominantHigh most need of it
 * @param otherLow least need of the other resource, a share of a machine's
 * @param otherHigh most need of it
 * @param lookahead ticks ahead for which the machines' use is seen
 * @param horizon ticks of an episode
 * @param slowdown whether a job's wait counts by its duration, or by itself (flow time)
 * @param rejectionPenalty of a rejected job
 * @param rewardScale of the whole reward
 */
public record JobSettings(
    int machines,
    int processors,
    int memory,
    int slots,
    int backlog,
    double arrivalRate,
    double shortShare,
    int shortMin,
    int shortMax,
    int longMin,
    int longMax,
    double dominantLow,
    double dominantHigh,
    double otherLow,
    double otherHigh,
    int lookahead,
    int horizon,
    boolean slowdown,
    double rejectionPenalty,
    double rewardScale) {

  /** Two machines; jobs as in Mao et al. 2016. */
  public static final JobSettings DEFAULT =
      new JobSettings(
          2, 10, 10, 10, 60, 1.6, 0.8, 1, 3, 10, 15, 0.25, 0.5, 0.05, 0.1, 10, 100, true, 5, 1);

  public JobSettings {
    require(shortMin <= shortMax, "short_min is at most short_max", shortMin, shortMax);
    require(longMin <= longMax, "long_min is at most long_max", longMin, longMax);
    require(
        dominantLow <= dominantHigh,
        "dominant_low is at most dominant_high",
        dominantLow,
        dominantHigh);
    require(otherLow <= otherHigh, "other_low is at most other_high", otherLow, otherHigh);
  }

  private static void require(boolean holds, String rule, double low, double high) {
    if (!holds) {
      throw new IllegalArgumentException(
          "JobScheduling: %s, but got %s and %s".formatted(rule, low, high));
    }
  }

  /** The longest duration there is, ticks. */
  public int longest() {
    return Math.max(shortMax, longMax);
  }

  static List<Argument> arguments() {
    JobSettings d = DEFAULT;
    return List.of(
        Argument.whole("machines", d.machines, 1, 32, "machines"),
        Argument.whole("processors", d.processors, 1, 100, "processors of a machine"),
        Argument.whole("memory", d.memory, 1, 100, "memory of a machine, units"),
        Argument.whole("slots", d.slots, 1, 100, "waiting jobs that can be placed"),
        Argument.whole("backlog", d.backlog, 0, 1000, "waiting jobs behind them"),
        Argument.number("arrival_rate", d.arrivalRate, 0, 9, "mean arrivals, jobs/tick"),
        Argument.number("short_share", d.shortShare, 0, 1, "share of short jobs"),
        Argument.whole("short_min", d.shortMin, 1, 100, "shortest short job, ticks"),
        Argument.whole("short_max", d.shortMax, 1, 100, "longest short job, ticks"),
        Argument.whole("long_min", d.longMin, 1, 100, "shortest long job, ticks"),
        Argument.whole("long_max", d.longMax, 1, 100, "longest long job, ticks"),
        Argument.number(
            "dominant_low", d.dominantLow, 0, 1, "least need of the main resource, a share"),
        Argument.number(
            "dominant_high", d.dominantHigh, 0, 1, "most need of the main resource, a share"),
        Argument.number("other_low", d.otherLow, 0, 1, "least need of the other, a share"),
        Argument.number("other_high", d.otherHigh, 0, 1, "most need of the other, a share"),
        Argument.whole("lookahead", d.lookahead, 1, 100, "ticks ahead that are seen"),
        Argument.whole("horizon", d.horizon, 1, 400, "ticks of an episode"),
        Argument.choice(
            "objective",
            "slowdown",
            List.of("slowdown", "flow_time"),
            "what is to be small: time in the system over duration, or time in the system"),
        Argument.number("rejection_penalty", d.rejectionPenalty, 0, 1000, "of a rejected job"),
        Argument.number("reward_scale", d.rewardScale, 0, 10, "of the whole reward"));
  }

  static JobSettings of(Arguments a) {
    return new JobSettings(
        (int) a.whole("machines"),
        (int) a.whole("processors"),
        (int) a.whole("memory"),
        (int) a.whole("slots"),
        (int) a.whole("backlog"),
        a.number("arrival_rate"),
        a.number("short_share"),
        (int) a.whole("short_min"),
        (int) a.whole("short_max"),
        (int) a.whole("long_min"),
        (int) a.whole("long_max"),
        a.number("dominant_low"),
        a.number("dominant_high"),
        a.number("other_low"),
        a.number("other_high"),
        (int) a.whole("lookahead"),
        (int) a.whole("horizon"),
        a.choice("objective").equals("slowdown"),
        a.number("rejection_penalty"),
        a.number("reward_scale"));
  }
}
