package palestra.renderer.pictures;

import static palestra.renderer.Theme.CARD;
import static palestra.renderer.Theme.INK;
import static palestra.renderer.Theme.PAPER;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import palestra.envs.Canvas.Align;
import palestra.envs.Environment;
import palestra.envs.PictureSize;
import palestra.renderer.GlCanvas;
import palestra.renderer.Picture;
import palestra.renderer.PictureCanvas;
import palestra.renderer.film.Films;

/**
 * Environments side by side, each as it draws its present state, with its name above.
 *
 * @param scenes in reading order; at least one
 */
public record ContactSheet(List<Scene> scenes) {
  private static final int WIDTH = 300;
  private static final int SCENE_HEIGHT = 200;
  private static final int HEADING = 34;
  private static final int GAP = 12;
  private static final int HEIGHT = HEADING + SCENE_HEIGHT;
  private static final int COLUMNS = 4;

  /**
   * One of them.
   *
   * @param name what stands above it
   * @param environment in an episode; the caller closes it
   */
  public record Scene(String name, Environment<?, ?> environment) {}

  public ContactSheet {
    scenes = List.copyOf(scenes);
    if (scenes.isEmpty()) {
      throw new IllegalArgumentException("there is no environment to draw");
    }
  }

  /** Writes the picture as PNG; the file is there whole or not at all. */
  public void write(Path out) throws IOException {
    Films.write(out, draw(1.5));
  }

  /** Draws the picture at so many pixels per unit; at 1 a scene is 300 wide. */
  public Picture draw(double scale) {
    int columns = Math.min(COLUMNS, scenes.size());
    int rows = (scenes.size() + columns - 1) / columns;
    int width = columns * (WIDTH + GAP) + GAP;
    int height = rows * (HEIGHT + GAP) + GAP;
    try (PictureCanvas canvas = new PictureCanvas(width, height, scale)) {
      return canvas.draw(sheet -> draw(sheet, columns));
    }
  }

  private void draw(GlCanvas canvas, int columns) {
    canvas.clear(PAPER);
    for (int i = 0; i < scenes.size(); i++) {
      Scene scene = scenes.get(i);
      float x = GAP + i % columns * (WIDTH + GAP);
      float y = GAP + i / columns * (HEIGHT + GAP);
      canvas.roundedRectangle(x, y, WIDTH, HEIGHT, 6, CARD);
      canvas.boldText(x + 12, y + HEADING / 2f, 14, Align.LEFT, INK, scene.name);
      PictureSize size = scene.environment.pictureSize();
      float stretch = Math.min((float) WIDTH / size.width(), (float) SCENE_HEIGHT / size.height());
      float sceneWidth = size.width() * stretch;
      float sceneHeight = size.height() * stretch;
      canvas.within(
          x + (WIDTH - sceneWidth) / 2,
          y + HEADING + (SCENE_HEIGHT - sceneHeight) / 2,
          sceneWidth,
          sceneHeight,
          size.width(),
          scene.environment::draw);
    }
  }
}
