package palestra.envs.toytext;

import palestra.envs.registry.Baseline;

/**
 * Basic strategy: for every sum, open card and usable ace, whether to hit, from the exact odds of
 * the endless deck. (Sums are hard ones here: an ace counts 1, and a flag says that there is one.)
 */
final class BlackjackStrategy implements Baseline {
  private static final int TENS = 4;
  private static final double CARDS = 13;
  private static final int MOST = 32;

  private final Blackjack.Settings settings;
  // By open card: the odds of the dealer's last sums, everything beyond 21 at 22.
  private final double[][] dealer = new double[Blackjack.TEN + 1][Blackjack.BEST + 2];
  // By open card, hard sum and ace: what the game is worth.
  private final double[][][] worth = new double[Blackjack.TEN + 1][MOST][2];
  private final boolean[][][] hits = new boolean[Blackjack.TEN + 1][MOST][2];

  /** The best strategy under these rules. */
  BlackjackStrategy(Blackjack.Settings settings) {
    this.settings = settings;
    for (int open = 1; open <= Blackjack.TEN; open++) {
      for (int card = 1; card <= Blackjack.TEN; card++) {
        boolean ace = open == Blackjack.ACE || card == Blackjack.ACE;
        playDealer(open, open + card, ace, odds(card));
      }
      // From the highest hard sum down, and those with an ace last: a card leads to a higher sum.
      for (int sum = Blackjack.BEST; sum >= 2; sum--) {
        decide(open, sum, true);
        decide(open, sum, false);
      }
    }
  }

  private static double odds(int card) {
    return (card == Blackjack.TEN ? TENS : 1) / CARDS;
  }

  private void playDealer(int open, int sum, boolean ace, double chance) {
    int total = Blackjack.total(sum, ace);
    if (total >= settings.dealerSticks()) {
      dealer[open][Math.min(total, Blackjack.BEST + 1)] += chance;
      return;
    }
    for (int card = 1; card <= Blackjack.TEN; card++) {
      playDealer(open, sum + card, ace || card == Blackjack.ACE, chance * odds(card));
    }
  }

  private void decide(int open, int sum, boolean ace) {
    double hitting = 0;
    for (int card = 1; card <= Blackjack.TEN; card++) {
      int more = sum + card;
      boolean moreAce = ace || card == Blackjack.ACE;
      hitting +=
          odds(card)
              * (more > Blackjack.BEST
                  ? settings.lossReward()
                  : worth[open][more][moreAce ? 1 : 0]);
    }
    double sticking = 0;
    for (int total = 0; total < dealer[open].length; total++) {
      sticking +=
          dealer[open][total] * settings.reward(Blackjack.total(sum, ace), false, total, false);
    }
    hits[open][sum][ace ? 1 : 0] = hitting > sticking;
    worth[open][sum][ace ? 1 : 0] = Math.max(hitting, sticking);
  }

  /** Whether to hit. */
  boolean hits(int total, int open, boolean usableAce) {
    return total < Blackjack.BEST
        && hits[open][usableAce ? total - Blackjack.TEN : total][usableAce ? 1 : 0];
  }

  @Override
  public double[] act(double[] observation, byte[] mask) {
    boolean hit = hits((int) observation[0], (int) observation[1], observation[2] != 0);
    return new double[] {hit ? Blackjack.HIT : 0};
  }
}
