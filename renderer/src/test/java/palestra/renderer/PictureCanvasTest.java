package palestra.renderer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import palestra.envs.Canvas.Align;

class PictureCanvasTest {

  private static final int RED = 0xC02010FF;
  private static final int BLUE = 0x1030D0FF;
  private static final int WHITE = 0xFFFFFFFF;

  private static Picture draw(Consumer<GlCanvas> drawing) {
    try (PictureCanvas canvas = new PictureCanvas(100, 80, 1)) {
      return canvas.draw(drawing);
    }
  }

  private static int rgb(int color) {
    return color >>> 8;
  }

  @Test
  void clearFillsEveryPixelWithTheExactColor() {
    Picture picture = draw(c -> c.clear(RED));
    assertThat(picture.width()).isEqualTo(100);
    assertThat(picture.height()).isEqualTo(80);
    assertThat(picture.rgb()).containsOnly(rgb(RED));
  }

  @Test
  void clearAlsoCoversWhatWasDrawnBefore() {
    Picture picture =
        draw(
            c -> {
              c.circle(50, 40, 30, BLUE);
              c.translate(20, 20);
              c.clear(RED);
            });
    assertThat(picture.rgb()).containsOnly(rgb(RED));
  }

  @Test
  void circleIsWhereItShouldBe() {
    Picture picture =
        draw(
            c -> {
              c.clear(WHITE);
              c.circle(30, 20, 10, BLUE);
            });
    assertThat(picture.at(30, 20)).isEqualTo(rgb(BLUE));
    assertThat(picture.at(22, 20)).isEqualTo(rgb(BLUE));
    assertThat(picture.at(30, 28)).isEqualTo(rgb(BLUE));
    assertThat(picture.at(42, 20)).isEqualTo(rgb(WHITE));
    assertThat(picture.at(30, 60)).isEqualTo(rgb(WHITE));
  }

  @Test
  void circleCoversItsArea() {
    Picture picture =
        draw(
            c -> {
              c.clear(0x000000FF);
              c.circle(50, 40, 20, WHITE);
            });
    double covered = 0;
    for (int pixel : picture.rgb()) {
      covered += (pixel & 0xFF) / 255.0;
    }
    assertThat(covered).isBetween(Math.PI * 400 * 0.98, Math.PI * 400 * 1.03);
  }

  @Test
  void scaleMultipliesPixels() {
    try (PictureCanvas canvas = new PictureCanvas(100, 80, 2)) {
      Picture picture =
          canvas.draw(
              c -> {
                c.clear(WHITE);
                c.rectangle(10, 10, 20, 20, RED);
              });
      assertThat(picture.width()).isEqualTo(200);
      assertThat(picture.at(21, 21)).isEqualTo(rgb(RED));
      assertThat(picture.at(58, 58)).isEqualTo(rgb(RED));
      assertThat(picture.at(61, 40)).isEqualTo(rgb(WHITE));
    }
  }

  @Test
  void transformationsCompose() {
    Picture picture =
        draw(
            c -> {
              c.clear(WHITE);
              c.push();
              c.translate(50, 40);
              c.rotate((float) (Math.PI / 2));
              c.scale(2, 1);
              // Along x before the turn, so downwards after it, and twice as long.
              c.rectangle(0, -2, 10, 4, RED);
              c.pop();
              c.rectangle(0, 0, 4, 4, BLUE);
            });
    assertThat(picture.at(50, 58)).isEqualTo(rgb(RED));
    assertThat(picture.at(50, 62)).isEqualTo(rgb(WHITE));
    assertThat(picture.at(58, 40)).isEqualTo(rgb(WHITE));
    assertThat(picture.at(2, 2)).isEqualTo(rgb(BLUE));
  }

  @Test
  void rectangleIsTheSameWhicheverWayItIsFilled() {
    Picture first =
        draw(
            c -> {
              c.clear(WHITE);
              c.rectangle(10, 10, 30, 20, RED);
              c.circle(80, 60, 5, BLUE);
            });
    Picture last =
        draw(
            c -> {
              c.clear(WHITE);
              c.circle(80, 60, 5, BLUE);
              c.rectangle(10, 10, 30, 20, RED);
            });
    assertThat(first.rgb()).isEqualTo(last.rgb());
  }

  @Test
  void polygonLineAndRingLeaveInk() {
    Picture picture =
        draw(
            c -> {
              c.clear(WHITE);
              c.polygon(new float[] {10, 10, 40, 10, 10, 40}, RED);
              c.line(50, 70, 90, 70, 4, BLUE);
              c.ring(70, 30, 15, 4, BLUE);
              c.polyline(new float[] {5, 60, 25, 60, 25, 75}, 4, RED);
            });
    assertThat(picture.at(15, 15)).isEqualTo(rgb(RED));
    assertThat(picture.at(35, 35)).isEqualTo(rgb(WHITE));
    assertThat(picture.at(70, 70)).isEqualTo(rgb(BLUE));
    assertThat(picture.at(85, 30)).isEqualTo(rgb(BLUE));
    assertThat(picture.at(70, 30)).isEqualTo(rgb(WHITE));
    assertThat(picture.at(25, 70)).isEqualTo(rgb(RED));
  }

  @Test
  void textLeavesInkAtItsAnchor() {
    Consumer<GlCanvas> right =
        c -> {
          c.clear(WHITE);
          c.text(90, 40, 20, Align.RIGHT, 0x000000FF, "Palestra");
        };
    Picture picture = draw(right);
    int ink = 0;
    for (int y = 0; y < 80; y++) {
      for (int x = 0; x < 100; x++) {
        if ((picture.at(x, y) & 0xFF) < 128) {
          ink++;
          assertThat(x).isBetween(5, 90);
          assertThat(y).isBetween(28, 52);
        }
      }
    }
    assertThat(ink).isGreaterThan(100);
  }

  @Test
  void fittedTextStaysInItsWidth() {
    Picture picture =
        draw(
            c -> {
              c.clear(WHITE);
              c.fittedText(10, 40, 20, 0x000000FF, "far too long for fifty units", 50);
            });
    for (int y = 0; y < 80; y++) {
      for (int x = 62; x < 100; x++) {
        assertThat(picture.at(x, y)).isEqualTo(rgb(WHITE));
      }
    }
    assertThat(IntStream.of(picture.rgb())).anyMatch(pixel -> (pixel & 0xFF) < 128);
  }

  @Test
  void spriteIsNotSmoothed() {
    byte[] rgb = {(byte) 255, 0, 0, 0, (byte) 255, 0, 0, 0, (byte) 255, 9, 9, 9};
    Picture picture = draw(c -> c.sprite(0, 0, 100, 80, 2, 2, rgb));
    assertThat(picture.at(45, 35)).isEqualTo(0xFF0000);
    assertThat(picture.at(55, 35)).isEqualTo(0x00FF00);
    assertThat(picture.at(45, 45)).isEqualTo(0x0000FF);
    assertThat(picture.at(55, 45)).isEqualTo(0x090909);
  }

  @Test
  void canvasWithinStaysInItsBounds() {
    Picture picture =
        draw(
            c -> {
              c.clear(WHITE);
              c.within(
                  20,
                  20,
                  40,
                  40,
                  400,
                  inner -> {
                    assertThat(inner.width()).isEqualTo(400);
                    assertThat(inner.height()).isEqualTo(400);
                    inner.clear(BLUE);
                    inner.push();
                    inner.translate(1000, 1000);
                    inner.circle(-800, -800, 5000, RED);
                  });
              c.rectangle(0, 0, 10, 10, BLUE);
            });
    assertThat(picture.at(40, 40)).isEqualTo(rgb(RED));
    assertThat(picture.at(61, 40)).isEqualTo(rgb(WHITE));
    assertThat(picture.at(18, 40)).isEqualTo(rgb(WHITE));
    assertThat(picture.at(5, 5)).isEqualTo(rgb(BLUE));
  }

  @Test
  void misuseIsNamed() {
    assertThatThrownBy(() -> draw(GlCanvas::pop)).hasMessage("pop without a push");
    assertThatThrownBy(() -> draw(c -> c.within(0, 0, 9, 9, 9, GlCanvas::pop)))
        .hasMessage("pop without a push");
    assertThatThrownBy(() -> draw(c -> c.polygon(new float[3], RED)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 numbers");
    assertThatThrownBy(() -> new PictureCanvas(0, 10, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0x10");
  }

  @Test
  void aFailedDrawingLeavesTheCanvasUsable() {
    try (PictureCanvas canvas = new PictureCanvas(20, 20, 1)) {
      assertThatThrownBy(
              () ->
                  canvas.draw(
                      c -> {
                        throw new IllegalStateException("broken scene");
                      }))
          .hasMessage("broken scene");
      assertThat(canvas.draw(c -> c.clear(RED)).rgb()).containsOnly(rgb(RED));
    }
  }

  @Test
  void canvasesDoNotDisturbEachOther() {
    try (PictureCanvas first = new PictureCanvas(20, 20, 1)) {
      try (PictureCanvas second = new PictureCanvas(30, 30, 1)) {
        assertThat(first.draw(c -> c.circle(10, 10, 30, RED)).at(10, 10)).isEqualTo(rgb(RED));
        assertThat(second.draw(c -> c.circle(10, 10, 60, BLUE)).at(29, 29)).isEqualTo(rgb(BLUE));
      }
      assertThat(first.draw(c -> c.circle(10, 10, 30, BLUE)).at(10, 10)).isEqualTo(rgb(BLUE));
    }
  }

  @Test
  void openingAndClosingManyTimesUsesNothingUp() {
    for (int i = 0; i < 200; i++) {
      try (PictureCanvas canvas = new PictureCanvas(16, 16, 1)) {
        Picture picture = canvas.draw(c -> c.text(0, 8, 12, Align.LEFT, WHITE, "W"));
        assertThat(IntStream.of(picture.rgb())).anyMatch(pixel -> pixel != 0);
      }
    }
  }
}
