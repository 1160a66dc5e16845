package palestra.envs.resources;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import palestra.envs.seeding.Pcg64;

/** Heat and power of {@link DataCenterCooling}, moved by explicit steps of its equations. */
final class CoolingRoom {
  /** Steps that the picture's curves look back. */
  static final int HISTORY = 288;

  private static final double SECONDS_PER_HOUR = 3600;
  private static final double HOURS_PER_DAY = 24;
  private static final double KELVIN = 273.15;
  private static final double LEAST_LIFT = 1;
  private static final double OUTSIDE_PEAK_HOUR = 15;
  private static final double PRICE_PEAK_HOUR = 18;

  private final CoolingSettings settings;
  private final int zones;
  private final double[] temperature;
  private final double[] noise;
  private final double[] flow;
  private final double[] supply;
  private final double[] change;
  // Of the present step, in which they do not change: kW, kW, and the coefficient of performance.
  private final double[] racks;
  private final double[] fans;
  private final double[] performance;
  private double hour;
  private double dayOffset;
  private int steps;
  private final float[] powers = new float[HISTORY];
  private final float[] hottest = new float[HISTORY];

  // What the last step gave, kWh, EUR and K h.
  private double generated;
  private double removed;
  private double leaked;
  private double stored;
  private double fanEnergy;
  private double chillerEnergy;
  private double cost;
  private double violation;

  CoolingRoom(CoolingSettings settings) {
    this.settings = settings;
    zones = settings.zones();
    temperature = new double[zones];
    noise = new double[zones];
    flow = new double[zones];
    supply = new double[zones];
    change = new double[zones];
    racks = new double[zones];
    fans = new double[zones];
    performance = new double[zones];
  }

  /** An hour, a day's weather, temperatures below the limit and the load's noise, all drawn. */
  void begin(Pcg64 random) {
    hour = random.uniform(0, HOURS_PER_DAY);
    dayOffset = settings.outsideSpread() * random.standardNormal();
    for (int zone = 0; zone < zones; zone++) {
      temperature[zone] = settings.temperatureLimit() - random.uniform(1, 5);
      noise[zone] = settings.loadNoise() * random.standardNormal();
      flow[zone] = settings.minFlowShare();
      supply[zone] = settings.supplyHigh();
    }
    steps = 0;
    Arrays.fill(powers, 0);
    Arrays.fill(hottest, 0);
    generated = 0;
    removed = 0;
    leaked = 0;
    stored = 0;
    fanEnergy = 0;
    chillerEnergy = 0;
    cost = 0;
    violation = 0;
  }

  /**
   * Sets a zone's cooling unit.
   *
   * @param warmth supply air from coldest, -1, to warmest, 1
   * @param speed fan from its lowest speed, -1, to full speed, 1
   */
  void set(int zone, double warmth, double speed) {
    double low = settings.supplyLow();
    supply[zone] = low + (warmth + 1) / 2 * (settings.supplyHigh() - low);
    double least = settings.minFlowShare();
    flow[zone] = least + (speed + 1) / 2 * (1 - least);
  }

  /** Moves all by a step. */
  void advance(Pcg64 random) {
    double dt = settings.integrationStep();
    generated = 0;
    removed = 0;
    leaked = 0;
    fanEnergy = 0;
    chillerEnergy = 0;
    violation = 0;
    double before = heat();
    double outside = outside();
    for (int zone = 0; zone < zones; zone++) {
      racks[zone] = rackPower(zone);
      fans[zone] = settings.fanPower() * flow[zone] * flow[zone] * flow[zone];
      performance[zone] = performance(supply[zone], outside);
    }
    for (int second = 0;
        second < settings.decisionInterval();
        second += settings.integrationStep()) {
      for (int zone = 0; zone < zones; zone++) {
        flowHeat(zone, outside, dt / SECONDS_PER_HOUR);
      }
      for (int zone = 0; zone < zones; zone++) {
        temperature[zone] += change[zone] * dt / settings.heatCapacity();
        double excess = temperature[zone] - settings.temperatureLimit();
        violation += Math.max(0, excess) * dt / SECONDS_PER_HOUR;
      }
    }
    stored = (heat() - before) / SECONDS_PER_HOUR;
    cost = (fanEnergy + chillerEnergy) * price();
    remember();
    passTime(random);
  }

  /** One zone's heat flows of an integration step; their sum, kW, goes into {@link #change}. */
  private void flowHeat(int zone, double outside, double hours) {
    double heat = racks[zone] + fans[zone];
    double warmer = temperature[zone] - supply[zone];
    double cooling =
        Math.min(
            settings.coolingCapacity(), Math.max(0, settings.maxAirFlow() * flow[zone] * warmer));
    double leak = settings.leakConductance() * (temperature[zone] - outside);
    double toNeighbours = 0;
    if (zone > 0) {
      toNeighbours += temperature[zone] - temperature[zone - 1];
    }
    if (zone < zones - 1) {
      toNeighbours += temperature[zone] - temperature[zone + 1];
    }
    change[zone] = heat - cooling - leak - settings.exchangeConductance() * toNeighbours;
    generated += heat * hours;
    removed += cooling * hours;
    leaked += leak * hours;
    fanEnergy += fans[zone] * hours;
    chillerEnergy += cooling / performance[zone] * hours;
  }

  private void remember() {
    double hours = settings.decisionInterval() / SECONDS_PER_HOUR;
    int at = steps % HISTORY;
    powers[at] = (float) ((fanEnergy + chillerEnergy) / hours);
    hottest[at] = (float) hottest();
    steps++;
  }

  private void passTime(Pcg64 random) {
    hour = (hour + settings.decisionInterval() / SECONDS_PER_HOUR) % HOURS_PER_DAY;
    double kept = Math.exp(-settings.decisionInterval() / settings.noiseTime());
    double fresh = settings.loadNoise() * Math.sqrt(1 - kept * kept);
    for (int zone = 0; zone < zones; zone++) {
      noise[zone] = kept * noise[zone] + fresh * random.standardNormal();
    }
  }

  /** Coefficient of performance: a share of the ideal refrigerator's between the two coils. */
  double performance(double supplied, double outside) {
    double cold = supplied - settings.evaporatorApproach();
    double lift = Math.max(LEAST_LIFT, outside + settings.condenserApproach() - cold);
    return Math.min(settings.copMax(), settings.carnotShare() * (cold + KELVIN) / lift);
  }

  private double heat() {
    double sum = 0;
    for (double t : temperature) {
      sum += settings.heatCapacity() * t;
    }
    return sum;
  }

  private double daily(double peakHour) {
    return Math.cos(2 * Math.PI * (hour - peakHour) / HOURS_PER_DAY);
  }

  /** Temperature outside, degrees C. */
  double outside() {
    return settings.outsideMean()
        + dayOffset
        + settings.outsideAmplitude() * daily(OUTSIDE_PEAK_HOUR);
  }

  /** Price of electricity, EUR/kWh. */
  double price() {
    return settings.energyPrice() * (1 + settings.priceAmplitude() * daily(PRICE_PEAK_HOUR));
  }

  /** A zone's load, a share of full load. */
  double load(int zone) {
    double profile =
        settings.loadMean() + settings.loadAmplitude() * daily(settings.loadPeakHour());
    return Math.max(0, Math.min(1, profile + noise[zone]));
  }

  private double rackPower(int zone) {
    return settings.idlePower() + (settings.peakPower() - settings.idlePower()) * load(zone);
  }

  CoolingSettings settings() {
    return settings;
  }

  /** A zone's temperature, degrees C. */
  double temperature(int zone) {
    return temperature[zone];
  }

  /** A zone's supply air, degrees C. */
  double supply(int zone) {
    return supply[zone];
  }

  /** A zone's fan speed, a share of full speed. */
  double flow(int zone) {
    return flow[zone];
  }

  /** Hour of the day. */
  double hour() {
    return hour;
  }

  double hottest() {
    double highest = temperature[0];
    for (double t : temperature) {
      highest = Math.max(highest, t);
    }
    return highest;
  }

  int steps() {
    return steps;
  }

  /** Power of fans and chillers so many steps ago, 1 the last, kW. */
  float power(int ago) {
    return powers[Math.floorMod(steps - ago, HISTORY)];
  }

  /** Highest temperature so many steps ago, 1 the last, degrees C. */
  float hottest(int ago) {
    return hottest[Math.floorMod(steps - ago, HISTORY)];
  }

  /** Heat of racks and fans in the last step, kWh. */
  double generated() {
    return generated;
  }

  /** Heat that the units took out in the last step, kWh. */
  double removed() {
    return removed;
  }

  /** Heat that went outside through the walls in the last step, kWh; negative inwards. */
  double leaked() {
    return leaked;
  }

  /** By how much the heat in the room grew in the last step, kWh: from temperatures alone. */
  double stored() {
    return stored;
  }

  double fanEnergy() {
    return fanEnergy;
  }

  double chillerEnergy() {
    return chillerEnergy;
  }

  /** Of the last step's electricity, EUR. */
  double cost() {
    return cost;
  }

  /** Of the last step, summed over zones, K h. */
  double violation() {
    return violation;
  }

  void save(DataOutput out) throws IOException {
    for (double[] state : new double[][] {temperature, noise, flow, supply, last()}) {
      for (double value : state) {
        out.writeDouble(value);
      }
    }
    out.writeInt(steps);
    for (int i = 0; i < HISTORY; i++) {
      out.writeFloat(powers[i]);
      out.writeFloat(hottest[i]);
    }
  }

  private double[] last() {
    return new double[] {
      hour, dayOffset, generated, removed, leaked, stored, fanEnergy, chillerEnergy, cost, violation
    };
  }

  void load(DataInput in) throws IOException {
    for (double[] state : new double[][] {temperature, noise, flow, supply}) {
      for (int i = 0; i < zones; i++) {
        state[i] = in.readDouble();
      }
    }
    hour = in.readDouble();
    dayOffset = in.readDouble();
    generated = in.readDouble();
    removed = in.readDouble();
    leaked = in.readDouble();
    stored = in.readDouble();
    fanEnergy = in.readDouble();
    chillerEnergy = in.readDouble();
    cost = in.readDouble();
    violation = in.readDouble();
    steps = in.readInt();
    for (int i = 0; i < HISTORY; i++) {
      powers[i] = in.readFloat();
      hottest[i] = in.readFloat();
    }
  }
}
