package palestra.agents.internal;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import palestra.agents.returns.Returns;
import palestra.envs.seeding.Pcg64;
import palestra.envs.vector.Batch;
import palestra.envs.vector.VectorEnvironment;
import palestra.networks.Model;

/**
 * Whole episodes that the policy being learned met: gathered by {@link #act} and {@link #observe},
 * kept until {@link #clear}. Each copy's running episode goes on over a {@code clear}, so that
 * every episode is learned from exactly once, after its end.
 */
public final class Episodes {
  // As in Stable-Baselines3: keeps equal advantages from dividing by zero.
  private static final double NORMALIZE_EPSILON = 1e-8;

  private final ActorCritic network;
  private final int sequenceLength;
  private final int mostSteps;
  private final Actor actor;
  private final Optional<Critic> nextValues;
  private final Pcg64 sampling;
  private final int sdeSampleFreq;
  private final Episode[] running;
  private final List<Episode> ended = new ArrayList<>();
  private final Deque<Episode> spare = new ArrayDeque<>();
  private int stepsSinceClear;

  /**
   * No episode yet; adds the endpoints that gather them to the model.
   *
   * @param sequenceLength steps of a sequence, 1 without a memory
   * @param mostSteps after which an episode is cut in two
   * @param baseline whether the value function tells what an episode that was cut short would still
   *     have given; else nothing does
   * @param sampling draws the actions
   */
  public Episodes(
      Model model,
      ActorCritic network,
      int copies,
      int sequenceLength,
      int mostSteps,
      boolean baseline,
      Pcg64 sampling) {
    this.network = network;
    this.sequenceLength = sequenceLength;
    this.mostSteps = mostSteps;
    this.sampling = sampling;
    actor = new Actor(model, "act", network, copies, true);
    nextValues =
        baseline
            ? Optional.of(new Critic(model, "nextValue", network, copies, 1))
            : Optional.empty();
    sdeSampleFreq = network.actions() instanceof Continuous box ? box.noise().sdeSampleFreq() : -1;
    running = new Episode[copies];
    Arrays.setAll(running, copy -> new Episode(network, sequenceLength));
  }

  /** Draws an action for every copy and notes what was seen. */
  public void act(Batch now, Optional<Batch> allowed, Batch chosen) {
    boolean again = sdeSampleFreq > 0 && stepsSinceClear % sdeSampleFreq == 0;
    if (stepsSinceClear == 0 || again) {
      actor.drawNoise(sampling);
    }
    for (int copy = 0; copy < running.length; copy++) {
      running[copy].remember(actor.input(), copy);
    }
    actor.look(now, allowed);
    for (int copy = 0; copy < running.length; copy++) {
      Episode episode = running[copy];
      episode.see(actor.input(), copy);
      actor.sample(copy, sampling, episode.actions(), episode.actionPlace());
      network.actions().write(episode.actions(), episode.actionPlace(), chosen, copy);
    }
    stepsSinceClear++;
  }

  /** Notes the answer, and puts by what has ended with it. */
  public void observe(VectorEnvironment env) {
    for (int copy = 0; copy < running.length; copy++) {
      running[copy].reward(env.rewards()[copy]);
    }
    if (nextValues.isPresent()) {
      valueWhatFollows(env, true);
      valueWhatFollows(env, false);
    }
    for (int copy = 0; copy < running.length; copy++) {
      if (over(env, copy)) {
        actor.forget(copy);
      }
      if (over(env, copy) || tooLong(copy)) {
        ended.add(running[copy]);
        running[copy] = spare.isEmpty() ? new Episode(network, sequenceLength) : spare.pop();
      }
    }
  }

  /**
   * Asks the value function about episodes that did not come to their task's end.
   *
   * @param byEnvironment whether about those that the environment cut short; else about those that
   *     have got too long and go on in another one
   */
  private void valueWhatFollows(VectorEnvironment env, boolean byEnvironment) {
    boolean any = false;
    for (int copy = 0; copy < running.length; copy++) {
      any |= byEnvironment ? truncatedOnly(env, copy) : tooLong(copy) && !over(env, copy);
    }
    if (!any) {
      return;
    }
    Critic critic = nextValues.get();
    critic.input().remember(actor.input());
    network
        .observations()
        .write(byEnvironment ? env.finalObservations() : env.observations(), critic.observations());
    critic.judge();
    for (int copy = 0; copy < running.length; copy++) {
      if (byEnvironment ? truncatedOnly(env, copy) : tooLong(copy) && !over(env, copy)) {
        running[copy].setAfter(critic.value(copy));
      }
    }
  }

  private static boolean over(VectorEnvironment env, int copy) {
    return env.terminated()[copy] || env.truncated()[copy];
  }

  private static boolean truncatedOnly(VectorEnvironment env, int copy) {
    return env.truncated()[copy] && !env.terminated()[copy];
  }

  private boolean tooLong(int copy) {
    return running[copy].length() >= mostSteps;
  }

  /** How many episodes have ended since the last {@link #clear}. */
  public int count() {
    return ended.size();
  }

  /** How many steps those have together. */
  public int steps() {
    int steps = 0;
    for (Episode episode : ended) {
      steps += episode.length();
    }
    return steps;
  }

  /** How many sequences those have together. */
  int sequences() {
    int sequences = 0;
    for (Episode episode : ended) {
      sequences += episode.sequences();
    }
    return sequences;
  }

  List<Episode> ended() {
    return ended;
  }

  /**
   * Computes returns, and advantages over the values; 0 is the value of all without a {@link
   * EpisodeValues}.
   *
   * @param normalize whether to give all advantages together mean 0 and deviation 1
   */
  public void estimate(double gamma, Optional<EpisodeValues> values, boolean normalize) {
    values.ifPresent(baseline -> baseline.judge(this));
    double sum = 0;
    double squares = 0;
    for (Episode episode : ended) {
      Returns.ofEpisode(
          episode.rewards(), episode.length(), episode.after(), gamma, episode.returns());
      for (int step = 0; step < episode.length(); step++) {
        double value = values.isPresent() ? episode.values()[step] : 0;
        double advantage = episode.returns()[step] - value;
        episode.advantages()[step] = advantage;
        sum += advantage;
        squares += advantage * advantage;
      }
    }
    if (normalize && steps() > 1) {
      double mean = sum / steps();
      // The sample's deviation, with size - 1, as PyTorch's std.
      double variance = Math.max(0, squares - sum * mean) / (steps() - 1);
      double scale = 1 / (Math.sqrt(variance) + NORMALIZE_EPSILON);
      for (Episode episode : ended) {
        for (int step = 0; step < episode.length(); step++) {
          episode.advantages()[step] = (episode.advantages()[step] - mean) * scale;
        }
      }
    }
  }

  /** The mean of the returns of whole episodes' first steps. */
  public double meanReturn() {
    double sum = 0;
    for (Episode episode : ended) {
      sum += episode.returns()[0];
    }
    return sum / ended.size();
  }

  /** Share of the returns' variance that the values had explained. */
  public double explainedVariance() {
    double[] values = new double[steps()];
    double[] returns = new double[values.length];
    int at = 0;
    for (Episode episode : ended) {
      System.arraycopy(episode.values(), 0, values, at, episode.length());
      System.arraycopy(episode.returns(), 0, returns, at, episode.length());
      at += episode.length();
    }
    return Returns.explainedVariance(values, returns);
  }

  /** Forgets what has ended; what still runs goes on. */
  public void clear() {
    for (Episode episode : ended) {
      episode.clear();
      spare.push(episode);
    }
    ended.clear();
    stepsSinceClear = 0;
  }

  /** Writes generator, episodes and what is remembered. */
  public void save(DataOutput out) throws IOException {
    sampling.save(out);
    actor.save(out);
    out.writeInt(stepsSinceClear);
    for (Episode episode : running) {
      episode.save(out);
    }
    out.writeInt(ended.size());
    for (Episode episode : ended) {
      episode.save(out);
    }
  }

  /** Reads what {@link #save} wrote. */
  public void load(DataInput in) throws IOException {
    clear();
    sampling.set(Pcg64.load(in));
    actor.load(in);
    stepsSinceClear = in.readInt();
    for (Episode episode : running) {
      episode.load(in);
    }
    int count = in.readInt();
    if (count < 0) {
      throw new IOException("there cannot be " + count + " ended episodes");
    }
    for (int i = 0; i < count; i++) {
      Episode episode = new Episode(network, sequenceLength);
      episode.load(in);
      ended.add(episode);
    }
  }
}
