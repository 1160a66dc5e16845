package palestra.envs.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import palestra.envs.Environment;
import palestra.envs.Step;
import palestra.envs.spaces.Sampler;

final class DataCenterCoolingTest {
  private static final String ID = "DataCenterCooling-v0";

  /** What racks and fans give off is stored, taken out or leaked, to rounding. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "zones=1",
        "zones=7,exchange_conductance=5,leak_conductance=2",
        "cooling_capacity=10,heat_capacity=300",
        "integration_step=1,decision_interval=60,outside_mean=40",
        "max_air_flow=0.5,peak_power=200"
      })
  void heatIsConserved(String arguments) {
    Environment<Object, Object> environment = Played.make(ID, arguments);
    Sampler<?> actions = environment.actionSpace().sampler(3);
    for (long seed = 1; seed <= 3; seed++) {
      environment.reset(seed);
      for (int i = 0; i < 288; i++) {
        Map<String, Object> info = environment.step(actions.next()).info();
        double out = number(info, "stored") + number(info, "removed") + number(info, "leaked");
        assertThat(out).isCloseTo(number(info, "generated"), within(1e-9));
        assertThat(number(info, "generated")).isPositive();
      }
    }
  }

  @Test
  void theRewardIsCostAndPenalty() {
    Environment<Object, Object> environment = Played.make(ID, "violation_penalty=7");
    environment.reset(1);
    Sampler<?> actions = environment.actionSpace().sampler(3);
    boolean hot = false;
    for (int i = 0; i < 100; i++) {
      Step<Object> step = environment.step(actions.next());
      double violation = number(step.info(), "violation");
      hot |= violation > 0;
      assertThat(step.reward())
          .isCloseTo(-(number(step.info(), "cost") + 7 * violation), within(1e-12));
    }
    assertThat(hot).isTrue();
  }

  /** Colder air and faster fans cool more and cost more. */
  @Test
  void coolingCoolsAndCosts() {
    Map<String, Object> least = after(-1, 1);
    Map<String, Object> most = after(1, -1);
    assertThat(number(most, "hottest")).isLessThan(number(least, "hottest") - 5);
    assertThat(number(most, "cost")).isGreaterThan(number(least, "cost"));
    assertThat(number(most, "fan_energy")).isGreaterThan(number(least, "fan_energy"));
  }

  private static Map<String, Object> after(float speed, float warmth) {
    Environment<Object, Object> environment = Played.make(ID, "");
    environment.reset(1);
    float[] action = {warmth, speed, warmth, speed, warmth, speed, warmth, speed};
    Map<String, Object> info = Map.of();
    for (int i = 0; i < 12; i++) {
      info = environment.step(action).info();
    }
    return info;
  }

  /** A chiller does better with warm supply air and on a cold day. */
  @Test
  void performanceFollowsCarnot() {
    CoolingRoom room = new CoolingRoom(CoolingSettings.DEFAULT);
    assertThat(room.performance(24, 20)).isGreaterThan(room.performance(16, 20));
    assertThat(room.performance(20, 10)).isGreaterThan(room.performance(20, 30));
    assertThat(room.performance(20, 30)).isCloseTo(0.35 * 288.15 / 25, within(1e-12));
    assertThat(room.performance(25, -30)).isEqualTo(10);
  }

  @Test
  void withoutFlowsARoomWarmsAsItsHeatSays() {
    String adiabatic =
        "zones=2,fan_power=0,cooling_capacity=0,leak_conductance=0,idle_power=30,peak_power=30";
    Environment<Object, Object> environment = Played.make(ID, adiabatic);
    environment.reset(1);
    Map<String, Object> info = Map.of();
    float[] before = (float[]) environment.step(new float[4]).observation();
    for (int i = 0; i < 10; i++) {
      info = environment.step(new float[4]).info();
    }
    float[] after = (float[]) environment.step(new float[4]).observation();
    // 11 steps of 300 s with 30 kW into 1,500 kJ/K; a unit of the observation is 10 K.
    double warmer = 10.0 * (after[0] + after[2] - before[0] - before[2]) / 2;
    assertThat(warmer).isCloseTo(11 * 300 * 30 / 1500.0, within(1e-4));
    assertThat(number(info, "removed")).isZero();
  }

  @Test
  void unstableOrContradictoryConstantsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Played.make(ID, "heat_capacity=50"))
        .withMessageContaining("heat_capacity is above integration_step times all conductances");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Played.make(ID, "supply_low=28"))
        .withMessageContaining("supply_low is below supply_high, but got 28.0 and 27.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Played.make(ID, "integration_step=7"))
        .withMessageContaining("integration_step divides decision_interval");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "zones=2,outside_mean=30", "min_flow_share=1"})
  void theControllerBeatsChance(String arguments) {
    Map<String, String> given = Played.arguments(arguments);
    assertThat(Played.meanOfBaseline(ID, given, 4))
        .isGreaterThan(Played.meanOfRandom(ID, given, 4));
  }

  private static double number(Map<String, Object> info, String name) {
    return (Double) info.get(name);
  }
}
