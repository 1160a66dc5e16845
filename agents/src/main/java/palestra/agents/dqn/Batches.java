package palestra.agents.dqn;

import java.nio.FloatBuffer;
import java.util.Optional;
import palestra.agents.buffers.ObservationRows;
import palestra.agents.internal.Observations;
import palestra.envs.seeding.Pcg64;
import palestra.networks.Endpoint;
import palestra.networks.Model;

/**
 * Draws batches of experience and puts them into the endpoint that learns. Where many updates
 * follow one another, the target network, which stands still, values what was seen next in up to
 * 128 batches in one run of its own: one large product of matrices in place of many small ones.
 * Priorities change with every update and noise is drawn for each: there, each batch is drawn by
 * itself, and its target is part of the learning endpoint.
 */
final class Batches {
  private static final int UPDATES_PER_TARGET_RUN = 128;
  private static final int LARGE_TARGET_RUN = 1024;

  private final DqnConfig config;
  private final Observations observations;
  private final Experience experience;
  private final Pcg64 random;
  private final int updatesPerDraw;
  private final int[] places;
  private final Optional<Endpoint> targets;
  private final ObservationRows targetSeenNext;
  private Endpoint learn;
  private ObservationRows seen;
  private ObservationRows seenNext;

  Batches(DqnConfig config, Model model, QNetwork network, Experience experience, Pcg64 random) {
    this.config = config;
    this.observations = network.observations();
    this.experience = experience;
    this.random = random;
    this.updatesPerDraw = config.updatesPerDraw(UPDATES_PER_TARGET_RUN);
    this.places = new int[updatesPerDraw * config.batchSize()];
    this.targets =
        updatesPerDraw == 1
            ? Optional.empty()
            : Optional.of(network.targets(model, "target", places.length, parts()));
    this.targetSeenNext =
        targets.map(e -> observations.rows(e, "observations")).orElse(observations.rows(0));
  }

  /** Large batches of target values are shared out among two threads. */
  private int parts() {
    return places.length >= LARGE_TARGET_RUN && places.length % 2 == 0 ? 2 : 1;
  }

  /** Whether the endpoint that learns is given {@code targetOutputs}, and does not compute them. */
  boolean targetsApart() {
    return targets.isPresent();
  }

  /** Batches go into this endpoint from now on. */
  void into(Endpoint newLearn, boolean nextIsSeen) {
    learn = newLearn;
    seen = observations.rows(learn, "s");
    seenNext = nextIsSeen ? observations.rows(learn, "sNext") : observations.rows(0);
  }

  /** Puts in the batch of the k-th update of a phase, drawn evenly or by priority. */
  void next(int k, double beta) {
    int batch = k % updatesPerDraw;
    if (batch == 0) {
      experience.sample(random, places);
      if (targets.isPresent()) {
        experience.nextObservations(places, 0, targetSeenNext);
        targets.get().run();
      }
    }
    int from = batch * config.batchSize();
    experience.observations(places, from, seen);
    experience.nextObservations(places, from, seenNext);
    experience.fill(places, from, beta, learn);
    if (targets.isPresent()) {
      FloatBuffer outputs = targets.get().result("outputs");
      FloatBuffer input = learn.floats("targetOutputs");
      int row = input.capacity() / config.batchSize();
      input.put(0, outputs, from * row, input.capacity());
    }
  }

  /** The batch was learned: what surprised comes up more often. */
  void learned() {
    experience.learned(places, learn);
  }
}
