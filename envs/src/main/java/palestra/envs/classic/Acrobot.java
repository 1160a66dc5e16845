package palestra.envs.classic;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import palestra.envs.Canvas;
import palestra.envs.PictureSize;
import palestra.envs.episodic.EpisodicEnvironment;
import palestra.envs.registry.Argument;
import palestra.envs.registry.Arguments;
import palestra.envs.seeding.Pcg64;
import palestra.envs.spaces.Box;
import palestra.envs.spaces.Discrete;
import palestra.envs.vector.AutoresetMode;
import palestra.envs.vector.VectorEnvironment;

/**
 * Acrobot: two links hang from a bar; a motor at the joint between them must swing the free end
 * above a line.
 *
 * <p>R. S. Sutton, "Generalization in Reinforcement Learning: Successful Examples Using Sparse
 * Coarse Coding", 1996. Equal to Gymnasium's {@code Acrobot-v1}: the same seed and actions give the
 * same observations, rewards and ends, but for last digits where NumPy's sine, cosine or square are
 * rounded otherwise; the links' motion is chaotic, and may make those grow in long episodes.
 *
 * <h2>Action space</h2>
 *
 * {@code Discrete(3)}: a torque of -1, 0 or 1 N m.
 *
 * <h2>Observation space</h2>
 *
 * {@code float32[6]}; theta1 is the first link's angle from straight down, theta2 the second's from
 * the first:
 *
 * <table>
 * <caption>Observation</caption>
 * <tr><th>#</th><th>what</th><th>unit</th><th>bounds</th></tr>
 * <tr><td>0</td><td>cosine of theta1</td><td></td><td>-1, 1</td></tr>
 * <tr><td>1</td><td>sine of theta1</td><td></td><td>-1, 1</td></tr>
 * <tr><td>2</td><td>cosine of theta2</td><td></td><td>-1, 1</td></tr>
 * <tr><td>3</td><td>sine of theta2</td><td></td><td>-1, 1</td></tr>
 * <tr><td>4</td><td>angular velocity of theta1</td><td>rad/s</td><td>-4 pi, 4 pi</td></tr>
 * <tr><td>5</td><td>angular velocity of theta2</td><td>rad/s</td><td>-9 pi, 9 pi</td></tr>
 * </table>
 *
 * <h2>Reward</h2>
 *
 * -1 for every step, 0 for the one that reaches the line.
 *
 * <h2>Start</h2>
 *
 * Angles and velocities uniform in [-0.1, 0.1), rounded to floats; the reset options {@code low}
 * and {@code high} set other bounds.
 *
 * <h2>End</h2>
 *
 * Terminated when {@code -cos(theta1) - cos(theta1 + theta2) > 1}; truncated after 500 steps, by
 * the registry's step limit.
 *
 * <h2>Arguments</h2>
 *
 * {@link Settings}. Gymnasium has them as attributes; {@code book_or_nips=nips} takes the equations
 * as the 1996 paper printed them, which miss a term.
 *
 * <h2>Versions</h2>
 *
 * v1: solved at -100.
 */
public final class Acrobot extends EpisodicEnvironment<float[], Long, Pcg64> {
  private static final String NAME = "Acrobot";
  private static final Discrete ACTIONS = new Discrete(3);

  /**
   * The task's constants.
   *
   * @param linkLength1 m; the second link's counts in the picture alone
   * @param linkLength2 m
   * @param linkMass1 kg
   * @param linkMass2 kg
   * @param linkComPos1 distance of the first link's centre of mass from its joint, m
   * @param linkComPos2 the same of the second
   * @param linkMoi moment of inertia of either link, kg m^2
   * @param gravity m/s^2
   * @param maxVel1 rad/s
   * @param maxVel2 rad/s
   * @param torque of the motor, N m
   * @param torqueNoiseMax greatest torque added at random, N m
   * @param dt time between steps, s
   * @param goalHeight height of the line above the bar, as told by the cosines
   * @param stepReward reward of a step
   * @param goalReward reward of the step that reaches the line
   * @param startLow least angle (rad) and velocity (rad/s) at the start
   * @param startHigh greatest angle and velocity at the start
   * @param bookOrNips which equations: {@code book} or {@code nips}
   */
  public record Settings(
      double linkLength1,
      double linkLength2,
      double linkMass1,
      double linkMass2,
      double linkComPos1,
      double linkComPos2,
      double linkMoi,
      double gravity,
      double maxVel1,
      double maxVel2,
      double torque,
      double torqueNoiseMax,
      double dt,
      double goalHeight,
      double stepReward,
      double goalReward,
      double startLow,
      double startHigh,
      String bookOrNips) {
    static final List<Argument> ARGUMENTS =
        List.of(
            Argument.number("link_length_1", 1, 0.5, 2, "length of the first link, m"),
            Argument.number("link_length_2", 1, 0.5, 2, "length of the second link, m (drawn)"),
            Argument.number("link_mass_1", 1, 0.5, 2, "mass of the first link, kg"),
            Argument.number("link_mass_2", 1, 0.5, 2, "mass of the second link, kg"),
            Argument.number("link_com_pos_1", 0.5, 0.1, 1, "first link's centre of mass, m"),
            Argument.number("link_com_pos_2", 0.5, 0.1, 1, "second link's centre of mass, m"),
            Argument.number("link_moi", 1, 0.5, 5, "moment of inertia of either link, kg m^2"),
            Argument.number("gravity", 9.8, 0, 30, "gravity, m/s^2"),
            Argument.number("max_vel_1", 4 * Math.PI, 0.1, 30, "greatest velocity 1, rad/s"),
            Argument.number("max_vel_2", 9 * Math.PI, 0.1, 30, "greatest velocity 2, rad/s"),
            Argument.number("torque", 1, 0, 10, "torque of the motor, N m"),
            Argument.number("torque_noise_max", 0, 0, 10, "greatest torque added at random, N m"),
            Argument.number("dt", 0.2, 0.01, 0.2, "time between steps, s"),
            Argument.number("goal_height", 1, -2, 2, "height of the line above the bar"),
            Argument.number("step_reward", -1, -1000, 1000, "reward of a step"),
            Argument.number("goal_reward", 0, -1000, 1000, "reward of reaching the line"),
            Argument.number("start_low", -0.1, -1, 1, "least angle and velocity at the start"),
            Argument.number("start_high", 0.1, -1, 1, "greatest angle and velocity at the start"),
            Argument.choice(
                "book_or_nips", "book", List.of("book", "nips"), "whose equations of motion"));

    /** Gymnasium's. */
    public static final Settings DEFAULT = of(new Arguments(NAME, ARGUMENTS, Map.of()));

    public Settings {
      Ranges.require(
          NAME,
          ARGUMENTS,
          linkLength1,
          linkLength2,
          linkMass1,
          linkMass2,
          linkComPos1,
          linkComPos2,
          linkMoi,
          gravity,
          maxVel1,
          maxVel2,
          torque,
          torqueNoiseMax,
          dt,
          goalHeight,
          stepReward,
          goalReward,
          startLow,
          startHigh);
      Ranges.requireOrder(NAME, "start_low", startLow, "start_high", startHigh);
    }

    static Settings of(Arguments arguments) {
      return new Settings(
          arguments.number("link_length_1"),
          arguments.number("link_length_2"),
          arguments.number("link_mass_1"),
          arguments.number("link_mass_2"),
          arguments.number("link_com_pos_1"),
          arguments.number("link_com_pos_2"),
          arguments.number("link_moi"),
          arguments.number("gravity"),
          arguments.number("max_vel_1"),
          arguments.number("max_vel_2"),
          arguments.number("torque"),
          arguments.number("torque_noise_max"),
          arguments.number("dt"),
          arguments.number("goal_height"),
          arguments.number("step_reward"),
          arguments.number("goal_reward"),
          arguments.number("start_low"),
          arguments.number("start_high"),
          arguments.choice("book_or_nips"));
    }

    private Box<float[]> observations() {
      float[] high = {1, 1, 1, 1, (float) maxVel1, (float) maxVel2};
      float[] low = new float[high.length];
      for (int i = 0; i < high.length; i++) {
        low[i] = -high[i];
      }
      return Box.float32(low, high);
    }
  }

  private final Settings settings;
  private final AcrobotCopies acrobot;
  private final double[] reward = new double[1];
  private final boolean[] terminated = new boolean[1];
  private Pcg64 random;

  /** With Gymnasium's constants. */
  public Acrobot() {
    this(Settings.DEFAULT);
  }

  /** With other constants. */
  public Acrobot(Settings settings) {
    super(NAME, settings.observations(), ACTIONS, Pcg64::seeded);
    this.settings = settings;
    acrobot = new AcrobotCopies(settings, 1);
  }

  /** Many at once, each as the single one. */
  public static VectorEnvironment vector(
      int copies, AutoresetMode mode, OptionalInt maxEpisodeSteps, Settings settings) {
    return new ClassicVector(
        NAME,
        settings.observations(),
        ACTIONS,
        count -> new AcrobotCopies(settings, count),
        copies,
        mode,
        maxEpisodeSteps);
  }

  @Override
  protected Set<String> options() {
    return Set.of("low", "high");
  }

  @Override
  protected void begin(Pcg64 random, Map<String, Object> options) {
    double low = number(options, "low", settings.startLow());
    double high = number(options, "high", settings.startHigh());
    Ranges.requireOrder(NAME, "reset option low", low, "high", high);
    this.random = random;
    acrobot.start(0, random, low, high);
    terminated[0] = false;
  }

  @Override
  protected double move(Long action) {
    acrobot.act(new long[] {action});
    if (acrobot.draws()) {
      acrobot.draw(0, random);
    }
    acrobot.advance(reward, terminated);
    return reward[0];
  }

  @Override
  public boolean terminated() {
    return terminated[0];
  }

  @Override
  protected float[] observation() {
    float[] row = new float[6];
    acrobot.observe(0, row);
    return row;
  }

  @Override
  public double stepsPerSecond() {
    return 15;
  }

  @Override
  public List<String> actionNames() {
    return List.of("-1 N m", "0 N m", "1 N m");
  }

  @Override
  public PictureSize pictureSize() {
    return new PictureSize(400, 400);
  }

  @Override
  public void draw(Canvas canvas) {
    AcrobotPicture.draw(canvas, acrobot.theta1(0), acrobot.theta2(0), settings);
  }

  @Override
  protected void saveTask(DataOutput out) throws IOException {
    acrobot.save(0, out);
    out.writeBoolean(terminated[0]);
  }

  @Override
  protected void loadTask(DataInput in, Pcg64 random) throws IOException {
    this.random = random;
    acrobot.load(0, in);
    terminated[0] = in.readBoolean();
  }
}
