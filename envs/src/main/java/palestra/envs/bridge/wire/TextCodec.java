package palestra.envs.bridge.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import palestra.envs.spaces.DType;
import palestra.envs.spaces.Text;

/** A text: how many characters there are, and room for their code points, all {@code int}. */
record TextCodec(Text space) implements Codec {

  @Override
  public int bytes() {
    return Integer.BYTES * (1 + space.maxLength());
  }

  @Override
  public int alignment() {
    return Integer.BYTES;
  }

  @Override
  public Object read(ByteBuffer memory, int at) {
    int[] characters = new int[memory.getInt(at)];
    for (int i = 0; i < characters.length; i++) {
      characters[i] = memory.getInt(at + Integer.BYTES * (1 + i));
    }
    return new String(characters, 0, characters.length);
  }

  @Override
  public void write(Object element, ByteBuffer memory, int at) {
    int[] characters = ((String) element).codePoints().toArray();
    if (characters.length > space.maxLength()) {
      throw new IllegalArgumentException(
          "a text of %d characters is not in %s".formatted(characters.length, space));
    }
    memory.putInt(at, characters.length);
    for (int i = 0; i < characters.length; i++) {
      memory.putInt(at + Integer.BYTES * (1 + i), characters[i]);
    }
  }

  @Override
  public void fields(String path, int at, List<RowLayout.Field> fields) {
    fields.add(new RowLayout.Field(Codec.path(path, "length"), DType.INT32, new int[0], at));
    fields.add(
        new RowLayout.Field(
            Codec.path(path, "characters"),
            DType.INT32,
            new int[] {space.maxLength()},
            at + Integer.BYTES));
  }

  @Override
  public int flatSize() {
    return space.maxLength();
  }

  @Override
  public DType flatType() {
    return DType.INT32;
  }

  @Override
  public int flatBounds(double[] low, double[] high, int from) {
    int to = from + space.maxLength();
    Arrays.fill(high, from, to, space.charset().codePointCount(0, space.charset().length()));
    return to;
  }

  /** Characters as their numbers in the character set, padded with how many it has. */
  @Override
  public int flatten(ByteBuffer memory, int at, double[] target, int from) {
    int[] known = space.charset().codePoints().toArray();
    int length = memory.getInt(at);
    for (int i = 0; i < space.maxLength(); i++) {
      int number = known.length;
      for (int k = 0; i < length && k < known.length; k++) {
        if (known[k] == memory.getInt(at + Integer.BYTES * (1 + i))) {
          number = k;
        }
      }
      target[from + i] = number;
    }
    return from + space.maxLength();
  }
}
