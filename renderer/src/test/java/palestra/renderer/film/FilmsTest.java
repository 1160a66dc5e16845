package palestra.renderer.film;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Node;
import palestra.renderer.Picture;

class FilmsTest {

  @TempDir Path directory;

  /** A film of given pictures. */
  private record Reel(List<Picture> pictures, double framesPerSecond) implements Film {
    @Override
    public int width() {
      return pictures.get(0).width();
    }

    @Override
    public int height() {
      return pictures.get(0).height();
    }

    @Override
    public int frames() {
      return pictures.size();
    }

    @Override
    public void play(int first, int stride, Sink sink) throws IOException {
      for (int i = first; i < pictures.size(); i += stride) {
        sink.frame(pictures.get(i));
      }
    }
  }

  /** A film that breaks after its first frame. */
  private record Broken(Film film) implements Film {
    @Override
    public int width() {
      return film.width();
    }

    @Override
    public int height() {
      return film.height();
    }

    @Override
    public int frames() {
      return film.frames();
    }

    @Override
    public double framesPerSecond() {
      return film.framesPerSecond();
    }

    @Override
    public void play(int first, int stride, Sink sink) throws IOException {
      film.play(first, film.frames(), sink);
      throw new IllegalStateException("the scene broke");
    }
  }

  /** A GIF read back by Java's own reader. */
  private record Gif(List<BufferedImage> patches, List<IIOMetadataNode> metadata) {
    static Gif read(Path path) throws IOException {
      ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
      List<BufferedImage> patches = new ArrayList<>();
      List<IIOMetadataNode> metadata = new ArrayList<>();
      try (ImageInputStream in = ImageIO.createImageInputStream(path.toFile())) {
        reader.setInput(in);
        for (int i = 0; i < reader.getNumImages(true); i++) {
          patches.add(reader.read(i));
          String format = "javax_imageio_gif_image_1.0";
          metadata.add((IIOMetadataNode) reader.getImageMetadata(i).getAsTree(format));
        }
      } finally {
        reader.dispose();
      }
      return new Gif(patches, metadata);
    }

    int number(int frame, String node, String attribute) {
      Node found = metadata.get(frame).getElementsByTagName(node).item(0);
      return Integer.parseInt(found.getAttributes().getNamedItem(attribute).getNodeValue());
    }

    /** What a viewer sees after the first frames have been laid over each other. */
    Picture shown(int frame, int width, int height) {
      Picture screen = Picture.blank(width, height);
      for (int i = 0; i <= frame; i++) {
        int left = number(i, "ImageDescriptor", "imageLeftPosition");
        int top = number(i, "ImageDescriptor", "imageTopPosition");
        BufferedImage patch = patches.get(i);
        for (int y = 0; y < patch.getHeight(); y++) {
          for (int x = 0; x < patch.getWidth(); x++) {
            int argb = patch.getRGB(x, y);
            if (argb >>> 24 != 0) {
              screen.rgb()[(top + y) * width + left + x] = argb & 0xFFFFFF;
            }
          }
        }
      }
      return screen;
    }
  }

  /** Noise in so many colours: no two neighbours alike, so that every code length comes up. */
  private static Picture noise(int width, int height, int colors, long seed) {
    Random random = new Random(seed);
    Picture picture = Picture.blank(width, height);
    for (int i = 0; i < picture.rgb().length; i++) {
      picture.rgb()[i] = random.nextInt(colors) * 0x010101;
    }
    return picture;
  }

  private static Picture square(int x) {
    Picture picture = Picture.blank(60, 40);
    for (int dy = 0; dy < 10; dy++) {
      for (int dx = 0; dx < 10; dx++) {
        picture.rgb()[(10 + dy) * 60 + x + dx] = 0xE06030;
      }
    }
    return picture;
  }

  private List<String> left() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(p -> p.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void gifShowsEveryFrameAsDrawn() throws IOException {
    List<Picture> pictures = List.of(square(0), square(3), square(9), square(45));
    Path out = directory.resolve("square.gif");
    Films.write(out, new Reel(pictures, 25));
    Gif gif = Gif.read(out);
    assertThat(gif.patches()).hasSize(4);
    for (int i = 0; i < 4; i++) {
      assertThat(gif.shown(i, 60, 40).rgb()).isEqualTo(pictures.get(i).rgb());
      assertThat(gif.number(i, "GraphicControlExtension", "delayTime")).isEqualTo(4);
    }
    // Only what changed is stored.
    assertThat(gif.patches().get(1).getWidth()).isEqualTo(13);
    assertThat(gif.patches().get(1).getHeight()).isEqualTo(10);
    assertThat(Files.readString(out, StandardCharsets.ISO_8859_1)).contains("NETSCAPE2.0");
    assertThat(left()).containsExactly("square.gif");
  }

  @Test
  void gifHoldsAnUnchangedFrameInsteadOfRepeatingIt() throws IOException {
    List<Picture> pictures = List.of(square(0), square(0), square(0), square(5), square(5));
    Path out = directory.resolve("still.gif");
    Films.write(out, new Reel(pictures, 10));
    Gif gif = Gif.read(out);
    assertThat(gif.patches()).hasSize(2);
    assertThat(gif.number(0, "GraphicControlExtension", "delayTime")).isEqualTo(30);
    assertThat(gif.number(1, "GraphicControlExtension", "delayTime")).isEqualTo(20);
  }

  @Test
  void gifSurvivesNoise() throws IOException {
    List<Picture> pictures = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      pictures.add(noise(173, 131, 255, i));
    }
    pictures.add(noise(173, 131, 2, 9));
    Path out = directory.resolve("noise.gif");
    Films.write(out, new Reel(pictures, 20));
    Gif gif = Gif.read(out);
    for (int i = 0; i < 5; i++) {
      assertThat(Arrays.equals(gif.shown(i, 173, 131).rgb(), pictures.get(i).rgb())).isTrue();
    }
  }

  @Test
  void pngIsTheSheetOfSixMoments() throws IOException {
    List<Picture> pictures = new ArrayList<>();
    for (int i = 0; i < 51; i++) {
      pictures.add(square(i));
    }
    Path out = directory.resolve("sheet.png");
    Films.write(out, new Reel(pictures, 25));
    BufferedImage sheet = ImageIO.read(out.toFile());
    assertThat(sheet.getWidth()).isEqualTo(180);
    assertThat(sheet.getHeight()).isEqualTo(80);
    assertThat(sheet.getRGB(5, 15) & 0xFFFFFF).isEqualTo(0xE06030);
    // The last of the six is the film's last frame.
    assertThat(sheet.getRGB(2 * 60 + 55, 40 + 15) & 0xFFFFFF).isEqualTo(0xE06030);
  }

  @Test
  void oneFrameCanBeChosen() throws IOException {
    Film film = new Reel(List.of(square(0), square(7), square(9)), 25);
    assertThat(Films.frame(film, 1).rgb()).isEqualTo(square(7).rgb());
    assertThatThrownBy(() -> Films.frame(film, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the film has frames 0 to 2, not 3");
  }

  @Test
  void mp4HasAllFrames() throws Exception {
    Path out = directory.resolve("square.mp4");
    Films.write(out, new Reel(List.of(square(0), square(3), square(9), square(45)), 25));
    Process probe =
        new ProcessBuilder(
                "ffprobe",
                "-v",
                "error",
                "-count_frames",
                "-show_entries",
                "stream=width,height,nb_read_frames,r_frame_rate",
                "-of",
                "csv=p=0",
                out.toString())
            .redirectErrorStream(true)
            .start();
    String answer = new String(probe.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(answer.strip()).isEqualTo("60,40,25/1,4");
    assertThat(left()).containsExactly("square.mp4");
  }

  @Test
  void missingFfmpegNamesTheAlternative() throws IOException {
    Film film = new Reel(List.of(square(0)), 25);
    assertThatThrownBy(() -> Films.writeMp4(directory.resolve("a.mp4"), film, "no-such-ffmpeg"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("needs ffmpeg")
        .hasMessageContaining("a.gif");
    assertThat(left()).isEmpty();
  }

  @Test
  void unknownEndingIsNamed() {
    assertThatThrownBy(() -> Films.check(Path.of("film.avi")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a film's name ends in .gif, .mp4 or .png, but this one is film.avi");
  }

  @Test
  void brokenFilmLeavesTheOldFileAndNothingElse() throws IOException {
    Path out = directory.resolve("old.gif");
    Files.writeString(out, "as it was");
    Film broken = new Broken(new Reel(List.of(square(0), square(1)), 25));
    assertThatThrownBy(() -> Films.write(out, broken)).hasMessage("the scene broke");
    assertThat(out).hasContent("as it was");
    assertThat(left()).containsExactly("old.gif");
  }

  @Test
  void missingDirectoryIsNamed() {
    Path out = directory.resolve("none").resolve("a.gif");
    assertThatThrownBy(() -> Films.write(out, new Reel(List.of(square(0)), 25)))
        .isInstanceOf(IOException.class)
        .hasMessage("cannot write " + out + ": its directory does not exist");
    assertThat(new File(out.toString())).doesNotExist();
  }
}
