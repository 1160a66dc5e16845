package palestra.envs.bridge.server;

import java.nio.ByteBuffer;
import palestra.envs.Environment;
import palestra.envs.PictureSize;

/** Draws nothing. */
final class NoPictures implements Painter {
  @Override
  public PictureSize pixels(PictureSize units) {
    return units;
  }

  @Override
  public void paint(Environment<?, ?> environment, ByteBuffer rgb) {}

  @Override
  public void close() {}
}
