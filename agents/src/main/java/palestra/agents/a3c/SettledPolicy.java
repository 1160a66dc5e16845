package palestra.agents.a3c;

import java.util.Optional;
import palestra.agents.Policy;
import palestra.envs.replay.Thought;
import palestra.envs.vector.Batch;

/** A policy that starts when no worker is changing the weights it plays by. */
record SettledPolicy(Policy policy, Runnable settle) implements Policy {

  @Override
  public void start(long seed) {
    settle.run();
    policy.start(seed);
  }

  @Override
  public void act(Batch observations, Batch actions) {
    policy.act(observations, actions);
  }

  @Override
  public void act(Batch observations, Optional<Batch> masks, Batch actions) {
    policy.act(observations, masks, actions);
  }

  @Override
  public void reset(int copy) {
    policy.reset(copy);
  }

  @Override
  public Thought thought(int copy) {
    return policy.thought(copy);
  }
}
