package palestra.envs.toytext;

import palestra.envs.Canvas;

/** How a game of blackjack looks. */
final class BlackjackPicture {
  static final int WIDTH = 600;
  static final int HEIGHT = 440;

  private static final int TABLE = 0xDDEBE4FF;
  private static final int TABLE_RIM = 0xC3D9CEFF;
  private static final int LINE = 0xA9C8B9FF;
  private static final int INK = 0x33415CFF;
  private static final int FAINT = 0x7C8DA6FF;
  private static final int BACK = 0x5B6FB0FF;
  private static final int BACK_LIGHT = 0x8093CFFF;
  private static final int SHADE = 0xE4572EFF;
  private static final int GOOD = 0x3FA37AFF;
  private static final float CARD_WIDTH = 88;
  private static final float CARD_HEIGHT = 124;
  private static final float DEALER_Y = 52;
  private static final float PLAYER_Y = 264;
  private static final float LEFT = 190;
  private static final float ROOM = 380;
  private static final String[] FACES = {"J", "Q", "K"};

  private BlackjackPicture() {}

  static void draw(
      Canvas canvas,
      BlackjackHand dealer,
      BlackjackHand player,
      int suit,
      int face,
      boolean stuck) {
    canvas.clear(TABLE_RIM);
    canvas.roundedRectangle(12, 12, WIDTH - 24, HEIGHT - 24, 26, TABLE);
    canvas.line(40, HEIGHT / 2f, WIDTH - 40, HEIGHT / 2f, 2, LINE);
    drawHand(canvas, dealer, DEALER_Y, suit, face, !stuck);
    drawHand(canvas, player, PLAYER_Y, suit + 1, -1, false);
    String open = dealer.card(0) == Blackjack.ACE ? "A" : Integer.toString(dealer.card(0));
    boolean dealerOver = stuck && dealer.total() > Blackjack.BEST;
    label(
        canvas,
        DEALER_Y,
        "Dealer",
        stuck ? Integer.toString(dealer.total()) : open + " + ?",
        dealerOver ? "over 21" : "",
        dealerOver ? SHADE : FAINT);
    boolean over = player.total() > Blackjack.BEST;
    label(
        canvas,
        PLAYER_Y,
        "Player",
        Integer.toString(player.total()),
        over ? "over 21" : player.usableAce() ? "usable ace" : stuck ? "sticks" : "",
        over ? SHADE : GOOD);
  }

  private static void label(
      Canvas canvas, float y, String who, String total, String note, int color) {
    canvas.text(105, y + 22, 20, Canvas.Align.CENTER, FAINT, who);
    canvas.text(105, y + 64, 42, Canvas.Align.CENTER, INK, total);
    canvas.text(105, y + 104, 18, Canvas.Align.CENTER, color, note);
  }

  private static void drawHand(
      Canvas canvas, BlackjackHand hand, float y, int suit, int face, boolean hidden) {
    float step = Math.min(CARD_WIDTH + 10, (ROOM - CARD_WIDTH) / Math.max(1, hand.size() - 1));
    for (int i = 0; i < hand.size(); i++) {
      float x = LEFT + i * step;
      if (hidden && i > 0) {
        drawBack(canvas, x, y);
      } else {
        // Suits matter to the eye alone: but for the open card they follow from the place.
        int shown = (suit + i) % Blackjack.SUITS;
        drawCard(canvas, x, y, name(hand.card(i), i == 0 ? face : -1), shown);
      }
    }
  }

  private static String name(int card, int face) {
    return face >= 0 ? FACES[face] : card == Blackjack.ACE ? "A" : Integer.toString(card);
  }

  private static void drawCard(Canvas canvas, float x, float y, String name, int suit) {
    PlayingCards.paper(canvas, x, y, CARD_WIDTH, CARD_HEIGHT);
    int color = PlayingCards.color(suit);
    canvas.text(x + 17, y + 20, 24, Canvas.Align.CENTER, color, name);
    PlayingCards.suit(canvas, suit, x + 17, y + 43, 8);
    PlayingCards.suit(canvas, suit, x + CARD_WIDTH / 2 + 4, y + CARD_HEIGHT / 2 + 8, 23);
  }

  private static void drawBack(Canvas canvas, float x, float y) {
    PlayingCards.paper(canvas, x, y, CARD_WIDTH, CARD_HEIGHT);
    canvas.roundedRectangle(x + 6, y + 6, CARD_WIDTH - 12, CARD_HEIGHT - 12, 6, BACK);
    for (int row = 0; row < 6; row++) {
      for (int column = 0; column < 4; column++) {
        float cx = x + 16 + column * 18.6f;
        float cy = y + 16 + row * 18.4f;
        canvas.polygon(new float[] {cx, cy - 6, cx + 6, cy, cx, cy + 6, cx - 6, cy}, BACK_LIGHT);
      }
    }
  }
}
