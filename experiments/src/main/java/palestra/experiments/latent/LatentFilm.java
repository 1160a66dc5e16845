package palestra.experiments.latent;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import palestra.generative.LatentModel;
import palestra.generative.data.Data;
import palestra.renderer.Picture;
import palestra.renderer.film.Film;
import palestra.renderer.pictures.Tile;
import palestra.renderer.pictures.TilesPicture;

/** Several walks through a latent space side by side, as pictures. */
final class LatentFilm implements Film {
  private static final int SIDE = 4;
  private static final int FRAMES = 100;
  private static final double FRAMES_PER_SECOND = 20;

  private final String title;
  private final String caption;
  private final int[] shape;

  /** Decoded pictures by walker and frame. */
  private final List<float[][]> walks = new ArrayList<>();

  private final Picture first;

  LatentFilm(String title, String caption, LatentModel model, LatentSpace space, Data data) {
    this.title = title;
    this.caption = caption;
    this.shape = data.shape();
    for (int walker = 0; walker < SIDE * SIDE; walker++) {
      walks.add(model.decode(space.walk(walker, FRAMES)));
    }
    first = picture(0);
  }

  private Picture picture(int frame) {
    List<Tile> tiles = new ArrayList<>();
    for (float[][] walk : walks) {
      tiles.add(Tile.of("", walk[frame], shape[0], shape[1], shape[2]));
    }
    return new TilesPicture(title, caption, List.of(), SIDE, tiles).draw(1);
  }

  @Override
  public int width() {
    return first.width();
  }

  @Override
  public int height() {
    return first.height();
  }

  @Override
  public int frames() {
    return FRAMES;
  }

  @Override
  public double framesPerSecond() {
    return FRAMES_PER_SECOND;
  }

  @Override
  public void play(int from, int stride, Sink sink) throws IOException {
    for (int frame = from; frame < FRAMES; frame += stride) {
      sink.frame(picture(frame));
    }
  }
}
