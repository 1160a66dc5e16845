package palestra.experiments.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventWriterTest {
  /** Written by TensorBoard 2.21's own record writer: a version event, and a scalar. */
  private static final List<String> TENSORBOARDS_BYTES =
      List.of(
          "1800000000000000a37f4b220900001040fc54d9411a0d627261696e2e4576656e743a32338d2fe9",
          "2100000000000000017becf60900006040fc54d941108090062a120a100a096576616c2f6d65616e150090ed43"
              + "b273adb0");

  @TempDir Path dir;

  @Test
  void sameBytesAsTensorBoard() throws IOException {
    Path file = dir.resolve("events");
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      Records.write(channel, Event.version(1700000000.25).encode());
      Records.write(channel, Event.scalar(1700000001.5, 100352, "eval/mean", 475.125f).encode());
    }

    assertThat(HexFormat.of().formatHex(Files.readAllBytes(file)))
        .isEqualTo(String.join("", TENSORBOARDS_BYTES));
  }

  @Test
  void maskedChecksumOfAKnownText() {
    // CRC-32C of "123456789" is 0xe3069283 (RFC 3720's check value), then rotated and shifted.
    byte[] text = "123456789".getBytes(StandardCharsets.US_ASCII);

    assertThat(Records.maskedCrc(text, 0, text.length))
        .isEqualTo(Integer.rotateRight(0xe3069283, 15) + 0xa282ead8);
  }

  @Test
  void tensorFlowsOwnClassesReadIt() throws IOException {
    try (EventWriter writer = new EventWriter(dir.resolve("run"))) {
      writer.scalar("train/loss", 0, -0.5);
      writer.scalar("train/loss", 1L << 40, 1e-3);
      writer.scalar("größe", 3, Double.NaN);
    }

    List<org.tensorflow.proto.Event> events = read(onlyFile(dir.resolve("run")));

    assertThat(events).hasSize(4);
    assertThat(events.get(0).getFileVersion()).isEqualTo("brain.Event:2");
    assertThat(events.get(0).getWallTime()).isGreaterThan(1.7e9);
    assertThat(points(events))
        .containsExactly("train/loss 0 -0.5", "train/loss 1099511627776 0.001", "größe 3 NaN");
  }

  @Test
  void resumeKeepsWhatTheCheckpointKnowsInOneFile() throws IOException {
    Path torn;
    try (EventWriter writer = new EventWriter(dir)) {
      writer.scalar("loss", 10, 1);
      writer.scalar("loss", 20, 2);
      writer.scalar("loss", 30, 3);
      torn = writer.file();
    }
    Files.write(torn, new byte[] {9, 0, 0, 0, 0, 0}, StandardOpenOption.APPEND);

    try (EventWriter writer = EventWriter.resume(dir, 20)) {
      writer.scalar("loss", 30, 4);
    }
    assertThat(points(read(onlyFile(dir))))
        .containsExactly("loss 10 1.0", "loss 20 2.0", "loss 30 4.0");

    EventWriter.resume(dir, 10).close();
    assertThat(points(read(onlyFile(dir)))).containsExactly("loss 10 1.0");
  }

  @Test
  void resumeWithoutAFileStartsOne() throws IOException {
    EventWriter.resume(dir.resolve("new"), 5).close();

    assertThat(read(onlyFile(dir.resolve("new")))).hasSize(1);
  }

  @Test
  void aDamagedRecordEndsTheReading() throws IOException {
    Path file;
    try (EventWriter writer = new EventWriter(dir)) {
      writer.scalar("loss", 1, 1);
      file = writer.file();
    }
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 5] ^= 1;
    Files.write(file, bytes);

    assertThat(Records.read(file)).hasSize(1);
  }

  private static Path onlyFile(Path dir) throws IOException {
    try (Stream<Path> files = Files.list(dir)) {
      List<Path> all = files.toList();
      assertThat(all).hasSize(1);
      assertThat(all.get(0).getFileName().toString()).startsWith("events.out.tfevents.");
      return all.get(0);
    }
  }

  /** Reads the frames without the writer's own code, except for the checksums. */
  private static List<org.tensorflow.proto.Event> read(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    List<org.tensorflow.proto.Event> events = new ArrayList<>();
    while (bytes.hasRemaining()) {
      byte[] data = new byte[(int) bytes.getLong()];
      bytes.getInt();
      bytes.get(data);
      assertThat(bytes.getInt()).isEqualTo(Records.maskedCrc(data, 0, data.length));
      events.add(parse(data));
    }
    return events;
  }

  private static org.tensorflow.proto.Event parse(byte[] data) {
    try {
      return org.tensorflow.proto.Event.parseFrom(data);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("not an Event", e);
    }
  }

  private static List<String> points(List<org.tensorflow.proto.Event> events) {
    return events.stream()
        .flatMap(
            event ->
                event.getSummary().getValueList().stream()
                    .map(v -> v.getTag() + " " + event.getStep() + " " + v.getSimpleValue()))
        .toList();
  }
}
