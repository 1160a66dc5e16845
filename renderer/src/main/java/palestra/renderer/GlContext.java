package palestra.renderer;

/** An OpenGL 3.3 core context; it belongs to the thread that opened it. */
interface GlContext extends AutoCloseable {

  /** Makes this the context that the OpenGL calls of this thread go to. */
  void makeCurrent();

  @Override
  void close();
}
