package palestra.experiments.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MigrationsTest {

  @Test
  void thereIsOneFilePerVersionUpToTheLatest() throws IOException, URISyntaxException {
    Path folder = Path.of(Migrations.class.getResource("migrations").toURI());
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString().replaceFirst("__.*", "")))
          .containsExactlyInAnyOrderElementsOf(
              IntStream.rangeClosed(1, Migrations.LATEST).mapToObj(i -> "V" + i).toList());
    }
  }
}
