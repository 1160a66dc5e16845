package palestra.renderer.film;

import java.io.IOException;
import palestra.renderer.Picture;

/** Pictures in order, drawn on demand; can be played more than once, always alike. */
public interface Film {

  /** Width of a frame in pixels. */
  int width();

  /** Height of a frame in pixels. */
  int height();

  /** How many frames it has; at least one. */
  int frames();

  /** How many of them fill a second. */
  double framesPerSecond();

  /**
   * Draws frames {@code first}, {@code first + stride}, ... and hands on each.
   *
   * @param sink takes a picture, which is only its own until it returns
   */
  void play(int first, int stride, Sink sink) throws IOException;

  /** Takes the frames of a film. */
  @FunctionalInterface
  interface Sink {
    /** Takes one frame; the picture's memory is used again for the next. */
    void frame(Picture picture) throws IOException;
  }
}
