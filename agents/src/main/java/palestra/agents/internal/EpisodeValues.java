package palestra.agents.internal;

import palestra.networks.Model;

/** The value function at work on whole episodes, batch after batch. */
public final class EpisodeValues {
  private final Critic critic;
  private final EpisodeCursor cursor;

  /** Adds an endpoint to the model that judges so many sequences of so many steps at once. */
  public EpisodeValues(Model model, ActorCritic network, int sequences, int length) {
    critic = new Critic(model, "value", network, sequences, length);
    cursor = new EpisodeCursor(sequences, length);
  }

  /** Notes the present value of every step. */
  void judge(Episodes episodes) {
    for (int from = 0; from < episodes.sequences(); from += cursor.sequences()) {
      cursor.point(episodes, from);
      cursor.fill(critic.input());
      critic.judge();
      for (int row = 0; row < cursor.rows(); row++) {
        if (cursor.real(row)) {
          cursor.episode(row).values()[cursor.step(row)] = critic.value(row);
        }
      }
    }
  }
}
