package palestra.envs.bridge.server;

import java.nio.ByteBuffer;
import palestra.envs.Environment;
import palestra.envs.PictureSize;

/**
 * Draws environments for those who ask from Python. All calls come from the thread that runs {@link
 * GymServer#serve}.
 */
public interface Painter extends AutoCloseable {

  /** Size in pixels of the picture of an environment with this {@code pictureSize()}. */
  PictureSize pixels(PictureSize units);

  /**
   * Draws an environment as it is now.
   *
   * @param rgb three bytes a pixel, row by row from the top, written from place 0
   * @throws IllegalStateException if this machine cannot draw; says what to install
   */
  void paint(Environment<?, ?> environment, ByteBuffer rgb);

  @Override
  void close();
}
