package palestra.networks.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordTextTest {

  /** A record with a text and a number. */
  public record Files(String dir, int size) {}

  private final RecordText<Files> text =
      new RecordText<>("data", Map.of("files", new Files("", 8)));

  @Test
  void valuesWithBlanksOrBarsStandInQuotes() {
    Files blank = text.read(" files  dir=\"my cats\"\tsize=4 ");
    assertThat(blank).isEqualTo(new Files("my cats", 4));
    assertThat(text.text(blank)).isEqualTo("files dir=\"my cats\" size=4");
    assertThat(text.text(new Files("a|b", 8))).isEqualTo("files dir=\"a|b\"");
    assertThat(text.text(new Files("cats", 8))).isEqualTo("files dir=cats");
    for (String dir : new String[] {"my cats", "a|b", "cats", ""}) {
      assertThat(text.read(text.text(new Files(dir, 9)))).isEqualTo(new Files(dir, 9));
    }
  }

  @Test
  void refusesQuotesLeftOpenAndWordsThatAreNoSettings() {
    assertThatThrownBy(() -> text.read("files dir=\"my cats"))
        .hasMessage("a double quote is not closed in: files dir=\"my cats");
    assertThatThrownBy(() -> text.read("files \"my cats\""))
        .hasMessage("data files: settings are written name=value, not \"my cats\"");
    assertThatThrownBy(() -> text.read("")).hasMessage("there is no data \"\"; there are files");
  }
}
