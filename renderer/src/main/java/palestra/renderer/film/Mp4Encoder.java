package palestra.renderer.film;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Writes H.264 in MP4 by piping raw frames to ffmpeg. */
final class Mp4Encoder {

  private Mp4Encoder() {}

  /**
   * Encodes a film.
   *
   * @param ffmpeg name or path of the program
   * @param name what the user called the file, for messages
   * @throws IllegalArgumentException if there is no ffmpeg
   */
  static void write(String ffmpeg, Path name, Film film, Path to) throws IOException {
    Process process = start(ffmpeg, name, film, to);
    try {
      IOException broken = null;
      try (OutputStream in = process.getOutputStream()) {
        byte[] bytes = new byte[film.width() * film.height() * 4];
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        film.play(
            0,
            1,
            picture -> {
              buffer.asIntBuffer().put(picture.rgb());
              in.write(bytes);
            });
      } catch (IOException e) {
        // ffmpeg's own words say more than a broken pipe does.
        broken = e;
      }
      String complaint =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      int status = process.waitFor();
      if (status != 0 || broken != null) {
        String reason = complaint.lines().findFirst().orElse("exit status " + status);
        throw new IOException("ffmpeg cannot write " + name + ": " + reason, broken);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while ffmpeg wrote " + name, e);
    } finally {
      process.destroyForcibly();
    }
  }

  private static Process start(String ffmpeg, Path name, Film film, Path to) {
    List<String> command =
        List.of(
            ffmpeg,
            "-loglevel",
            "error",
            "-y",
            "-f",
            "rawvideo",
            "-pix_fmt",
            "bgr0",
            "-video_size",
            film.width() + "x" + film.height(),
            "-framerate",
            String.format(Locale.ROOT, "%.4f", film.framesPerSecond()),
            "-i",
            "-",
            "-an",
            "-c:v",
            "libx264",
            "-preset",
            "medium",
            "-crf",
            "20",
            "-pix_fmt",
            "yuv420p",
            "-movflags",
            "+faststart",
            "-f",
            "mp4",
            to.toString());
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      String gif = name.toString().replaceFirst("\\.[^.]*$", ".gif");
      throw new IllegalArgumentException(
          name + " needs ffmpeg, which is not found: install it, or write " + gif, e);
    }
  }
}
