package palestra.envs.toytext;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import palestra.envs.Canvas;
import palestra.envs.PictureSize;
import palestra.envs.episodic.EpisodicEnvironment;
import palestra.envs.seeding.Pcg64;
import palestra.envs.spaces.Discrete;
import palestra.envs.spaces.Tuple;

/**
 * Blackjack: come closer to 21 than the dealer, and not beyond.
 *
 * <p>R. S. Sutton and A. G. Barto, "Reinforcement Learning: An Introduction", 2nd edition, 2018,
 * example 5.1. Equal to Gymnasium's {@code Blackjack-v1}: the same seed and actions give the same
 * cards and rewards.
 *
 * <p>Cards are drawn from an endless deck: 2 to 10 count as they say, jack, queen and king 10, an
 * ace 11 where that keeps the hand at 21 or below (a usable ace), else 1. Once the player sticks,
 * the dealer draws up to 17 or more.
 *
 * <h2>Action space</h2>
 *
 * {@code Discrete(2)}: 0 sticks, 1 hits (takes a card).
 *
 * <h2>Observation space</h2>
 *
 * {@code Tuple(Discrete(32), Discrete(11), Discrete(2))}: the player's sum, the dealer's open card
 * (1 is an ace), and whether the player has a usable ace. In the vector form a row is these three
 * numbers.
 *
 * <h2>Reward</h2>
 *
 * 1 for a win, 0 for a draw, -1 for a loss, at the end; 0 before. By the book's rules, {@code sab},
 * an ace and a ten at once beat all but the same. Without them, with {@code natural}, a win by an
 * ace and a ten at once gives 1.5.
 *
 * <h2>Start</h2>
 *
 * Two cards each; one of the dealer's is open.
 *
 * <h2>End</h2>
 *
 * Terminated when the player sticks, or goes beyond 21. There is no step limit.
 *
 * <h2>Arguments</h2>
 *
 * <table>
 * <caption>Arguments</caption>
 * <tr><th>name</th><th>meaning</th></tr>
 * <tr><td>sab</td><td>the book's rules; natural is then without effect</td></tr>
 * <tr><td>natural</td><td>natural_reward for a win by an ace and a ten at once</td></tr>
 * <tr><td>dealer_sticks</td><td>the sum from which on the dealer takes no more cards</td></tr>
 * <tr><td>win_reward, draw_reward, loss_reward, natural_reward</td><td>the rewards above</td></tr>
 * </table>
 *
 * <h2>Versions</h2>
 *
 * v1: as Gymnasium's, sab on.
 */
public final class Blackjack extends EpisodicEnvironment<List<Object>, Long, Pcg64> {
  static final String NAME = "Blackjack";
  static final Tuple OBSERVATIONS = new Tuple(new Discrete(32), new Discrete(11), new Discrete(2));
  static final Discrete ACTIONS = new Discrete(2);
  static final int HIT = 1;
  static final int BEST = 21;
  static final int ACE = 1;
  static final int TEN = 10;
  static final int SUITS = 4;

  private static final int CARDS = 13;
  private static final int FACES = 3;

  /**
   * The rules.
   *
   * @param natural whether a win by an ace and a ten at once gives naturalReward
   * @param sab the book's rules: an ace and a ten at once beat all but the same, and natural is
   *     without effect
   * @param dealerSticks the sum from which on the dealer takes no more cards, up to 21
   * @param winReward of a win
   * @param drawReward of a draw
   * @param lossReward of a loss
   * @param naturalReward of a win by an ace and a ten at once
   */
  public record Settings(
      boolean natural,
      boolean sab,
      int dealerSticks,
      double winReward,
      double drawReward,
      double lossReward,
      double naturalReward) {
    /** Gymnasium's. */
    public static final Settings DEFAULT = new Settings(false, true, 17, 1, 0, -1, 1.5);

    public Settings {
      if (dealerSticks < 2 || dealerSticks > BEST) {
        throw new IllegalArgumentException("dealer_sticks is 2 to 21, but got " + dealerSticks);
      }
    }

    /** The reward of a player who sticks, once the dealer has drawn. */
    double reward(int playerSum, boolean playerNatural, int dealerSum, boolean dealerNatural) {
      if (sab && playerNatural && !dealerNatural) {
        return winReward;
      }
      if (dealerSum > BEST || playerSum > dealerSum) {
        return natural && !sab && playerNatural ? naturalReward : winReward;
      }
      return playerSum == dealerSum ? drawReward : lossReward;
    }
  }

  private final Settings settings;
  private final BlackjackHand player = new BlackjackHand();
  private final BlackjackHand dealer = new BlackjackHand();
  private Pcg64 random;
  private int suit;
  private int face;
  private boolean stuck;
  private boolean terminated;

  /** With Gymnasium's settings. */
  public Blackjack() {
    this(Settings.DEFAULT);
  }

  /** With other settings. */
  public Blackjack(Settings settings) {
    super(NAME, OBSERVATIONS, ACTIONS, Pcg64::seeded);
    this.settings = settings;
  }

  /** Draws a card: 1 is an ace, 10 a ten or a face. */
  static int drawCard(Pcg64 random) {
    return Math.min((int) random.integers(CARDS) + 1, TEN);
  }

  /** Draws the suit of the dealer's open card. */
  static int drawSuit(Pcg64 random) {
    return (int) random.integers(SUITS);
  }

  /** Draws the face of the dealer's open card, which matters to the eye alone; -1 for none. */
  static int drawFace(int card, Pcg64 random) {
    return card == TEN ? (int) random.integers(FACES) : -1;
  }

  /** What a hand counts. */
  static int total(int sum, boolean ace) {
    return usable(sum, ace) ? sum + TEN : sum;
  }

  /** Whether an ace of a hand counts 11. */
  static boolean usable(int sum, boolean ace) {
    return ace && sum + TEN <= BEST;
  }

  /** Whether a hand is an ace and a ten. */
  static boolean natural(int sum, boolean ace, int cards) {
    return ace && cards == 2 && sum == ACE + TEN;
  }

  @Override
  protected void begin(Pcg64 generator, Map<String, Object> options) {
    random = generator;
    dealer.clear();
    dealer.add(drawCard(generator));
    dealer.add(drawCard(generator));
    player.clear();
    player.add(drawCard(generator));
    player.add(drawCard(generator));
    suit = drawSuit(generator);
    face = drawFace(dealer.card(0), generator);
    stuck = false;
    terminated = false;
  }

  @Override
  protected double move(Long action) {
    if (action == HIT) {
      player.add(drawCard(random));
      terminated = player.total() > BEST;
      return terminated ? settings.lossReward() : 0;
    }
    while (dealer.total() < settings.dealerSticks()) {
      dealer.add(drawCard(random));
    }
    stuck = true;
    terminated = true;
    return settings.reward(player.total(), player.natural(), dealer.total(), dealer.natural());
  }

  @Override
  public boolean terminated() {
    return terminated;
  }

  @Override
  protected List<Object> observation() {
    return List.of((long) player.total(), (long) dealer.card(0), player.usableAce() ? 1L : 0L);
  }

  @Override
  public List<String> actionNames() {
    return List.of("stick", "hit");
  }

  @Override
  public double stepsPerSecond() {
    return 4;
  }

  @Override
  public PictureSize pictureSize() {
    return new PictureSize(BlackjackPicture.WIDTH, BlackjackPicture.HEIGHT);
  }

  @Override
  public void draw(Canvas canvas) {
    BlackjackPicture.draw(canvas, dealer, player, suit, face, stuck);
  }

  @Override
  protected void saveTask(DataOutput out) throws IOException {
    dealer.save(out);
    player.save(out);
    out.writeInt(suit);
    out.writeInt(face);
    out.writeBoolean(stuck);
    out.writeBoolean(terminated);
  }

  @Override
  protected void loadTask(DataInput in, Pcg64 generator) throws IOException {
    random = generator;
    dealer.load(in);
    player.load(in);
    suit = in.readInt();
    face = in.readInt();
    stuck = in.readBoolean();
    terminated = in.readBoolean();
  }
}
