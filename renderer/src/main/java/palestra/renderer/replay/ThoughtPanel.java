package palestra.renderer.replay;

import static palestra.renderer.Theme.ACCENT;
import static palestra.renderer.Theme.BAD;
import static palestra.renderer.Theme.CARD;
import static palestra.renderer.Theme.FAINT;
import static palestra.renderer.Theme.INK;
import static palestra.renderer.Theme.MUTED;
import static palestra.renderer.Theme.SOFT;

import java.util.List;
import palestra.envs.Canvas.Align;
import palestra.envs.replay.Thought;
import palestra.renderer.GlCanvas;

/** The strip under a scene: how the episode stands, what the agent would do, what it hopes for. */
final class ThoughtPanel {

  static final float HEIGHT = 120;

  private static final float TITLE_Y = 21;
  private static final float TOP = 38;
  private static final float ROW = 22;
  private static final float LABEL = 12.5f;
  private static final float NUMBER = 14;
  private static final int MOST_ROWS = 4;

  private static final float FIGURES_X = 20;
  private static final float FIGURES_W = 136;
  private static final float BARS_X = 186;
  private static final float BARS_W = 208;
  private static final float VALUE_X = 424;
  private static final float VALUE_W = 156;

  private final Stage stage;
  private final Traces traces;
  private final List<String> names;

  ThoughtPanel(Stage stage) {
    this.stage = stage;
    traces = new Traces(stage.replay());
    names = stage.environment().actionNames();
  }

  void draw(GlCanvas canvas) {
    canvas.clear(CARD);
    canvas.rectangle((FIGURES_X + FIGURES_W + BARS_X) / 2, 14, 1, HEIGHT - 28, FAINT);
    canvas.rectangle((BARS_X + BARS_W + VALUE_X) / 2, 14, 1, HEIGHT - 28, FAINT);
    figures(canvas);
    actions(canvas);
    value(canvas);
  }

  private void figures(GlCanvas canvas) {
    String state = stage.state();
    figure(canvas, TITLE_Y, "step", stage.position() + " / " + stage.length());
    figure(canvas, TITLE_Y + 26, "reward", Numbers.reward(stage.reward()));
    figure(canvas, TITLE_Y + 52, "return", Numbers.reward(stage.returnSoFar()));
    canvas.text(FIGURES_X, TITLE_Y + 78, LABEL, Align.LEFT, MUTED, "episode");
    int color = stage.terminated() || stage.differs() ? BAD : INK;
    canvas.boldText(FIGURES_X + FIGURES_W, TITLE_Y + 78, NUMBER, Align.RIGHT, color, state);
  }

  private static void figure(GlCanvas canvas, float y, String label, String number) {
    canvas.text(FIGURES_X, y, LABEL, Align.LEFT, MUTED, label);
    canvas.boldText(FIGURES_X + FIGURES_W, y, NUMBER, Align.RIGHT, INK, number);
  }

  private void actions(GlCanvas canvas) {
    Thought thought = stage.thought();
    if (thought.probabilities().length > 0) {
      title(canvas, "action probability");
      choices(canvas, thought.probabilities(), 0, 1, true);
    } else if (thought.actionValues().length > 0) {
      title(canvas, "action value");
      // An empty bar would look like a missing one: the least of all still shows.
      double reach = Math.max(traces.actionValueHigh - traces.actionValueLow, 1e-6);
      double low = traces.actionValueLow - 0.05 * reach;
      choices(canvas, thought.actionValues(), low, traces.actionValueHigh, false);
    } else {
      title(canvas, "action");
      taken(canvas);
    }
  }

  private static void title(GlCanvas canvas, String title) {
    canvas.text(BARS_X, TITLE_Y, LABEL, Align.LEFT, MUTED, title);
  }

  private void choices(GlCanvas canvas, float[] numbers, double low, double high, boolean percent) {
    int chosen = (int) stage.entry().action()[0];
    if (numbers.length > MOST_ROWS) {
      columns(canvas, numbers, low, high, chosen);
      return;
    }
    float y = TOP + (numbers.length < 3 ? ROW / 2 : 4);
    float pitch = numbers.length < 3 ? ROW + 6 : (HEIGHT - TOP - 6) / MOST_ROWS;
    for (int i = 0; i < numbers.length; i++) {
      String number = percent ? Numbers.percent(numbers[i]) : Numbers.brief(numbers[i]);
      double share = (numbers[i] - low) / (high - low);
      row(canvas, y + i * pitch, name(i), 0, share, i == chosen, number);
    }
  }

  private String name(int action) {
    return action < names.size() ? names.get(action) : "action " + action;
  }

  /** One bar with its label before it and its number behind; shares are of the bar's length. */
  private static void row(
      GlCanvas canvas,
      float y,
      String label,
      double from,
      double to,
      boolean strong,
      String number) {
    float labelWidth = 62;
    float numberWidth = 46;
    float x = BARS_X + labelWidth;
    float w = BARS_W - labelWidth - numberWidth;
    canvas.text(BARS_X, y, LABEL, Align.LEFT, strong ? INK : MUTED, label);
    canvas.roundedRectangle(x, y - 5, w, 10, 3, FAINT);
    float left = (float) (x + w * Math.max(0, Math.min(from, to)));
    float right = (float) (x + w * Math.min(1, Math.max(from, to)));
    if (right - left > 0.5f) {
      canvas.roundedRectangle(left, y - 5, right - left, 10, 3, strong ? ACCENT : SOFT);
    }
    canvas.text(BARS_X + BARS_W, y, LABEL, Align.RIGHT, strong ? INK : MUTED, number);
  }

  /** Many actions: upright bars, numbered as far as there is room. */
  private static void columns(
      GlCanvas canvas, float[] numbers, double low, double high, int chosen) {
    float pitch = BARS_W / numbers.length;
    float bar = Math.max(1, pitch - Math.min(4, pitch * 0.25f));
    float bottom = HEIGHT - 24;
    float h = bottom - TOP;
    int every = (int) Math.ceil(16 / pitch);
    for (int i = 0; i < numbers.length; i++) {
      float x = BARS_X + i * pitch;
      float share = (float) Math.max(0, Math.min(1, (numbers[i] - low) / (high - low)));
      canvas.rectangle(x, TOP, bar, h, FAINT);
      canvas.rectangle(x, bottom - h * share, bar, h * share, i == chosen ? ACCENT : SOFT);
      if (i % every == 0) {
        int color = i == chosen ? INK : MUTED;
        canvas.text(x + bar / 2, bottom + 10, 11, Align.CENTER, color, Integer.toString(i));
      }
    }
  }

  /** An agent that says nothing: only what it did. */
  private void taken(GlCanvas canvas) {
    double[] action = stage.entry().action();
    boolean discrete = action.length == 1 && !names.isEmpty();
    if (discrete) {
      String name = name((int) action[0]);
      canvas.boldText(BARS_X, TOP + 16, 16, Align.LEFT, INK, name);
      return;
    }
    double reach = Math.max(traces.actionReach, 1e-6);
    for (int i = 0; i < Math.min(action.length, MOST_ROWS); i++) {
      double to = 0.5 + action[i] / reach / 2;
      String number = Numbers.brief(action[i]);
      row(canvas, TOP + 8 + i * (ROW - 3), "action " + i, 0.5, to, true, number);
    }
  }

  private void value(GlCanvas canvas) {
    canvas.text(VALUE_X, TITLE_Y, LABEL, Align.LEFT, MUTED, "state value");
    float x = VALUE_X;
    float y = TOP + 4;
    float w = VALUE_W;
    float h = HEIGHT - TOP - 24;
    if (traces.values.length == 0) {
      canvas.text(VALUE_X + VALUE_W, TITLE_Y, LABEL, Align.RIGHT, MUTED, "not estimated");
      canvas.line(x, y + h / 2, x + w, y + h / 2, 1, FAINT);
      return;
    }
    int last = traces.values.length - 1;
    int step = Math.min(stage.position(), last);
    float now = traces.values[step];
    canvas.rectangle(x, y + h + 4, w, 1, FAINT);
    canvas.boldText(x + w, TITLE_Y, NUMBER, Align.RIGHT, INK, Numbers.brief(now));
    canvas.polyline(traces.curve(step, last, x, y, w, h), 1.25f, SOFT);
    canvas.polyline(traces.curve(0, step, x, y, w, h), 1.75f, ACCENT);
    float share = last == 0 ? 0 : (float) step / last;
    canvas.circle(x + w * share, traces.height(now, y, h), 3.5f, ACCENT);
  }
}
