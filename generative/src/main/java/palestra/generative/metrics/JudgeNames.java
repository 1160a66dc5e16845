package palestra.generative.metrics;

import palestra.generative.data.Data;

/** What the classifier that judges pictures of some data is called, before there is one. */
public final class JudgeNames {
  /** The least side that LeNet-5 can see. */
  private static final int LENET_SIDE = 16;

  private JudgeNames() {}

  /** Whether data can have a judge: pictures of at least two classes. */
  public static boolean has(Data data) {
    return data.pictures() && data.classes() > 1;
  }

  /** The body of their judge: {@code lenet5}, or {@code conv} where a side is below 16 pixels. */
  public static String body(Data data) {
    int[] shape = data.shape();
    return Math.min(shape[0], shape[1]) < LENET_SIDE ? "conv" : "lenet5";
  }

  /** The data's first word and the body, such as {@code strokes-lenet5}. */
  public static String of(Data data) {
    return data.name().strip().split("\\s+", -1)[0] + "-" + body(data);
  }

  /**
   * The name of a figure that a judge makes, such as {@code frechetStrokesLenet5}.
   *
   * @param figure such as {@code frechet}
   * @param judge such as {@code strokes-lenet5}
   */
  public static String figure(String figure, String judge) {
    StringBuilder name = new StringBuilder(figure);
    boolean first = true;
    for (int i = 0; i < judge.length(); i++) {
      char letter = judge.charAt(i);
      if (Character.isLetterOrDigit(letter)) {
        name.append(first ? Character.toUpperCase(letter) : letter);
      }
      first = !Character.isLetterOrDigit(letter);
    }
    return name.toString();
  }
}
