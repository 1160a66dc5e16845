package palestra.renderer.replay;

import palestra.renderer.WindowCanvas;

/** Where a viewer stands in a replay, and what keys do to it. Times are the task's own, seconds. */
final class Playback {

  private static final double FASTER = Math.sqrt(2);
  private static final double SLOWEST = 1.0 / 16;
  private static final double FASTEST = 64;
  private static final double LEAP = 0.05;

  private final double duration;
  private final double stepSeconds;
  private double position;
  private double speed;
  private boolean playing = true;
  private boolean ended;

  /**
   * Starts at the beginning, playing.
   *
   * @param duration seconds until the last episode's end
   * @param stepsPerSecond pace of the quickest episode
   * @param speed seconds of the task shown in a second
   */
  Playback(double duration, double stepsPerSecond, double speed) {
    this.duration = duration;
    this.stepSeconds = 1 / stepsPerSecond;
    this.speed = speed;
  }

  /** Lets time pass. */
  void pass(double seconds) {
    if (playing) {
      seek(position + seconds * speed);
      playing = position < duration;
    }
  }

  void press(WindowCanvas.Key key) {
    switch (key) {
      case SPACE -> toggle();
      case LEFT -> step(-1);
      case RIGHT -> step(1);
      case PAGE_UP -> seek(position - LEAP * duration);
      case PAGE_DOWN -> seek(position + LEAP * duration);
      case HOME -> seek(0);
      case END -> seek(duration);
      case PLUS -> speed = Math.min(FASTEST, speed * FASTER);
      case MINUS -> speed = Math.max(SLOWEST, speed / FASTER);
      case R -> {
        seek(0);
        playing = true;
      }
      case Q, ESCAPE -> ended = true;
    }
  }

  /** Pauses or goes on; at the end it starts again. */
  private void toggle() {
    playing = !playing;
    if (playing && position >= duration) {
      seek(0);
    }
  }

  /** One step to and fro, and then a rest: for a close look. */
  private void step(int direction) {
    playing = false;
    seek((Math.rint(position / stepSeconds) + direction) * stepSeconds);
  }

  /** Goes to a time. */
  void seek(double seconds) {
    position = Math.max(0, Math.min(duration, seconds));
  }

  double position() {
    return position;
  }

  double duration() {
    return duration;
  }

  double speed() {
    return speed;
  }

  boolean playing() {
    return playing;
  }

  /** Whether the viewer has had enough. */
  boolean ended() {
    return ended;
  }
}
