package palestra.renderer.film;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import palestra.renderer.Picture;

class PaletteTest {

  @Test
  void flatAreasKeepTheirColorAmongManyShades() {
    Picture picture = Picture.blank(100, 100);
    for (int i = 0; i < 10_000; i++) {
      // Half is one flat colour; the rest is a smooth field of five thousand shades.
      picture.rgb()[i] = i < 5000 ? 0xF4F6F8 : (i % 71) * 0x030000 + (i % 97) * 0x0200 + i % 89;
    }
    Palette.Histogram histogram = new Palette.Histogram();
    histogram.add(picture);
    Palette palette = histogram.palette();
    assertThat(palette.size()).isEqualTo(Palette.MOST);
    byte[] indices = new byte[10_000];
    palette.index(picture, indices);
    assertThat(palette.color(indices[0] & 0xFF)).isEqualTo(0xF4F6F8);
    for (int i = 5000; i < 10_000; i++) {
      int shown = palette.color(indices[i] & 0xFF);
      for (int shift = 0; shift <= 16; shift += 8) {
        int off = (shown >> shift & 0xFF) - (picture.rgb()[i] >> shift & 0xFF);
        assertThat(Math.abs(off)).isLessThan(40);
      }
    }
  }

  @Test
  void fewColorsAreKeptExactly() {
    Picture picture = new Picture(3, 1, new int[] {0x010203, 0x010204, 0xFFFFFF});
    Palette.Histogram histogram = new Palette.Histogram();
    histogram.add(picture);
    Palette palette = histogram.palette();
    byte[] indices = new byte[3];
    palette.index(picture, indices);
    for (int i = 0; i < 3; i++) {
      assertThat(palette.color(indices[i] & 0xFF)).isEqualTo(picture.rgb()[i]);
    }
  }
}
