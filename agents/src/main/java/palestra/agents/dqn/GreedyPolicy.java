package palestra.agents.dqn;

import java.util.Optional;
import palestra.agents.Policy;
import palestra.agents.buffers.ObservationRows;
import palestra.agents.internal.Observations;
import palestra.envs.replay.Thought;
import palestra.envs.vector.Batch;
import palestra.networks.Endpoint;

/** Takes the action of the highest value among those that may be taken. */
final class GreedyPolicy implements Policy {
  private final Endpoint values;
  private final Observations observations;
  private final ObservationRows looked;
  private final int actionCount;
  private final long firstAction;
  private final int[] chosen;

  GreedyPolicy(Endpoint values, Observations observations, int actionCount, long firstAction) {
    this.values = values;
    this.observations = observations;
    this.looked = observations.rows(values, "observations");
    this.actionCount = actionCount;
    this.firstAction = firstAction;
    this.chosen = new int[looked.count()];
  }

  @Override
  public void act(Batch seen, Batch actions) {
    act(seen, Optional.empty(), actions);
  }

  @Override
  public void act(Batch seen, Optional<Batch> masks, Batch actions) {
    values.requireOpen();
    observations.write(seen, looked);
    values.run();
    for (int i = 0; i < actions.rows(); i++) {
      chosen[i] = Choice.best(values.result("q"), i, actionCount, masks);
      actions.longs().put(i, firstAction + chosen[i]);
    }
  }

  @Override
  public Thought thought(int copy) {
    float[] q = new float[actionCount];
    values.result("q").get(copy * actionCount, q);
    return new Thought(new float[0], q, q[chosen[copy]]);
  }
}
