package palestra.agents.curiosity;

import java.util.List;
import palestra.agents.internal.Checks;
import palestra.networks.bodies.Body;

/**
 * Settings of {@link Rnd}.
 *
 * @param coef weight of the advantages of what is new beside those of the task, 0 or more; 0 for
 *     none at all, and at no cost; typically 0.1 to 1. More explores more, and longer
 * @param gamma discount of one step of what is new, from 0 to 1, over the ends of episodes; nearer
 *     1 looks further ahead
 * @param learningRate Adam's step size, of the predictor and of the value of what is new; typically
 *     1e-5 to 1e-3. Larger finds things old sooner
 * @param updateProportion share of the rows that the predictor learns from, above 0, up to 1;
 *     typically 0.25 to 1. Less keeps things new for longer where many copies act
 * @param nEpochs passes over each rollout, 1 or more; typically 1 to 4
 * @param embeddingSize numbers that are predicted of an observation, 1 or more; typically 32 to 512
 * @param netArch widths of the hidden layers between the body and the embedding
 * @param body from what is seen to features, by name, such as {@code nature-cnn} for pictures
 */
public record RndConfig(
    double coef,
    double gamma,
    double learningRate,
    double updateProportion,
    int nEpochs,
    int embeddingSize,
    List<Integer> netArch,
    Body body) {

  /** Off; the rest for observations that are vectors, with the paper's figures where it has any. */
  public static final RndConfig OFF =
      new RndConfig(0, 0.99, 1e-4, 0.25, 4, 64, List.of(64, 64), Body.valueOf("mlp"));

  public RndConfig {
    Checks.notNegative("coef", coef);
    Checks.share("gamma", gamma);
    Checks.positive("learningRate", learningRate);
    Checks.positive("updateProportion", updateProportion);
    Checks.share("updateProportion", updateProportion);
    Checks.atLeast("nEpochs", nEpochs, 1);
    Checks.atLeast("embeddingSize", embeddingSize, 1);
    netArch = List.copyOf(netArch);
    Checks.widths("netArch", netArch);
  }

  /** Whether it is used. */
  public boolean on() {
    return coef > 0;
  }
}
