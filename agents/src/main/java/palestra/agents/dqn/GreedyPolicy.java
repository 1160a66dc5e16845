package palestra.agents.dqn;

import palestra.agents.Policy;
import palestra.agents.buffers.ObservationRows;
import palestra.agents.internal.Observations;
import palestra.envs.replay.Thought;
import palestra.envs.vector.Batch;
import palestra.networks.Endpoint;

/** Takes the action of the highest value. */
final class GreedyPolicy implements Policy {
  private final Endpoint values;
  private final Observations observations;
  private final ObservationRows looked;
  private final int actionCount;
  private final long firstAction;

  GreedyPolicy(Endpoint values, Observations observations, int actionCount, long firstAction) {
    this.values = values;
    this.observations = observations;
    this.looked = observations.rows(values, "observations");
    this.actionCount = actionCount;
    this.firstAction = firstAction;
  }

  @Override
  public void act(Batch seen, Batch actions) {
    values.requireOpen();
    observations.write(seen, looked);
    values.run();
    for (int i = 0; i < actions.rows(); i++) {
      actions.longs().put(i, firstAction + QNetwork.best(values.result("q"), i, actionCount));
    }
  }

  @Override
  public Thought thought(int copy) {
    float[] q = new float[actionCount];
    values.result("q").get(copy * actionCount, q);
    float best = q[QNetwork.best(values.result("q"), copy, actionCount)];
    return new Thought(new float[0], q, best);
  }
}
