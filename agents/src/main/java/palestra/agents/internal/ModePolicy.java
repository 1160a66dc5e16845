package palestra.agents.internal;

import palestra.agents.Policy;
import palestra.envs.replay.Thought;
import palestra.envs.spaces.Discrete;
import palestra.envs.vector.Batch;
import palestra.networks.Model;

/** Takes the most probable action; the value is computed only where a thought is asked for. */
public final class ModePolicy implements Policy {
  private final Actor actor;
  private final Critic critic;
  private boolean judged;

  /** Adds endpoints whose names start so to the model; the variables are shared with all others. */
  public ModePolicy(
      Model model,
      String name,
      ActorCritic network,
      Observations observations,
      Discrete actions,
      int copies) {
    actor = new Actor(model, name, network, observations, actions, copies);
    critic = new Critic(model, name + "Value", network, observations, copies);
  }

  @Override
  public void act(Batch seen, Batch chosen) {
    actor.look(seen);
    judged = false;
    for (int copy = 0; copy < actor.copies(); copy++) {
      actor.choose(chosen, copy, actor.mode(copy));
    }
  }

  @Override
  public Thought thought(int copy) {
    if (!judged) {
      critic.observations().put(0, actor.seen(), 0, actor.copies());
      critic.judge();
      judged = true;
    }
    return new Thought(actor.probabilities(copy), new float[0], critic.value(copy));
  }
}
