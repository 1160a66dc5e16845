package palestra.envs.toytext;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.OptionalInt;
import palestra.envs.seeding.Pcg64;
import palestra.envs.vector.ActionRows;
import palestra.envs.vector.ArrayVectorEnvironment;
import palestra.envs.vector.AutoresetMode;
import palestra.envs.vector.Batch;

/**
 * Many games of {@link Blackjack} at once; copy for copy the same as the single one gives. A row of
 * observations is the player's sum, the dealer's open card, and 1 or 0 for a usable ace.
 */
public final class BlackjackVector extends ArrayVectorEnvironment<Pcg64> {
  private static final int NUMBERS = 3;

  private final Blackjack.Settings settings;
  private final Pcg64[] randoms;
  private final int[] playerSum;
  private final boolean[] playerAce;
  private final int[] playerCards;
  private final int[] dealerOpen;
  private final int[] dealerSum;
  private final boolean[] dealerAce;
  private final int[] dealerCards;
  private final long[] actions;
  private final long[] rows;

  /**
   * Copies, not yet started.
   *
   * @param maxEpisodeSteps steps after which an episode is truncated
   */
  public BlackjackVector(
      int copies, AutoresetMode mode, OptionalInt maxEpisodeSteps, Blackjack.Settings settings) {
    super(Blackjack.OBSERVATIONS, Blackjack.ACTIONS, copies, mode, maxEpisodeSteps, Pcg64::seeded);
    this.settings = settings;
    randoms = new Pcg64[copies];
    for (int i = 0; i < copies; i++) {
      randoms[i] = random(i);
    }
    playerSum = new int[copies];
    playerAce = new boolean[copies];
    playerCards = new int[copies];
    dealerOpen = new int[copies];
    dealerSum = new int[copies];
    dealerAce = new boolean[copies];
    dealerCards = new int[copies];
    actions = new long[copies];
    rows = new long[NUMBERS * copies];
  }

  @Override
  protected void takeActions(Batch batch) {
    ActionRows.require(Blackjack.NAME, Blackjack.ACTIONS, batch);
    batch.longs().get(0, actions);
  }

  @Override
  protected void advance(double[] rewards, boolean[] terminated) {
    for (int i = 0; i < actions.length; i++) {
      if (skipsAction(i)) {
        continue;
      }
      if (actions[i] == Blackjack.HIT) {
        deal(i, randoms[i]);
        terminated[i] = playerSum[i] > Blackjack.BEST;
        rewards[i] = terminated[i] ? settings.lossReward() : 0;
      } else {
        terminated[i] = true;
        rewards[i] = stick(i, randoms[i]);
      }
    }
  }

  /** Plays the dealer's hand; gives the reward. */
  private double stick(int i, Pcg64 random) {
    while (Blackjack.total(dealerSum[i], dealerAce[i]) < settings.dealerSticks()) {
      dealDealer(i, random);
    }
    return settings.reward(
        Blackjack.total(playerSum[i], playerAce[i]),
        Blackjack.natural(playerSum[i], playerAce[i], playerCards[i]),
        Blackjack.total(dealerSum[i], dealerAce[i]),
        Blackjack.natural(dealerSum[i], dealerAce[i], dealerCards[i]));
  }

  private void deal(int i, Pcg64 random) {
    int card = Blackjack.drawCard(random);
    playerSum[i] += card;
    playerAce[i] |= card == Blackjack.ACE;
    playerCards[i]++;
  }

  private void dealDealer(int i, Pcg64 random) {
    int card = Blackjack.drawCard(random);
    dealerSum[i] += card;
    dealerAce[i] |= card == Blackjack.ACE;
    dealerCards[i]++;
  }

  @Override
  protected void startEpisode(int copy, Pcg64 random) {
    playerSum[copy] = 0;
    playerAce[copy] = false;
    playerCards[copy] = 0;
    dealerSum[copy] = 0;
    dealerAce[copy] = false;
    dealerCards[copy] = 0;
    dealDealer(copy, random);
    dealerOpen[copy] = dealerSum[copy];
    dealDealer(copy, random);
    deal(copy, random);
    deal(copy, random);
    // Nobody sees these here, but the generator goes on from behind them.
    Blackjack.drawSuit(random);
    Blackjack.drawFace(dealerOpen[copy], random);
  }

  @Override
  protected void observe(Batch observations) {
    for (int i = 0; i < playerSum.length; i++) {
      rows[NUMBERS * i] = Blackjack.total(playerSum[i], playerAce[i]);
      rows[NUMBERS * i + 1] = dealerOpen[i];
      rows[NUMBERS * i + 2] = Blackjack.usable(playerSum[i], playerAce[i]) ? 1 : 0;
    }
    observations.longs().put(0, rows);
  }

  @Override
  protected void observe(int copy, Batch observations) {
    boolean usable = Blackjack.usable(playerSum[copy], playerAce[copy]);
    observations
        .longs()
        .put(NUMBERS * copy, Blackjack.total(playerSum[copy], playerAce[copy]))
        .put(NUMBERS * copy + 1, dealerOpen[copy])
        .put(NUMBERS * copy + 2, usable ? 1 : 0);
  }

  @Override
  protected void saveCopies(DataOutput out) throws IOException {
    for (int i = 0; i < playerSum.length; i++) {
      out.writeInt(playerSum[i]);
      out.writeBoolean(playerAce[i]);
      out.writeInt(playerCards[i]);
      out.writeInt(dealerOpen[i]);
      out.writeInt(dealerSum[i]);
      out.writeBoolean(dealerAce[i]);
      out.writeInt(dealerCards[i]);
    }
  }

  @Override
  protected void loadCopies(DataInput in) throws IOException {
    for (int i = 0; i < playerSum.length; i++) {
      playerSum[i] = in.readInt();
      playerAce[i] = in.readBoolean();
      playerCards[i] = in.readInt();
      dealerOpen[i] = in.readInt();
      dealerSum[i] = in.readInt();
      dealerAce[i] = in.readBoolean();
      dealerCards[i] = in.readInt();
    }
  }
}
