package palestra.agents.buffers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import palestra.envs.spaces.DType;

final class ObservationRowsTest {

  /** Byte {@code i} is {@code 7 i}, so that no two rows are alike. */
  private static ObservationRows filled(DType dtype, int size, int rows) {
    ObservationRows filled = ObservationRows.allocate(dtype, size, rows);
    for (int i = 0; i < filled.bytes().capacity(); i++) {
      filled.bytes().put(i, (byte) (7 * i));
    }
    return filled;
  }

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"UINT8", "FLOAT32"})
  void copiesRowsBetweenTheHeapAndAGraph(DType dtype) {
    int size = 3;
    int rowBytes = size * dtype.bytes();
    ObservationRows source = filled(dtype, size, 4);
    ByteBuffer memory = ByteBuffer.allocateDirect(5 * rowBytes).order(ByteOrder.nativeOrder());
    ObservationRows target = new ObservationRows(dtype, size, memory);
    assertThat(target.count()).isEqualTo(5);
    target.put(1, source, 2, 2);
    byte[] copied = new byte[memory.capacity()];
    memory.get(0, copied);
    for (int i = 0; i < copied.length; i++) {
      boolean inside = i >= rowBytes && i < 3 * rowBytes;
      assertThat(copied[i]).isEqualTo(inside ? (byte) (7 * (i + rowBytes)) : 0);
    }
  }

  /** More than a block of each type. */
  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"UINT8", "FLOAT32"})
  void readsWhatItWrote(DType dtype) throws IOException {
    ObservationRows source = filled(dtype, 1000, 200);
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    source.save(new DataOutputStream(written), 150);
    assertThat(written.size()).isEqualTo(150 * 1000 * dtype.bytes());
    ObservationRows restored = ObservationRows.allocate(dtype, 1000, 200);
    restored.load(new DataInputStream(new ByteArrayInputStream(written.toByteArray())), 150);
    ObservationRows expected = ObservationRows.allocate(dtype, 1000, 200);
    expected.put(0, source, 0, 150);
    assertThat(restored.bytes()).isEqualTo(expected.bytes());
  }

  /** So a state that was written on one machine can be read on another. */
  @Test
  void floatsAreWrittenAsJavaDoes() throws IOException {
    ObservationRows rows = ObservationRows.allocate(DType.FLOAT32, 2, 1);
    rows.floats().put(0, 1.5f).put(1, -3);
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    rows.save(new DataOutputStream(written), 1);
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(expected);
    out.writeFloat(1.5f);
    out.writeFloat(-3);
    assertThat(written.toByteArray()).isEqualTo(expected.toByteArray());
  }

  @Test
  void saysWhatIsWrong() {
    ObservationRows bytes = ObservationRows.allocate(DType.UINT8, 4, 1);
    ObservationRows floats = ObservationRows.allocate(DType.FLOAT32, 1, 1);
    assertThatThrownBy(() -> bytes.put(0, floats, 0, 1))
        .hasMessage("rows of 4 bytes of FLOAT32 do not fit into rows of 4 bytes of UINT8");
    assertThatThrownBy(() -> ObservationRows.allocate(DType.UINT8, 5, 1).put(0, bytes, 0, 1))
        .hasMessage("rows of 4 bytes of UINT8 do not fit into rows of 5 bytes of UINT8");
    assertThatThrownBy(bytes::floats).hasMessage("these rows hold UINT8, not FLOAT32");
    assertThatThrownBy(() -> ObservationRows.allocate(DType.INT64, 1, 1))
        .hasMessage("rows hold UINT8 or FLOAT32, not INT64");
  }
}
