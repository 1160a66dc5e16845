package palestra.envs.bridge.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import palestra.envs.bridge.wire.SharedMemory;
import palestra.envs.registry.EnvironmentRegistry;

final class GymServerTest {
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  private boolean serve(String input) throws IOException {
    ByteArrayInputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    return new GymServer(in, said)
        .serve(new EnvironmentRegistry(List.of()), new NoPictures(), "1.2.3");
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }

  @Test
  void strangerIsTurnedAway() throws IOException {
    for (String words : List.of("", "GET / HTTP/1.1\r\n", "[1]\n", "{\"protocol\": 1}\n")) {
      said.reset();
      assertThat(serve(words)).as(words).isFalse();
      assertThat(said()).isEqualTo("{\"error\":\"this is not palestra_gym's greeting\"}\n");
    }
  }

  @Test
  void otherProtocolIsNamed() throws IOException {
    assertThat(serve("{\"token\": \"a\", \"protocol\": 77, \"package\": \"9.0\"}\n")).isFalse();
    assertThat(said())
        .contains("Palestra 1.2.3 speaks version " + SharedMemory.VERSION)
        .contains("palestra_gym 9.0 version 77", "install the package that comes with");
  }

  @Test
  void endOfInputIsTheEnd() throws IOException {
    String hello =
        "{\"token\": \"a\", \"protocol\": %d, \"package\": \"1.2.3\"}\n"
            .formatted(SharedMemory.VERSION);
    assertThat(serve(hello)).isTrue();
    assertThat(said()).startsWith("{\"port\":").hasLineCount(1);
  }

  @Test
  void failureIsOneLineWithKindAndPlaceWhereItWasNotExpected() {
    assertThat(Failure.line(new IllegalArgumentException("a\n  b"))).isEqualTo("a b");
    assertThat(Failure.status(new IllegalArgumentException("a"))).isEqualTo(1);
    assertThat(Failure.status(new IllegalStateException("a"))).isEqualTo(2);
    assertThat(Failure.status(new ArithmeticException("a"))).isEqualTo(3);
    assertThat(Failure.line(new ArithmeticException("/ by zero")))
        .startsWith("java.lang.ArithmeticException: / by zero at palestra.envs.bridge.server.")
        .doesNotContain("\n");
  }
}
