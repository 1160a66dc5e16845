package palestra.envs.spaces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is in a space and what is not; samples and texts are in the parity tests. */
final class SpacesTest {

  @Test
  void boxes() {
    Box<float[]> box = Box.float32(new float[] {-1, Float.NEGATIVE_INFINITY}, new float[] {1, 5});
    assertThat(box.contains(new float[] {-1, -1e30f})).isTrue();
    assertThat(box.contains(new float[] {1, 5})).isTrue();
    assertThat(box.contains(new float[] {1.001f, 0})).isFalse();
    assertThat(box.contains(new float[] {0, Float.NaN})).isFalse();
    assertThat(box.contains(new float[] {0})).isFalse();
    assertThat(box.contains(new double[] {0, 0})).isFalse();
    assertThat(box.contains(null)).isFalse();
    assertThat(box.bounded()).isFalse();
    Box<byte[]> picture = Box.uint8(0, 255, 2);
    assertThat(picture.contains(new byte[] {-1, 0})).isTrue();
    assertThat(picture).isEqualTo(Box.uint8(0, 255, 2)).isNotEqualTo(Box.uint8(0, 254, 2));
  }

  @Test
  void wrongBoxesAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Box.float32(2, 1, 3))
        .withMessage("a Box's low is at most its high, but element 0 has 2.0 and 1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Box.float32(Float.NaN, 1, 3))
        .withMessageContaining("NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Box.uint8(0, 256, 3))
        .withMessage("a Box of uint8 has bounds from 0 to 255, but got 256.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Box.of(DType.FLOAT32, new double[2], new double[3], 3))
        .withMessage("a Box of shape (3,) has 3 lower and upper bounds, but got 2 and 3");
  }

  @Test
  void discrete() {
    Discrete space = new Discrete(3, -1);
    assertThat(space.contains((Object) 1L)).isTrue();
    assertThat(space.contains((Object) 2L)).isFalse();
    assertThat(space.contains((Object) Long.valueOf(-2))).isFalse();
    assertThat(space.contains((Object) 1)).isFalse();
    assertThat(space.contains(Long.MIN_VALUE)).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> new Discrete(0));
  }

  @Test
  void multi() {
    MultiDiscrete numbers = new MultiDiscrete(new long[] {2, 3}, new long[] {0, 5}, 2);
    assertThat(numbers.contains(new long[] {1, 7})).isTrue();
    assertThat(numbers.contains(new long[] {1, 8})).isFalse();
    assertThat(numbers.contains(new long[] {1})).isFalse();
    MultiBinary bits = new MultiBinary(2, 2);
    assertThat(bits.contains(new byte[] {0, 1, 1, 0})).isTrue();
    assertThat(bits.contains(new byte[] {0, 1, 2, 0})).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> new MultiDiscrete(3, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new MultiBinary(0));
  }

  @Test
  void composites() {
    Tuple tuple = new Tuple(new Discrete(2), new Text(3));
    assertThat(tuple.contains(List.of(1L, "abc"))).isTrue();
    assertThat(tuple.contains(List.of(1L, "ab!"))).isFalse();
    assertThat(tuple.contains(List.of(1L))).isFalse();
    Dict dict = Dict.sorted(Map.of("a", new Discrete(2)));
    assertThat(dict.contains(Map.of("a", 1L))).isTrue();
    assertThat(dict.contains(Map.of("b", 1L))).isFalse();
    Sequence sequence = new Sequence(new Discrete(2));
    assertThat(sequence.contains(List.of())).isTrue();
    assertThat(sequence.contains(List.of(0L, 2L))).isFalse();
    OneOf oneOf = new OneOf(new Discrete(2), new Text(3));
    assertThat(oneOf.contains(new OneOf.Choice(1, "x"))).isTrue();
    assertThat(oneOf.contains(new OneOf.Choice(0, "x"))).isFalse();
    assertThat(oneOf.contains(new OneOf.Choice(2, "x"))).isFalse();
  }

  @Test
  void graphs() {
    Graph graph = new Graph(Box.float32(0, 1, 2), new Discrete(3));
    float[] nodes = {0, 1, 1, 0};
    assertThat(graph.contains(new GraphInstance(nodes, null, null))).isTrue();
    assertThat(graph.contains(new GraphInstance(nodes, new long[] {2}, new int[] {0, 1}))).isTrue();
    assertThat(graph.contains(new GraphInstance(nodes, new long[] {3}, new int[] {0, 1})))
        .isFalse();
    assertThat(graph.contains(new GraphInstance(nodes, new long[] {2}, new int[] {0, 2})))
        .isFalse();
    assertThat(graph.contains(new GraphInstance(nodes, new long[] {2}, null))).isFalse();
    assertThat(graph.contains(new GraphInstance(new float[3], null, null))).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> new Graph(new Text(3)));
  }

  @Test
  void sizesWhenFlat() {
    assertThat(Flattening.size(Box.float32(0, 1, 2, 3))).isEqualTo(6);
    assertThat(Flattening.size(new Discrete(7))).isEqualTo(7);
    assertThat(Flattening.size(new MultiDiscrete(3, 4))).isEqualTo(7);
    assertThat(Flattening.size(new MultiBinary(2, 5))).isEqualTo(10);
    assertThat(Flattening.size(new Tuple(new Discrete(2), Box.float32(0, 1, 3)))).isEqualTo(5);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Flattening.size(new Sequence(new Discrete(2))));
  }

  @Test
  void elementsAreNumbersAndBack() {
    for (Space<?> space :
        List.of(
            Box.float32(-1, 1, 2),
            Box.uint8(0, 255, 3),
            Box.bool(4),
            Box.float64(-1, 1, 2),
            new Discrete(5, -2),
            new MultiDiscrete(3, 4),
            new MultiBinary(6))) {
      Object element = space.sampler(3).next();
      double[] numbers = Numbers.of(space, element);
      assertThat(numbers).hasSize(Numbers.size(space));
      assertThat(Numbers.element(space, numbers)).isEqualTo(element);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Numbers.dtype(new Text(3)))
        .withMessageEndingWith("are no plain numbers; flatten the space first");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Numbers.element(new Discrete(2), new double[2]))
        .withMessage("an element of Discrete(2) is 1 numbers, but got 2");
  }
}
