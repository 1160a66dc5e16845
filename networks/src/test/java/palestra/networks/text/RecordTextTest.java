package palestra.networks.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordTextTest {
  enum Kind {
    ONE_WAY,
    OTHER
  }

  interface Thing {}

  record Box(
      int side, long count, double weight, boolean open, String note, Kind kind, List<Integer> of)
      implements Thing {
    Box {
      if (side < 1) {
        throw new IllegalArgumentException("side must be 1 or more, but is " + side);
      }
    }
  }

  record Ball() implements Thing {}

  private static final Box OWN = new Box(3, 4L, 0.5, false, "none", Kind.OTHER, List.of(1, 2));
  private static final RecordText<Thing> TEXT = new RecordText<>("thing", Map.of("box", OWN));

  @Test
  void readsEveryTypeAndWritesWhatDiffers() {
    Thing read =
        TEXT.read("BOX side=5 count=6 weight=1e-3 open=true note=a/b kind=one-way of=7,8,9");
    assertThat(read).isEqualTo(new Box(5, 6L, 0.001, true, "a/b", Kind.ONE_WAY, List.of(7, 8, 9)));
    assertThat(TEXT.read(TEXT.text(read))).isEqualTo(read);
    assertThat(TEXT.text(OWN)).isEqualTo("box");
    assertThat(TEXT.text(new Box(4, 4L, 0.5, false, "none", Kind.OTHER, List.of())))
        .isEqualTo("box side=4 of=");
    assertThat(TEXT.name(new Ball())).isEmpty();
    assertThat(TEXT.names()).containsExactly("box");
  }

  @Test
  void refusesInOneLineThatSaysWhatWouldBeRight() {
    refuses("bax", "there is no thing \"bax\"; there are box");
    refuses("box side", "thing box: settings are written name=value, not \"side\"");
    refuses(
        "box size=3",
        "thing box has no setting size; it has side, count, weight, open, note, kind, of");
    refuses("box side=x", "thing box: side must be a number, but is \"x\"");
    refuses("box side=0", "side must be 1 or more, but is 0");
    refuses("box open=yes", "thing box: open must be true or false, but is \"yes\"");
    refuses("box of=1;2", "thing box: of must be numbers as 64,64, but is \"1;2\"");
    refuses("box kind=both", "thing box: kind must be one of [one_way, other], but is \"both\"");
    assertThatThrownBy(() -> TEXT.text(new Ball())).hasMessageEndingWith("has no name");
  }

  private static void refuses(String text, String why) {
    assertThatThrownBy(() -> TEXT.read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(why);
  }
}
