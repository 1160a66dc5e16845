package palestra.envs.racing;

import com.badlogic.gdx.math.Vector2;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import palestra.envs.Canvas;
import palestra.envs.box2d.Box2dEnvironment;
import palestra.envs.seeding.Pcg64;
import palestra.envs.spaces.Box;
import palestra.envs.spaces.Discrete;
import palestra.envs.spaces.Space;
import palestra.envs.vector.Batch;

/**
 * CarRacing: drive a car around a track that is new in every episode, seeing it from above.
 *
 * <p>By O. Klimov, for OpenAI Gym, 2016; the car after C. Campbell's top-down car (iforce2d.net,
 * 2014). Equal to Gymnasium's {@code CarRacing-v3}: the same seed gives the same track, the same
 * actions the same course, rewards and end, and the pixels are the same but for the digits of the
 * score, which are drawn with strokes of our own instead of a font's (see docs/car-racing.md).
 *
 * <p>The car is driven by its rear wheels and strong: gas and steering at once make it spin.
 *
 * <h2>Action space</h2>
 *
 * {@code float32[3]}: steering in [-1, 1], left to right; gas and brake in [0, 1], the brake
 * blocking the wheels from 0.9 on. With {@code continuous=false} {@code Discrete(5)}: 0 nothing, 1
 * steers right, 2 left (both by 0.6), 3 gas (0.2), 4 brake (0.8).
 *
 * <h2>Observation space</h2>
 *
 * {@code uint8[96, 96, 3]}, rows of red, green and blue. The car stands below the middle and points
 * up. Below row 84 a bar shows, from left to right, the score so far, the speed (white), the
 * angular velocities of the front (blue) and rear wheels (violet), the steering (green) and how
 * fast the car turns (red). In the first second the camera comes down from high above.
 *
 * <h2>Reward</h2>
 *
 * 1000 / N for each of the N tiles of the track when a wheel first touches it, -0.1 for every step:
 * a lap in 732 steps returns 926.8. -100 instead for the step that leaves the playfield.
 *
 * <h2>Start</h2>
 *
 * At rest on the first tile of a track drawn anew. With {@code domain_randomize} the colours of
 * road, ground and grass are drawn anew too; the reset option {@code randomize=false} keeps those
 * of the episode before.
 *
 * <h2>End</h2>
 *
 * Terminated when every tile was visited, or more than 95 % of them ({@code lap_complete_percent})
 * and then the first one; and when the car is more than 333 m off the centre along an axis.
 * Truncated after 1,000 steps, by the registry's step limit. The info of the last step has {@code
 * lap_finished}.
 *
 * <h2>Arguments</h2>
 *
 * {@code lap_complete_percent}, {@code domain_randomize} and {@code continuous} as in Gymnasium,
 * and all other constants: {@link RacingSettings}, {@link TrackSettings}, {@link CarSettings}.
 *
 * <h2>Versions</h2>
 *
 * v3. Solved at 900.
 */
public final class CarRacing extends Box2dEnvironment<byte[], Object> {
  static final Box<byte[]> OBSERVATIONS = Box.uint8(0, 255, Shrinking.SIZE, Shrinking.SIZE, 3);

  /** Numbers in {@link #carState}. */
  public static final int STATE_SIZE = 20;

  private static final int ACTIONS = 5;
  private static final int RIGHT = 1;
  private static final int LEFT = 2;
  private static final int GAS = 3;
  private static final int BRAKE = 4;
  private static final int COLORS = 9;
  private static final double COLOR_RANGE = 210;
  private static final double GRASS_SHADE = 20;

  private final RacingSettings settings;
  private final Frame frame;
  private final byte[] pixels = new byte[Shrinking.SIZE * Shrinking.SIZE * 3];

  /** Colours of road, ground and grass; and those before the episode began. */
  private double[] colors = {102, 102, 102, 102, 204, 102, 102, 230, 102};

  private double[] inheritedColors = colors;
  private Race race;

  /** Whether the pixels show the present state; they are drawn when first asked for. */
  private boolean drawn;

  private double shownScore;
  private double scoreBefore;
  private boolean terminated;
  private boolean lost;

  /** With Gymnasium's constants. */
  public CarRacing() {
    this(RacingSettings.DEFAULT);
  }

  /** With other constants. */
  public CarRacing(RacingSettings settings) {
    this(settings, new Rasters());
  }

  /** One of several that draw on the same rasters. */
  CarRacing(RacingSettings settings, Rasters rasters) {
    super("CarRacing", OBSERVATIONS, actions(settings.continuous()));
    this.settings = settings;
    frame = new Frame(settings, rasters);
  }

  @SuppressWarnings("unchecked") // actions are checked against the space, whichever it is
  static Space<Object> actions(boolean continuous) {
    Space<?> space =
        continuous
            ? Box.float32(new float[] {-1, 0, 0}, new float[] {1, 1, 1})
            : new Discrete(ACTIONS);
    return (Space<Object>) space;
  }

  @Override
  protected Set<String> options() {
    return settings.domainRandomize() ? Set.of("randomize") : Set.of();
  }

  @Override
  protected void build(Pcg64 random, Map<String, Object> options) {
    Object randomize = options.getOrDefault("randomize", settings.domainRandomize());
    if (!(randomize instanceof Boolean drawsColors)) {
      throw new IllegalArgumentException(
          "CarRacing: reset option randomize is true or false, but got " + randomize);
    }
    inheritedColors = colors;
    if (drawsColors) {
      colors = drawColors(random);
    }
    close();
    race = new Race(random, settings);
    frame.colors(colors);
    drawn = false;
    shownScore = race.score;
    scoreBefore = 0;
    terminated = false;
    lost = false;
  }

  private static double[] drawColors(Pcg64 random) {
    double[] drawn = new double[COLORS];
    for (int i = 0; i < 6; i++) {
      drawn[i] = random.uniform(0, COLOR_RANGE);
    }
    System.arraycopy(drawn, 3, drawn, 6, 3);
    drawn[6 + (int) random.integers(3)] += GRASS_SHADE;
    return drawn;
  }

  @Override
  protected double advance(double[] action) {
    if (settings.continuous()) {
      race.car.control(-action[0], action[1], action[2]);
    } else {
      int chosen = (int) action[0];
      double steer = settings.discreteSteer();
      race.car.control(
          chosen == RIGHT ? -steer : chosen == LEFT ? steer : 0,
          chosen == GAS ? settings.discreteGas() : 0,
          chosen == BRAKE ? settings.discreteBrake() : 0);
    }
    race.car.fuelSpent = 0;
    race.advance();
    drawn = false;
    // As in the reference, the bar shows the score without what this step costs.
    shownScore = race.score;
    race.score -= settings.framePenalty();
    double reward = race.score - scoreBefore;
    scoreBefore = race.score;
    lost = race.lost();
    terminated = race.finished() || lost;
    return lost ? settings.playfieldReward() : reward;
  }

  @Override
  public boolean terminated() {
    return terminated;
  }

  @Override
  protected Map<String, Object> info() {
    return terminated ? Map.of("lap_finished", !lost) : Map.of();
  }

  private void drawPixels() {
    if (!drawn) {
      frame.draw(race, shownScore, pixels);
      drawn = true;
    }
  }

  @Override
  protected byte[] observation() {
    drawPixels();
    return pixels.clone();
  }

  @Override
  public void observe(Batch observations, int row) {
    drawPixels();
    observations.bytes().put(row * pixels.length, pixels);
  }

  /**
   * What the pixels show only roughly, for analyses: the hull's x, y (m), angle (rad) and their
   * velocities; angular velocity (rad/s), steering (rad) and gas of the wheels, front left, front
   * right, rear left, rear right; tiles visited, tiles of the track.
   *
   * @return {@link #STATE_SIZE} numbers
   * @throws IllegalStateException before the first reset
   */
  public double[] carState() {
    if (race == null) {
      throw new IllegalStateException("CarRacing: there is no car yet; call reset first");
    }
    Car car = race.car;
    Vector2 position = car.hull.getPosition();
    Vector2 velocity = car.hull.getLinearVelocity();
    double[] state = new double[STATE_SIZE];
    state[0] = position.x;
    state[1] = position.y;
    state[2] = car.hull.getAngle();
    state[3] = velocity.x;
    state[4] = velocity.y;
    state[5] = car.hull.getAngularVelocity();
    for (int i = 0; i < Car.WHEELS; i++) {
      state[6 + i] = car.wheels[i].omega;
      state[10 + i] = car.wheels[i].joint.getJointAngle();
      state[14 + i] = car.wheels[i].gas;
    }
    state[18] = race.visitedCount;
    state[19] = race.track.length;
    return state;
  }

  @Override
  public double stepsPerSecond() {
    return settings.stepsPerSecond();
  }

  @Override
  public List<String> actionNames() {
    return settings.continuous() ? List.of() : List.of("nothing", "right", "left", "gas", "brake");
  }

  @Override
  public void draw(Canvas canvas) {
    RacingPicture.draw(canvas, race, settings);
  }

  @Override
  protected void saveInherited(DataOutput out) throws IOException {
    for (double level : inheritedColors) {
      out.writeDouble(level);
    }
  }

  @Override
  protected void loadInherited(DataInput in) throws IOException {
    double[] levels = new double[COLORS];
    for (int i = 0; i < COLORS; i++) {
      levels[i] = in.readDouble();
    }
    colors = levels;
  }

  @Override
  public void close() {
    if (race != null) {
      race.close();
      race = null;
    }
  }
}
