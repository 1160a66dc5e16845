package palestra.agents.internal;

import java.util.Optional;
import palestra.agents.Policy;
import palestra.envs.replay.Thought;
import palestra.envs.vector.Batch;
import palestra.networks.Model;

/**
 * Takes the most probable action; the value is computed only where a thought is asked for. What
 * each copy remembers is kept from step to step, until it is {@link #reset}.
 */
public final class ModePolicy implements Policy {
  private final ActorCritic network;
  private final Actor actor;
  private final Optional<Critic> critic;
  private final float[] action;
  private boolean judged;

  /** Adds endpoints whose names start so to the model; the variables are shared with all others. */
  public ModePolicy(Model model, String name, ActorCritic network, int copies) {
    this(model, name, network, copies, true);
  }

  /**
   * The same of a network whose value function may be of no use.
   *
   * @param valued whether thoughts have a value
   */
  public ModePolicy(Model model, String name, ActorCritic network, int copies, boolean valued) {
    this.network = network;
    actor = new Actor(model, name, network, copies, false);
    critic =
        valued
            ? Optional.of(new Critic(model, name + "Value", network, copies, 1))
            : Optional.empty();
    action = new float[network.actions().size()];
  }

  @Override
  public void act(Batch seen, Batch chosen) {
    act(seen, Optional.empty(), chosen);
  }

  @Override
  public void act(Batch seen, Optional<Batch> masks, Batch chosen) {
    // The value is of what was remembered before this look.
    if (critic.isPresent()) {
      critic.get().input().remember(actor.input());
    }
    actor.look(seen, masks);
    judged = false;
    for (int copy = 0; copy < actor.copies(); copy++) {
      actor.mode(copy, action, 0);
      network.actions().write(action, 0, chosen, copy);
    }
  }

  @Override
  public void start(long seed) {
    actor.forgetAll();
  }

  @Override
  public void reset(int copy) {
    actor.forget(copy);
  }

  @Override
  public Thought thought(int copy) {
    if (!judged && critic.isPresent()) {
      critic.get().observations().put(0, actor.input().observations(), 0, actor.copies());
      critic.get().judge();
      judged = true;
    }
    float value = critic.isPresent() ? critic.get().value(copy) : Float.NaN;
    return new Thought(actor.probabilities(copy), new float[0], value);
  }
}
