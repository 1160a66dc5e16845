package palestra.envs.toytext;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The cards that a player or the dealer of {@link Blackjack} holds. */
final class BlackjackHand {
  // Twenty-one aces, and the card that goes beyond 21.
  private final int[] cards = new int[Blackjack.BEST + 1];
  private int size;
  private int sum;
  private boolean ace;

  void clear() {
    size = 0;
    sum = 0;
    ace = false;
  }

  void add(int card) {
    cards[size++] = card;
    sum += card;
    ace |= card == Blackjack.ACE;
  }

  int size() {
    return size;
  }

  int card(int i) {
    return cards[i];
  }

  int total() {
    return Blackjack.total(sum, ace);
  }

  boolean usableAce() {
    return Blackjack.usable(sum, ace);
  }

  boolean natural() {
    return Blackjack.natural(sum, ace, size);
  }

  void save(DataOutput out) throws IOException {
    out.writeInt(size);
    for (int i = 0; i < size; i++) {
      out.writeByte(cards[i]);
    }
  }

  void load(DataInput in) throws IOException {
    int count = in.readInt();
    clear();
    for (int i = 0; i < count; i++) {
      add(in.readByte());
    }
  }
}
