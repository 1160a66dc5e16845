package palestra.renderer.film;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;
import palestra.renderer.Picture;

/** Writes films and pictures to files; a file is there whole or not at all. */
public final class Films {

  /** Frames of a contact sheet. */
  private static final int SHEET_COLUMNS = 3;

  private static final int SHEET_FRAMES = 6;

  /** Frames looked at for a film's palette. */
  private static final int PALETTE_FRAMES = 24;

  private Films() {}

  /** Kinds of film files, by the ending of the name. */
  private enum Kind {
    GIF,
    MP4,
    PNG
  }

  /**
   * Checks that a film can be written under such a name, before any work is done.
   *
   * @throws IllegalArgumentException if the name ends in none of .gif, .mp4, .png
   */
  public static void check(Path out) {
    kind(out);
  }

  private static Kind kind(Path out) {
    String name = String.valueOf(out.getFileName()).toLowerCase(Locale.ROOT);
    for (Kind kind : Kind.values()) {
      if (name.endsWith("." + kind.name().toLowerCase(Locale.ROOT))) {
        return kind;
      }
    }
    throw new IllegalArgumentException(
        "a film's name ends in .gif, .mp4 or .png, but this one is " + out);
  }

  /**
   * Writes a film: an endless GIF, an MP4 by ffmpeg, or a PNG contact sheet of six moments.
   *
   * @throws IllegalArgumentException if the name's ending is unknown, or ffmpeg is missing
   * @throws IOException if the file cannot be written; nothing is left behind
   */
  public static void write(Path out, Film film) throws IOException {
    switch (kind(out)) {
      case GIF -> FilmFile.write(out, part -> writeGif(film, part));
      case MP4 -> writeMp4(out, film, "ffmpeg");
      case PNG -> write(out, sheet(film));
    }
  }

  static void writeMp4(Path out, Film film, String ffmpeg) throws IOException {
    FilmFile.write(out, part -> Mp4Encoder.write(ffmpeg, out, film, part));
  }

  private static void writeGif(Film film, Path to) throws IOException {
    Palette.Histogram histogram = new Palette.Histogram();
    film.play(0, Math.max(1, film.frames() / PALETTE_FRAMES), histogram::add);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(to), 1 << 16)) {
      GifEncoder gif = new GifEncoder(out, film.width(), film.height(), histogram.palette());
      int stay = Math.max(2, (int) Math.round(100 / film.framesPerSecond()));
      film.play(0, 1, picture -> gif.frame(picture, stay));
      gif.end();
    }
  }

  /** Writes one picture as PNG. */
  public static void write(Path out, Picture picture) throws IOException {
    FilmFile.write(
        out,
        part -> {
          if (!ImageIO.write(picture.toImage(), "png", part.toFile())) {
            throw new IOException("cannot write " + out + ": this Java has no PNG writer");
          }
        });
  }

  /**
   * Draws one frame of a film.
   *
   * @throws IllegalArgumentException if the film has no such frame
   */
  public static Picture frame(Film film, int frame) throws IOException {
    if (frame < 0 || frame >= film.frames()) {
      throw new IllegalArgumentException(
          "the film has frames 0 to " + (film.frames() - 1) + ", not " + frame);
    }
    Picture[] found = new Picture[1];
    film.play(frame, film.frames(), picture -> found[0] = picture.copy());
    return found[0];
  }

  /** Six moments of a film, evenly spread, on one picture; fewer if it has fewer frames. */
  public static Picture sheet(Film film) throws IOException {
    int shown = Math.min(SHEET_FRAMES, film.frames());
    int stride = shown == 1 ? 1 : (film.frames() - 1) / (shown - 1);
    int columns = Math.min(SHEET_COLUMNS, shown);
    int rows = (shown + columns - 1) / columns;
    Picture sheet = Picture.blank(columns * film.width(), rows * film.height());
    int[] taken = {0};
    film.play(
        0,
        stride,
        picture -> {
          int i = taken[0]++;
          if (i < shown) {
            sheet.put(picture, i % columns * film.width(), i / columns * film.height());
          }
        });
    return sheet;
  }
}
