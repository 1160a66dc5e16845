package palestra.experiments.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CanonicalJsonTest {

  @Test
  void sortsKeysAtEveryLevel() {
    assertThat(
            CanonicalJson.of(
                "{ \"b\": [ {\"z\": 1, \"y\": true} ], \"a\": {\"d\": null, \"c\": \"ü\"} }"))
        .isEqualTo("{\"a\":{\"c\":\"ü\",\"d\":null},\"b\":[{\"y\":true,\"z\":1}]}");
  }

  @Test
  void hashesAsSha256() {
    assertThat(CanonicalJson.hash("abc"))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void refusesWhatIsNoObject() {
    assertThatThrownBy(() -> CanonicalJson.of("{\"a\":"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> CanonicalJson.of("[1]")).isInstanceOf(IllegalArgumentException.class);
  }
}
