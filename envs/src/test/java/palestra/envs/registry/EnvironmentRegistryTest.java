package palestra.envs.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import palestra.envs.classic.CartPole;
import palestra.envs.vector.AutoresetMode;
import palestra.envs.vector.SyncVectorEnvironment;

final class EnvironmentRegistryTest {
  private final EnvironmentRegistry registry = EnvironmentRegistry.load();

  @Test
  void findsTheBuiltInOnes() {
    assertThat(registry.specs())
        .extracting(EnvironmentSpec::id)
        .contains("CartPole-v0", "CartPole-v1");
    EnvironmentSpec spec = registry.spec("CartPole-v1");
    assertThat(spec.source()).isEqualTo("built-in");
    assertThat(spec.maxEpisodeSteps()).hasValue(500);
    assertThat(spec.rewardThreshold()).hasValue(475);
  }

  @Test
  void anUnknownIdNamesTheNearest() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> registry.make("cartpole-v2", Map.of()))
        .withMessageStartingWith("unknown environment 'cartpole-v2'; nearest: CartPole-v0");
  }

  @Test
  void anUnknownArgumentNamesTheNearest() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> registry.make("CartPole-v1", Map.of("gravty", "5")))
        .withMessage("CartPole-v1 has no argument 'gravty'; the nearest is 'gravity'");
    EnvironmentSpec bare = EnvironmentSpec.of("Bare-v0", "test", arguments -> new CartPole());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bare.make(Map.of("x", "1")))
        .withMessage("Bare-v0 takes no arguments, but got 'x'");
  }

  @ParameterizedTest
  @CsvSource({
    "gravity,-1,a number from 0.0 to 100.0",
    "gravity,NaN,a number from 0.0 to 100.0",
    "gravity,heavy,a number from 0.0 to 100.0",
    "sutton_barto_reward,yes,true or false",
  })
  void aWrongValueNamesTheRange(String name, String value, String range) {
    String message = "environment argument %s is %s, but got '%s'".formatted(name, range, value);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> registry.make("CartPole-v1", Map.of(name, value)))
        .withMessage(message);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                registry.makeVector("CartPole-v1", 2, AutoresetMode.SAME_STEP, Map.of(name, value)))
        .withMessage(message);
  }

  @Test
  void wholeNumbersAreWhole() {
    Argument count = Argument.whole("count", 3, 1, 9, "how many");
    assertThat(count.parse("9")).isEqualTo(9L);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> count.parse("2.5"))
        .withMessage("environment argument count is a whole number from 1 to 9, but got '2.5'");
  }

  @Test
  void noCopiesAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> registry.makeVector("CartPole-v1", 0, AutoresetMode.SAME_STEP, Map.of()))
        .withMessage("a vector environment has 1 copy or more, but got 0");
  }

  @Test
  void anIdGivenTwiceIsRefused() {
    EnvironmentSpec one = EnvironmentSpec.of("Same-v0", "one", arguments -> new CartPole());
    EnvironmentSpec other = EnvironmentSpec.of("Same-v0", "other", arguments -> new CartPole());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EnvironmentRegistry(List.of(one, other)))
        .withMessage("environment id Same-v0 is given twice, by one and by other");
  }

  @Test
  void withoutAStructureOfArraysCopiesOfTheSingleOneStepInTurn() {
    EnvironmentSpec plain =
        EnvironmentSpec.of("Plain-v0", "test", arguments -> new CartPole()).withMaxEpisodeSteps(3);
    try (var vector = plain.makeVector(2, AutoresetMode.SAME_STEP, Map.of())) {
      assertThat(vector).isInstanceOf(SyncVectorEnvironment.class);
      vector.reset(1);
      for (int i = 0; i < 3; i++) {
        vector.step(vector.newActions());
      }
      assertThat(vector.truncated()).containsExactly(true, true);
    }
  }
}
