package palestra.envs.resources;

import java.util.List;
import palestra.envs.registry.Argument;
import palestra.envs.registry.Arguments;

/**
 * The constants of {@link DataCenterCooling}. Temperatures are in degrees Celsius.
 *
 * @param zones zones in a row, each with racks and a cooling unit
 * @param idlePower heat of a zone's racks without load, kW
 * @param peakPower heat of a zone's racks under full load, kW
 * @param heatCapacity of a zone's air and racks, kJ/K
 * @param leakConductance from a zone to the outside, kW/K
 * @param exchangeConductance between neighbouring zones, kW/K
 * @param maxAirFlow heat that a unit's air carries at full speed, kW/K
 * @param minFlowShare lowest fan speed, a share of full speed
 * @param fanPower of a unit's fan at full speed, kW
 * @param coolingCapacity heat that a unit takes out at most, kW
 * @param supplyLow coldest supply air
 * @param supplyHigh warmest supply air
 * @param carnotShare efficiency of the chillers, a share of the ideal one's
 * @param condenserApproach condenser above the outside, K
 * @param evaporatorApproach evaporator below the supply air, K
 * @param copMax highest coefficient of performance
 * @param outsideMean mean temperature outside
 * @param outsideAmplitude its daily swing, K
 * @param outsideSpread standard deviation of its mean from day to day, K
 * @param loadMean mean load, a share of full load
 * @param loadAmplitude its daily swing
 * @param loadNoise standard deviation of the load's noise
 * @param noiseTime time in which the noise is forgotten, s
 * @param loadPeakHour hour of the day with the highest load
 * @param energyPrice mean price of electricity, EUR/kWh
 * @param priceAmplitude its daily swing, a share of it
 * @param temperatureLimit highest temperature without penalty
 * @param violationPenalty of a zone above the limit, EUR/(K h)
 * @param decisionInterval time of a step, s
 * @param integrationStep of the thermal equations, s
 */
public record CoolingSettings(
    int zones,
    double idlePower,
    double peakPower,
    double heatCapacity,
    double leakConductance,
    double exchangeConductance,
    double maxAirFlow,
    double minFlowShare,
    double fanPower,
    double coolingCapacity,
    double supplyLow,
    double supplyHigh,
    double carnotShare,
    double condenserApproach,
    double evaporatorApproach,
    double copMax,
    double outsideMean,
    double outsideAmplitude,
    double outsideSpread,
    double loadMean,
    double loadAmplitude,
    double loadNoise,
    double noiseTime,
    double loadPeakHour,
    double energyPrice,
    double priceAmplitude,
    double temperatureLimit,
    double violationPenalty,
    int decisionInterval,
    int integrationStep) {

  /** Four zones of 60 kW on a mild day. */
  public static final CoolingSettings DEFAULT =
      new CoolingSettings(
          4, 15, 60, 1500, 0.3, 0.8, 8, 0.2, 3, 90, 14, 27, 0.35, 10, 5, 10, 18, 6, 4, 0.5, 0.3,
          0.08, 3600, 15, 0.15, 0.3, 27, 5, 300, 10);

  public CoolingSettings {
    require(supplyLow < supplyHigh, "supply_low is below supply_high", supplyLow, supplyHigh);
    require(idlePower <= peakPower, "idle_power is at most peak_power", idlePower, peakPower);
    require(
        decisionInterval % integrationStep == 0,
        "integration_step divides decision_interval",
        integrationStep,
        decisionInterval);
    // Beyond this, the explicit steps of the thermal equations would overshoot.
    double fastest = maxAirFlow + leakConductance + 2 * exchangeConductance;
    require(
        fastest * integrationStep < heatCapacity,
        "heat_capacity is above integration_step times all conductances of a zone",
        heatCapacity,
        fastest * integrationStep);
  }

  private static void require(boolean holds, String rule, double left, double right) {
    if (!holds) {
      throw new IllegalArgumentException(
          "DataCenterCooling: %s, but got %s and %s".formatted(rule, left, right));
    }
  }

  static List<Argument> arguments() {
    CoolingSettings d = DEFAULT;
    return List.of(
        Argument.whole("zones", d.zones, 1, 64, "zones in a row"),
        Argument.number("idle_power", d.idlePower, 0, 1000, "a zone's heat without load, kW"),
        Argument.number("peak_power", d.peakPower, 0, 1000, "a zone's heat under full load, kW"),
        Argument.number("heat_capacity", d.heatCapacity, 10, 1e6, "a zone's, kJ/K"),
        Argument.number("leak_conductance", d.leakConductance, 0, 10, "zone to outside, kW/K"),
        Argument.number(
            "exchange_conductance", d.exchangeConductance, 0, 10, "between neighbours, kW/K"),
        Argument.number("max_air_flow", d.maxAirFlow, 0.1, 100, "a unit's air at full speed, kW/K"),
        Argument.number("min_flow_share", d.minFlowShare, 0, 1, "lowest fan speed, a share"),
        Argument.number("fan_power", d.fanPower, 0, 100, "a fan at full speed, kW"),
        Argument.number("cooling_capacity", d.coolingCapacity, 0, 2000, "most a unit removes, kW"),
        Argument.number("supply_low", d.supplyLow, 5, 30, "coldest supply air, degrees C"),
        Argument.number("supply_high", d.supplyHigh, 5, 40, "warmest supply air, degrees C"),
        Argument.number("carnot_share", d.carnotShare, 0.05, 1, "chiller's share of the ideal"),
        Argument.number(
            "condenser_approach", d.condenserApproach, 0, 30, "condenser above the outside, K"),
        Argument.number(
            "evaporator_approach", d.evaporatorApproach, 0, 30, "evaporator below supply air, K"),
        Argument.number("cop_max", d.copMax, 1, 30, "highest coefficient of performance"),
        Argument.number("outside_mean", d.outsideMean, -30, 45, "mean outside, degrees C"),
        Argument.number("outside_amplitude", d.outsideAmplitude, 0, 20, "its daily swing, K"),
        Argument.number("outside_spread", d.outsideSpread, 0, 20, "its spread over days, K"),
        Argument.number("load_mean", d.loadMean, 0, 1, "mean load, a share"),
        Argument.number("load_amplitude", d.loadAmplitude, 0, 1, "its daily swing"),
        Argument.number("load_noise", d.loadNoise, 0, 1, "standard deviation of its noise"),
        Argument.number("noise_time", d.noiseTime, 1, 86400, "the noise's correlation time, s"),
        Argument.number("load_peak_hour", d.loadPeakHour, 0, 24, "hour of the highest load, h"),
        Argument.number("energy_price", d.energyPrice, 0, 10, "mean price, EUR/kWh"),
        Argument.number("price_amplitude", d.priceAmplitude, 0, 1, "its daily swing, a share"),
        Argument.number(
            "temperature_limit", d.temperatureLimit, 10, 60, "highest without penalty, degrees C"),
        Argument.number(
            "violation_penalty", d.violationPenalty, 0, 1000, "above the limit, EUR/(K h)"),
        Argument.whole("decision_interval", d.decisionInterval, 1, 3600, "time of a step, s"),
        Argument.whole("integration_step", d.integrationStep, 1, 60, "of the equations, s"));
  }

  static CoolingSettings of(Arguments a) {
    return new CoolingSettings(
        (int) a.whole("zones"),
        a.number("idle_power"),
        a.number("peak_power"),
        a.number("heat_capacity"),
        a.number("leak_conductance"),
        a.number("exchange_conductance"),
        a.number("max_air_flow"),
        a.number("min_flow_share"),
        a.number("fan_power"),
        a.number("cooling_capacity"),
        a.number("supply_low"),
        a.number("supply_high"),
        a.number("carnot_share"),
        a.number("condenser_approach"),
        a.number("evaporator_approach"),
        a.number("cop_max"),
        a.number("outside_mean"),
        a.number("outside_amplitude"),
        a.number("outside_spread"),
        a.number("load_mean"),
        a.number("load_amplitude"),
        a.number("load_noise"),
        a.number("noise_time"),
        a.number("load_peak_hour"),
        a.number("energy_price"),
        a.number("price_amplitude"),
        a.number("temperature_limit"),
        a.number("violation_penalty"),
        (int) a.whole("decision_interval"),
        (int) a.whole("integration_step"));
  }
}
