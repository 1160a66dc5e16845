package palestra.envs.bridge.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class InfoWriterTest {
  private final ByteBuffer rows =
      ByteBuffer.allocateDirect(2 * InfoWriter.BYTES).order(ByteOrder.nativeOrder());
  private final InfoWriter infos = new InfoWriter(rows);

  @Test
  void entryIsNameLetterAndValue() {
    infos.write(1, Map.of("ab", 7L));
    int at = InfoWriter.BYTES;
    assertThat(rows.getInt(0)).as("the other row").isZero();
    assertThat(rows.getInt(at)).isEqualTo(2 + 2 + 1 + 8);
    assertThat(rows.getShort(at + 4)).isEqualTo((short) 2);
    assertThat(rows.get(at + 6)).isEqualTo((byte) 'a');
    assertThat(rows.get(at + 8)).isEqualTo((byte) 'l');
    assertThat(rows.getLong(at + 9)).isEqualTo(7);
  }

  @Test
  void nothingTakesNothing() {
    infos.write(0, Map.of("a", 1.5));
    infos.write(0, Map.of());
    assertThat(rows.getInt(0)).isZero();
  }

  @Test
  void tooMuchIsRefusedByName() {
    assertThatThrownBy(() -> infos.write(0, Map.of("everything", new double[600])))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("[everything] is more than the 4096 bytes");
  }

  @Test
  void strangeKindIsRefusedByName() {
    assertThatThrownBy(() -> infos.write(0, Map.of("thread", Thread.currentThread())))
        .hasMessageContaining("info 'thread' is a Thread");
  }
}
