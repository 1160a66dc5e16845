package palestra.renderer.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import palestra.renderer.Picture;
import palestra.renderer.Theme;

class PicturesTest {

  @TempDir Path directory;

  private static boolean has(Picture picture, int color) {
    return IntStream.of(picture.rgb()).anyMatch(pixel -> pixel == color >>> 8);
  }

  private static ScatterPicture scatter(int hits) {
    float[][] points = {{1, 0}, {0.99f, 0.01f}, {Float.NaN, 0}};
    return new ScatterPicture(
        "Ring", "metrics", points, List.of(new ScatterPicture.Mode(1, 0, 0.1, hits)));
  }

  @Test
  void modesAreGreenWhereFoundAndRedWhereMissed() {
    assertThat(has(scatter(2).draw(1), Theme.GOOD)).isTrue();
    assertThat(has(scatter(2).draw(1), Theme.BAD)).isFalse();
    assertThat(has(scatter(0).draw(1), Theme.BAD)).isTrue();
  }

  @Test
  void pointsOfTheWrongSizeAreRefused() {
    assertThatThrownBy(() -> new ScatterPicture("", "", new float[][] {{1, 2, 3}}, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has 3");
  }

  @Test
  void pictureWithoutPointsOrModesIsStillDrawn() {
    assertThat(new ScatterPicture("", "", new float[0][], List.of()).draw(1).width())
        .isEqualTo(640);
  }

  @Test
  void scatterIsWrittenAtDoubleSize() throws IOException {
    Path out = directory.resolve("ring.png");
    scatter(2).write(out);
    BufferedImage image = ImageIO.read(out.toFile());
    assertThat(image.getWidth()).isEqualTo(1280);
  }

  @Test
  void leaderboardGrowsByItsRows() {
    LeaderboardPicture.Row row = new LeaderboardPicture.Row("ppo", "3 seeds", 490, 480, 500);
    Picture one =
        new LeaderboardPicture("T", "C", "return", List.of(row), OptionalDouble.of(475)).draw(1);
    Picture two =
        new LeaderboardPicture("T", "C", "return", List.of(row, row), OptionalDouble.empty())
            .draw(1);
    assertThat(two.height()).isGreaterThan(one.height());
    assertThat(has(one, Theme.GOOD)).isTrue();
    assertThat(has(two, Theme.GOOD)).isFalse();
    assertThat(has(two, Theme.ACCENT)).isTrue();
  }

  @Test
  void leaderboardWithoutRowsIsRefused() {
    assertThatThrownBy(() -> new LeaderboardPicture("", "", "", List.of(), OptionalDouble.empty()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void heatMapMarksWhatWasTrainedWith() throws IOException {
    double[][] values = {{1, 2, 3}, {4, Double.NaN, 6}};
    HeatMapPicture.Side known = new HeatMapPicture.Side("gravity", new double[] {1, 2, 3}, 2, 2);
    HeatMapPicture.Side range = new HeatMapPicture.Side("length", new double[] {1, 2}, 1, 1.5);
    HeatMapPicture.Side unknown =
        new HeatMapPicture.Side("gravity", new double[] {1, 2, 3}, Double.NaN, Double.NaN);
    Picture marked = new HeatMapPicture("T", "C", "return", known, range, values).draw(1);
    assertThat(has(marked, Theme.BAD)).isTrue();
    Picture flat =
        new HeatMapPicture(
                "T", "C", "return", unknown, HeatMapPicture.Side.NONE, new double[][] {{1, 1, 1}})
            .draw(1);
    assertThat(has(flat, Theme.BAD)).isFalse();
    assertThat(flat.height()).isLessThan(marked.height());
    assertThatThrownBy(
            () -> new HeatMapPicture("", "", "", known, range, new double[][] {{1}, {2}}))
        .hasMessage("a row of this heat map has 3 cells, but got 1");
    assertThatThrownBy(() -> new HeatMapPicture("", "", "", known, range, new double[1][3]))
        .hasMessage("a heat map has 2 rows, but got 1");
  }

  @Test
  void axesHaveRoundTicks() {
    Axis axis = Axis.over(-1.3, 1.3, 6);
    assertThat(axis.low()).isEqualTo(-1.5);
    assertThat(axis.high()).isEqualTo(1.5);
    assertThat(axis.ticks()).isEqualTo(7);
    assertThat(axis.label(0)).isEqualTo("\u22121.5");
    assertThat(axis.label(3)).isEqualTo("0.0");
    Axis large = Axis.over(0, 500, 5);
    assertThat(IntStream.range(0, large.ticks()).mapToObj(large::label))
        .containsExactly("0", "100", "200", "300", "400", "500");
    Axis point = Axis.over(500, 500, 5);
    assertThat(point.share(500)).isEqualTo(0.5f);
    assertThat(point.low()).isGreaterThan(0);
    assertThat(Axis.over(-2, -2, 5).share(-2)).isEqualTo(0.5f);
    assertThat(Axis.over(0, 0, 5)).isEqualTo(Axis.over(0, 1, 5));
  }
}
