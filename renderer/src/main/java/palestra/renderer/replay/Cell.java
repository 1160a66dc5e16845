package palestra.renderer.replay;

import static palestra.renderer.Theme.ACCENT;
import static palestra.renderer.Theme.CARD;
import static palestra.renderer.Theme.FAINT;
import static palestra.renderer.Theme.INK;
import static palestra.renderer.Theme.MUTED;
import static palestra.renderer.Theme.PAPER;

import palestra.envs.Canvas.Align;
import palestra.envs.PictureSize;
import palestra.renderer.GlCanvas;

/**
 * One episode's place on the picture: a heading, the scene as its environment draws it, a thin time
 * line, and the {@link ThoughtPanel} beneath. Nothing lies over the scene.
 */
final class Cell {

  static final int WIDTH = 600;

  private static final float HEADING = 40;
  private static final float TALLEST_SCENE = 480;
  private static final float TIME_LINE = 4;

  private final Stage stage;
  private final ThoughtPanel panel;
  private final float sceneWidth;
  private final float sceneHeight;

  Cell(Stage stage) {
    this.stage = stage;
    panel = new ThoughtPanel(stage);
    PictureSize size = stage.environment().pictureSize();
    float stretch = Math.min((float) WIDTH / size.width(), TALLEST_SCENE / size.height());
    sceneWidth = size.width() * stretch;
    sceneHeight = size.height() * stretch;
  }

  /** Height in canvas units; the width is always {@link #WIDTH}. */
  int height() {
    return (int) Math.ceil(HEADING + sceneHeight + TIME_LINE + ThoughtPanel.HEIGHT);
  }

  /** Draws in parts that do not overlap, so that each can be cleared at no cost. */
  void draw(GlCanvas canvas) {
    canvas.clear(PAPER);
    canvas.within(0, 0, WIDTH, HEADING, WIDTH, this::heading);
    float left = (WIDTH - sceneWidth) / 2;
    canvas.within(
        left,
        HEADING,
        sceneWidth,
        sceneHeight,
        stage.environment().pictureSize().width(),
        stage.environment()::draw);
    float y = HEADING + sceneHeight;
    canvas.within(0, y, WIDTH, TIME_LINE, WIDTH, this::timeLine);
    canvas.within(0, y + TIME_LINE, WIDTH, ThoughtPanel.HEIGHT, WIDTH, panel::draw);
  }

  private void heading(GlCanvas canvas) {
    float middle = HEADING / 2;
    canvas.clear(CARD);
    canvas.rectangle(0, HEADING - 1, WIDTH, 1, FAINT);
    String name = stage.replay().environment();
    canvas.boldText(20, middle, 17, Align.LEFT, INK, name);
    float after = 20 + canvas.textWidth(17, name) + 16;
    canvas.text(after, middle, 15, Align.LEFT, ACCENT, stage.replay().agent());
    canvas.text(WIDTH - 20, middle, 13, Align.RIGHT, MUTED, stage.label());
  }

  private void timeLine(GlCanvas canvas) {
    canvas.clear(FAINT);
    float done = (float) stage.position() / stage.length();
    canvas.rectangle(0, 0, WIDTH * done, TIME_LINE, ACCENT);
  }
}
