package palestra.envs.resources;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import palestra.envs.Canvas;
import palestra.envs.episodic.EpisodicEnvironment;
import palestra.envs.seeding.Pcg64;
import palestra.envs.spaces.Box;
import palestra.envs.vector.Batch;

/**
 * DataCenterCooling: keep the racks of a data centre below their temperature limit with little
 * electricity.
 *
 * <p>A row of zones, each of one mixed air volume with racks and a cooling unit: a lumped thermal
 * model of the kind in J. Moore et al., "Making Scheduling 'Cool'", USENIX ATC 2005, and N. Lazic
 * et al., "Data center cooling using model-predictive control", NeurIPS 2018.
 *
 * <h2>Model</h2>
 *
 * For the zone {@code i} with temperature {@code T_i}, supply air {@code S_i} and fan speed {@code
 * f_i} (a share of full speed):
 *
 * <pre>
 *   heat_capacity dT_i/dt = P_i + F_i - Q_i - leak_conductance (T_i - T_out)
 *                           - exchange_conductance sum over neighbours j of (T_i - T_j)
 *   racks     P_i = idle_power + (peak_power - idle_power) u_i
 *   fan       F_i = fan_power f_i^3
 *   cooling   Q_i = min(cooling_capacity, max(0, max_air_flow f_i (T_i - S_i)))
 *   chiller   W_i = Q_i / COP_i,  COP_i = min(cop_max, carnot_share (S_i - evaporator_approach + 273.15)
 *                     / max(1, T_out + condenser_approach - S_i + evaporator_approach))
 *   load      u_i = clip(load_mean + load_amplitude cos(2 pi (h - load_peak_hour) / 24) + n_i, 0, 1)
 *   noise     n_i' = k n_i + load_noise sqrt(1 - k^2) N(0, 1),  k = exp(-decision_interval / noise_time)
 *   outside   T_out = outside_mean + d + outside_amplitude cos(2 pi (h - 15) / 24),
 *             d drawn for the episode from N(0, outside_spread^2)
 *   price     c = energy_price (1 + price_amplitude cos(2 pi (h - 18) / 24))
 * </pre>
 *
 * Temperatures move by explicit Euler steps of {@code integration_step} seconds; the hour {@code
 * h}, the loads and the outside change from step to step. Heat is conserved in every step, up to
 * rounding: {@code stored + removed + leaked = generated}.
 *
 * <h2>Action space</h2>
 *
 * {@code Box(-1, 1, (2 zones,))}: for each zone the supply air from {@code supply_low}, -1, to
 * {@code supply_high}, 1, and the fan from {@code min_flow_share}, -1, to full speed, 1.
 *
 * <h2>Observation space</h2>
 *
 * {@code float32[2 zones + 4]}:
 *
 * <table>
 * <caption>Observation</caption>
 * <tr><th>#</th><th>what</th><th>unit</th><th>bounds</th></tr>
 * <tr><td>2 i</td><td>a zone's temperature less the limit</td><td>10 K</td><td>none</td></tr>
 * <tr><td>2 i + 1</td><td>its load</td><td>full load</td><td>0, 1</td></tr>
 * <tr><td>2 zones</td><td>temperature outside, less 20 degrees C</td><td>10 K</td><td>none</td></tr>
 * <tr><td>2 zones + 1, + 2</td><td>sine and cosine of the hour</td><td></td><td>-1, 1</td></tr>
 * <tr><td>2 zones + 3</td><td>price of electricity</td><td>0.1 EUR/kWh</td><td>0, inf</td></tr>
 * </table>
 *
 * <h2>Reward</h2>
 *
 * {@code -(cost + violation_penalty x violation)} in EUR: of the step's electricity for fans and
 * chillers, and of the zones' time above {@code temperature_limit} in K h.
 *
 * <h2>Start and end</h2>
 *
 * An hour of the day uniform in [0, 24), zones uniform 1 to 5 K below the limit, and noise from its
 * stationary distribution. Never terminated; truncated after 288 steps (a day), by the registry's
 * step limit.
 *
 * <h2>Info</h2>
 *
 * Of the step: {@code generated}, {@code removed}, {@code leaked}, {@code stored}, {@code
 * fan_energy}, {@code chiller_energy} (kWh), {@code cost} (EUR), {@code violation} (K h); and
 * {@code hottest}, {@code outside} (degrees C).
 *
 * <h2>Versions</h2>
 *
 * v0: the first.
 */
public final class DataCenterCooling extends EpisodicEnvironment<float[], float[], Pcg64> {
  static final String NAME = "DataCenterCooling";

  /** Numbers seen beside the zones'. */
  static final int SHARED = 4;

  static final double KELVINS = 10;
  private static final double OUTSIDE_ZERO = 20;
  private static final double PRICE_UNIT = 0.1;

  private final CoolingSettings settings;
  private final CoolingRoom room;
  private final int zones;
  private Pcg64 random = Pcg64.seeded(0);

  /** With these constants. */
  public DataCenterCooling(CoolingSettings settings) {
    super(NAME, observations(settings), actions(settings), Pcg64::seeded);
    this.settings = settings;
    room = new CoolingRoom(settings);
    zones = settings.zones();
  }

  static Box<float[]> observations(CoolingSettings settings) {
    int zones = settings.zones();
    float[] low = new float[2 * zones + SHARED];
    float[] high = new float[low.length];
    for (int zone = 0; zone < zones; zone++) {
      low[2 * zone] = Float.NEGATIVE_INFINITY;
      high[2 * zone] = Float.POSITIVE_INFINITY;
      high[2 * zone + 1] = 1;
    }
    low[2 * zones] = Float.NEGATIVE_INFINITY;
    high[2 * zones] = Float.POSITIVE_INFINITY;
    low[2 * zones + 1] = -1;
    high[2 * zones + 1] = 1;
    low[2 * zones + 2] = -1;
    high[2 * zones + 2] = 1;
    high[2 * zones + 3] = Float.POSITIVE_INFINITY;
    return Box.float32(low, high);
  }

  static Box<float[]> actions(CoolingSettings settings) {
    return Box.float32(-1, 1, 2 * settings.zones());
  }

  private float feature(int feature) {
    int shared = feature - 2 * zones;
    if (shared < 0) {
      int zone = feature / 2;
      return feature % 2 == 0
          ? (float) ((room.temperature(zone) - settings.temperatureLimit()) / KELVINS)
          : (float) room.load(zone);
    }
    double angle = 2 * Math.PI * room.hour() / 24;
    return switch (shared) {
      case 0 -> (float) ((room.outside() - OUTSIDE_ZERO) / KELVINS);
      case 1 -> (float) Math.sin(angle);
      case 2 -> (float) Math.cos(angle);
      default -> (float) (room.price() / PRICE_UNIT);
    };
  }

  @Override
  protected void begin(Pcg64 random, Map<String, Object> options) {
    this.random = random;
    room.begin(random);
  }

  @Override
  protected double move(float[] action) {
    for (int zone = 0; zone < zones; zone++) {
      room.set(zone, action[2 * zone], action[2 * zone + 1]);
    }
    return advance();
  }

  @Override
  public double move(Batch actions, int row) {
    int first = row * 2 * zones;
    for (int zone = 0; zone < zones; zone++) {
      room.set(
          zone, actions.floats().get(first + 2 * zone), actions.floats().get(first + 2 * zone + 1));
    }
    return advance();
  }

  private double advance() {
    room.advance(random);
    return -(room.cost() + settings.violationPenalty() * room.violation());
  }

  @Override
  public boolean terminated() {
    return false;
  }

  @Override
  protected float[] observation() {
    float[] observation = new float[2 * zones + SHARED];
    for (int i = 0; i < observation.length; i++) {
      observation[i] = feature(i);
    }
    return observation;
  }

  @Override
  public void observe(Batch observations, int row) {
    int size = observations.rowSize();
    for (int i = 0; i < size; i++) {
      observations.floats().put(row * size + i, feature(i));
    }
  }

  @Override
  protected Map<String, Object> info() {
    Map<String, Object> info = new LinkedHashMap<>();
    info.put("generated", room.generated());
    info.put("removed", room.removed());
    info.put("leaked", room.leaked());
    info.put("stored", room.stored());
    info.put("fan_energy", room.fanEnergy());
    info.put("chiller_energy", room.chillerEnergy());
    info.put("cost", room.cost());
    info.put("violation", room.violation());
    info.put("hottest", room.hottest());
    info.put("outside", room.outside());
    return info;
  }

  @Override
  public double stepsPerSecond() {
    return 12;
  }

  @Override
  public void draw(Canvas canvas) {
    CoolingPicture.draw(canvas, room);
  }

  @Override
  protected void saveTask(DataOutput out) throws IOException {
    room.save(out);
  }

  @Override
  protected void loadTask(DataInput in, Pcg64 random) throws IOException {
    this.random = random;
    room.load(in);
  }
}
