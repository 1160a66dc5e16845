package palestra.envs.toytext;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import palestra.envs.Canvas;
import palestra.envs.PictureSize;
import palestra.envs.episodic.EpisodicEnvironment;
import palestra.envs.seeding.Pcg64;
import palestra.envs.spaces.Discrete;

/**
 * Taxi: fetch a passenger from one of four stands and bring them to another.
 *
 * <p>T. G. Dietterich, "Hierarchical Reinforcement Learning with the MAXQ Value Function
 * Decomposition", 2000. Equal to Gymnasium's {@code Taxi-v4}: the same seed and actions give the
 * same states, rewards, ends and info.
 *
 * <p>The town has 5 by 5 squares with walls between some; the stands are red (north-west), green
 * (north-east), yellow (south-west) and blue (south, one square from the east).
 *
 * <h2>Action space</h2>
 *
 * {@code Discrete(6)}: 0 drives south, 1 north, 2 east, 3 west, 4 picks the passenger up, 5 drops
 * them off. A wall stops the taxi.
 *
 * <h2>Observation space</h2>
 *
 * {@code Discrete(500)}: {@code ((row * 5 + column) * 5 + passenger) * 4 + destination}, with the
 * passenger at stand 0 to 3 (red, green, yellow, blue) or, 4, in the taxi.
 *
 * <h2>Reward</h2>
 *
 * 20 for dropping the passenger off at the destination, -10 for picking up or dropping off where
 * that is not possible, -1 for every other step. (Dropping off at another stand is possible.)
 *
 * <h2>Start</h2>
 *
 * Any square, stand and other stand as destination, all 300 as likely.
 *
 * <h2>End</h2>
 *
 * Terminated when the passenger has arrived; truncated after 200 steps, by the registry's step
 * limit.
 *
 * <h2>Info</h2>
 *
 * {@code prob}: the probability that the last transition had; 1 after a reset. {@code action_mask}:
 * 1 for each action that changes the state, 0 for the others, which may be taken all the same.
 *
 * <h2>Arguments</h2>
 *
 * <table>
 * <caption>Arguments</caption>
 * <tr><th>name</th><th>meaning</th></tr>
 * <tr><td>is_rainy, rainy_probability</td><td>in the rain a taxi goes where it wants to with
 * rainy_probability, and to either side with half of the rest; where a wall stops it, it stays</td></tr>
 * <tr><td>fickle_passenger, fickle_probability</td><td>a fickle passenger makes up their mind at the
 * start of an episode, with fickle_probability, to name another destination once the taxi has first
 * moved with them in it</td></tr>
 * <tr><td>step_reward, delivery_reward, illegal_reward</td><td>the rewards above</td></tr>
 * </table>
 *
 * <h2>Versions</h2>
 *
 * v4: rain and fickleness as Gymnasium has them since 1.3. The threshold is Gymnasium's 8; the mean
 * of shortest rides over all starts is 7.93.
 */
public final class Taxi extends EpisodicEnvironment<Long, Long, Pcg64> {
  static final String NAME = "Taxi";
  static final int STANDS = 4;

  /**
   * The weather, the passenger and the rewards.
   *
   * @param isRainy whether the taxi may skid
   * @param ficklePassenger whether the passenger may change their mind
   * @param rainyProbability of not skidding
   * @param fickleProbability that the passenger changes their mind
   * @param stepReward of a step
   * @param deliveryReward of dropping off at the destination
   * @param illegalReward of picking up or dropping off where that is not possible
   */
  public record Settings(
      boolean isRainy,
      boolean ficklePassenger,
      double rainyProbability,
      double fickleProbability,
      double stepReward,
      double deliveryReward,
      double illegalReward) {
    /** Gymnasium's. */
    public static final Settings DEFAULT = new Settings(false, false, 0.8, 0.3, -1, 20, -10);

    public Settings {
      if (!(rainyProbability >= 0 && rainyProbability <= 1)) {
        throw new IllegalArgumentException(
            "rainy_probability is 0 to 1, but got " + rainyProbability);
      }
      if (!(fickleProbability >= 0 && fickleProbability <= 1)) {
        throw new IllegalArgumentException(
            "fickle_probability is 0 to 1, but got " + fickleProbability);
      }
    }
  }

  private final Settings settings;
  private final TabularState state;
  private final byte[] masks;
  private boolean fickle;
  private Pcg64 random;

  /** With Gymnasium's settings. */
  public Taxi() {
    this(Settings.DEFAULT);
  }

  /** With other settings. */
  public Taxi(Settings settings) {
    super(NAME, new Discrete(TaxiTown.STATES), new Discrete(TaxiTown.ACTIONS), Pcg64::seeded);
    this.settings = settings;
    this.state = new TabularState(TaxiTown.task(settings));
    this.masks = TaxiTown.masks();
  }

  /** Whether a new episode's passenger will change their mind. */
  static boolean drawFickle(Settings settings, Pcg64 random) {
    return settings.ficklePassenger() && random.random() < settings.fickleProbability();
  }

  /** The state with another destination than it has. */
  static int changeDestination(int state, Pcg64 random) {
    int destination = state % STANDS;
    int other = (int) random.integers(STANDS - 1L);
    return state - destination + (other < destination ? other : other + 1);
  }

  /** Whether the taxi moved from one state to the other with the passenger in it. */
  static boolean rode(int before, int after) {
    return TaxiTown.passenger(before) == STANDS
        && TaxiTown.square(before) != TaxiTown.square(after);
  }

  @Override
  protected void begin(Pcg64 generator, Map<String, Object> options) {
    random = generator;
    state.begin(generator);
    fickle = drawFickle(settings, generator);
  }

  @Override
  protected double move(Long action) {
    int before = state.state();
    double reward = state.move(action.intValue(), random);
    if (fickle && rode(before, state.state())) {
      fickle = false;
      state.setState(changeDestination(state.state(), random));
    }
    return reward;
  }

  @Override
  public boolean terminated() {
    return state.terminated();
  }

  @Override
  protected Long observation() {
    return (long) state.state();
  }

  private byte[] mask() {
    byte[] mask = new byte[TaxiTown.ACTIONS];
    System.arraycopy(masks, TaxiTown.ACTIONS * state.state(), mask, 0, mask.length);
    return mask;
  }

  @Override
  public Optional<byte[]> actionMask() {
    return Optional.of(mask());
  }

  @Override
  protected Map<String, Object> info() {
    return Map.of("prob", state.probability(), "action_mask", mask());
  }

  @Override
  public List<String> actionNames() {
    return List.of("south", "north", "east", "west", "pick up", "drop off");
  }

  @Override
  public double stepsPerSecond() {
    return 4;
  }

  @Override
  public PictureSize pictureSize() {
    return new PictureSize(TaxiPicture.SIDE, TaxiPicture.SIDE);
  }

  @Override
  public void draw(Canvas canvas) {
    TaxiPicture.draw(canvas, state.state(), state.action());
  }

  @Override
  protected void saveTask(DataOutput out) throws IOException {
    state.save(out);
    out.writeBoolean(fickle);
  }

  @Override
  protected void loadTask(DataInput in, Pcg64 generator) throws IOException {
    random = generator;
    state.load(in);
    fickle = in.readBoolean();
  }
}
