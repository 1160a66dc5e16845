package palestra.renderer.pictures;

import static palestra.renderer.Theme.CARD;
import static palestra.renderer.Theme.INK;
import static palestra.renderer.Theme.MUTED;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import palestra.envs.Canvas.Align;
import palestra.renderer.GlCanvas;
import palestra.renderer.Picture;
import palestra.renderer.PictureCanvas;
import palestra.renderer.film.Films;

/**
 * Small pictures in rows, such as a model's samples, or what went in and what came out side by
 * side.
 *
 * @param title what the picture shows
 * @param caption the metrics, in one line
 * @param headings one above each column; empty for none
 * @param columns tiles in a row
 * @param tiles in reading order, at least one
 */
public record TilesPicture(
    String title, String caption, List<String> headings, int columns, List<Tile> tiles) {
  private static final float MARGIN = 28;
  private static final float TOP = 78;
  private static final float HEADING = 24;
  private static final float LABEL = 18;
  private static final float LEAST_WIDTH = 480;

  /** About how wide all columns are together, in canvas units. */
  private static final float WIDTH = 640;

  private static final float LARGEST = 144;

  public TilesPicture {
    headings = List.copyOf(headings);
    tiles = List.copyOf(tiles);
    if (tiles.isEmpty() || columns < 1) {
      throw new IllegalArgumentException("there is no tile to draw");
    }
    if (!headings.isEmpty() && headings.size() != columns) {
      throw new IllegalArgumentException(
          columns + " columns cannot have " + headings.size() + " headings");
    }
  }

  /** As many columns as make the picture about square. */
  public static TilesPicture square(String title, String caption, List<Tile> tiles) {
    int columns = (int) Math.ceil(Math.sqrt(tiles.size()));
    return new TilesPicture(title, caption, List.of(), columns, tiles);
  }

  /** Writes the picture as PNG; the file is there whole or not at all. */
  public void write(Path out) throws IOException {
    Films.write(out, draw(2));
  }

  /** Draws the picture at so many pixels per unit. */
  public Picture draw(double scale) {
    float tile = tileSide();
    float gap = gap();
    int rows = (tiles.size() + columns - 1) / columns;
    float width = Math.max(LEAST_WIDTH, 2 * MARGIN + columns * (tile + gap) - gap);
    float height = top() + rows * (tile + gap + label()) + MARGIN - gap;
    try (PictureCanvas canvas = new PictureCanvas(Math.round(width), Math.round(height), scale)) {
      return canvas.draw(sheet -> draw(sheet, width));
    }
  }

  private void draw(GlCanvas canvas, float width) {
    canvas.clear(CARD);
    canvas.boldText(MARGIN, 30, 20, Align.LEFT, INK, title);
    canvas.fittedText(MARGIN, 56, 14, MUTED, caption, width - 2 * MARGIN);
    float tile = tileSide();
    float gap = gap();
    float left = (width - columns * (tile + gap) + gap) / 2;
    for (int i = 0; i < headings.size(); i++) {
      float x = left + i * (tile + gap) + tile / 2;
      canvas.text(x, top() - HEADING / 2, 13, Align.CENTER, INK, headings.get(i));
    }
    for (int i = 0; i < tiles.size(); i++) {
      Tile each = tiles.get(i);
      int row = i / columns;
      float x = left + i % columns * (tile + gap);
      float y = top() + row * (tile + gap + label());
      float stretch = tile / Math.max(each.width(), each.height());
      float w = each.width() * stretch;
      float h = each.height() * stretch;
      canvas.sprite(
          x + (tile - w) / 2, y + (tile - h) / 2, w, h, each.width(), each.height(), each.rgb());
      if (!each.label().isEmpty()) {
        canvas.text(x + tile / 2, y + tile + LABEL / 2, 11, Align.CENTER, MUTED, each.label());
      }
    }
  }

  private float tileSide() {
    return Math.min(LARGEST, (WIDTH + gap()) / columns - gap());
  }

  private float gap() {
    return columns > 12 ? 2 : 6;
  }

  private float label() {
    return tiles.stream().allMatch(tile -> tile.label().isEmpty()) ? 0 : LABEL;
  }

  private float top() {
    return headings.isEmpty() ? TOP : TOP + HEADING;
  }
}
