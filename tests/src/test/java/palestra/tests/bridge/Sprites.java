package palestra.tests.bridge;

import palestra.envs.Canvas;

/** Keeps the last picture that was drawn on it. */
final class Sprites implements Canvas {
  int columns;
  int rows;
  byte[] rgb;

  @Override
  public float width() {
    return 60;
  }

  @Override
  public float height() {
    return 40;
  }

  @Override
  public void clear(int color) {}

  @Override
  public void line(float x1, float y1, float x2, float y2, float thickness, int color) {}

  @Override
  public void polyline(float[] xy, float thickness, int color) {}

  @Override
  public void polygon(float[] xy, int color) {}

  @Override
  public void rectangle(float x, float y, float width, float height, int color) {}

  @Override
  public void roundedRectangle(
      float x, float y, float width, float height, float radius, int color) {}

  @Override
  public void circle(float x, float y, float radius, int color) {}

  @Override
  public void ring(float x, float y, float radius, float thickness, int color) {}

  @Override
  public void text(float x, float y, float size, Align align, int color, String text) {}

  @Override
  public void sprite(
      float x,
      float y,
      float width,
      float height,
      int pictureColumns,
      int pictureRows,
      byte[] pixels) {
    columns = pictureColumns;
    rows = pictureRows;
    rgb = pixels.clone();
  }

  @Override
  public void push() {}

  @Override
  public void pop() {}

  @Override
  public void translate(float x, float y) {}

  @Override
  public void rotate(float radians) {}

  @Override
  public void scale(float x, float y) {}
}
