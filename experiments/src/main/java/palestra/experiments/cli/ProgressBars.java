package palestra.experiments.cli;

import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Bars on a terminal, all of one kind. */
final class ProgressBars {
  private ProgressBars() {}

  /** One from {@code steps} to {@code totalSteps}, on standard error. */
  static ProgressBar open(Console console, String name, long steps, long totalSteps) {
    return new ProgressBarBuilder()
        .setTaskName(name)
        .setInitialMax(totalSteps)
        .startsFrom(steps, Duration.ZERO)
        .setStyle(ProgressBarStyle.ASCII)
        .setConsumer(new ConsoleProgressBarConsumer(console.err()))
        .showSpeed()
        .build();
  }
}
