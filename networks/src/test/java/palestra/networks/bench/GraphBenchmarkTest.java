package palestra.networks.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GraphBenchmarkTest {

  @Test
  void measuresEachPair() {
    assertThat(GraphBenchmark.run(1))
        .hasSize(3)
        .allSatisfy(
            pair -> {
              assertThat(pair.ours()).hasSize(1).doesNotContain(0);
              assertThat(pair.theirs()).hasSize(1).doesNotContain(0);
            });
  }
}
