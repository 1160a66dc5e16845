package palestra.networks.layers;

import java.util.Locale;

/**
 * What an agent remembers with, as one setting. As text: {@code none}, or a kind and its units,
 * such as {@code lstm 64}.
 *
 * @param kind of recurrent layer
 * @param units its width; 0 where there is none
 */
public record Memory(Kind kind, int units) {

  /** Nothing is remembered. */
  public static final Memory NONE = new Memory(Kind.NONE, 0);

  /** The recurrent layers to choose from. */
  public enum Kind {
    /** Without memory. */
    NONE,
    /** {@link Rnn}. */
    RNN,
    /** {@link Lstm}. */
    LSTM,
    /** {@link Gru}. */
    GRU
  }

  public Memory {
    if (kind == Kind.NONE && units != 0) {
      throw new IllegalArgumentException("the memory none has no units, but got " + units);
    }
    if (kind != Kind.NONE && units < 1) {
      throw new IllegalArgumentException(
          "the memory %s needs at least 1 unit, not %d".formatted(name(kind), units));
    }
  }

  /**
   * Reads a memory from text.
   *
   * @throws IllegalArgumentException if it cannot be read; says what is possible
   */
  public static Memory valueOf(String text) {
    String[] words = text.strip().toLowerCase(Locale.ROOT).split("\\s+", -1);
    for (Kind kind : Kind.values()) {
      if (name(kind).equals(words[0]) && words.length == (kind == Kind.NONE ? 1 : 2)) {
        return kind == Kind.NONE ? NONE : new Memory(kind, units(text, words[1]));
      }
    }
    throw unreadable(text);
  }

  private static int units(String text, String word) {
    try {
      return Integer.parseInt(word);
    } catch (NumberFormatException e) {
      throw unreadable(text);
    }
  }

  private static IllegalArgumentException unreadable(String text) {
    return new IllegalArgumentException(
        "cannot read the memory \""
            + text
            + "\": use \"none\", or a kind and its units as \"lstm 64\", \"gru 64\" or"
            + " \"rnn 64\"");
  }

  /** Whether anything is remembered. */
  public boolean present() {
    return kind != Kind.NONE;
  }

  /**
   * The layer that remembers.
   *
   * @throws IllegalStateException if there is none
   */
  public Recurrent layer() {
    return switch (kind) {
      case NONE -> throw new IllegalStateException("the memory none has no layer");
      case RNN -> new Rnn(units);
      case LSTM -> new Lstm(units);
      case GRU -> new Gru(units);
    };
  }

  /** The text that {@link #valueOf(String)} reads. */
  @Override
  public String toString() {
    return present() ? name(kind) + " " + units : name(kind);
  }

  private static String name(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
