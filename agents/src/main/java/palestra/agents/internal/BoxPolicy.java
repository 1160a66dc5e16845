package palestra.agents.internal;

import palestra.agents.Policy;
import palestra.agents.buffers.ObservationRows;
import palestra.envs.replay.Thought;
import palestra.envs.vector.Batch;
import palestra.networks.Endpoint;

/** Acts in a Box as it was learned; the value is computed only where a thought is asked for. */
public final class BoxPolicy implements Policy {
  private final BoxActions actions;
  private final Observations observations;
  private final Endpoint choose;
  private final Endpoint judge;
  private final ObservationRows seen;
  private final ObservationRows judged;
  private final float[] unit;
  private boolean fresh;

  /**
   * A policy for as many copies as the endpoints have rows.
   *
   * @param choose from {@code observations} to {@code actions} in [-1, 1]
   * @param judge from {@code observations} to the {@code value} of those actions
   */
  public BoxPolicy(BoxActions actions, Observations observations, Endpoint choose, Endpoint judge) {
    this.actions = actions;
    this.observations = observations;
    this.choose = choose;
    this.judge = judge;
    this.seen = observations.rows(choose, "observations");
    this.judged = observations.rows(judge, "observations");
    this.unit = new float[seen.count() * actions.size()];
  }

  @Override
  public void act(Batch batch, Batch chosen) {
    choose.requireOpen();
    observations.write(batch, seen);
    choose.run();
    fresh = true;
    choose.result("actions").get(0, unit);
    for (int copy = 0; copy < seen.count(); copy++) {
      actions.write(unit, copy, chosen);
    }
  }

  @Override
  public Thought thought(int copy) {
    if (fresh) {
      judged.put(0, seen, 0, seen.count());
      judge.run();
      fresh = false;
    }
    return new Thought(new float[0], new float[0], judge.result("value").get(copy));
  }
}
