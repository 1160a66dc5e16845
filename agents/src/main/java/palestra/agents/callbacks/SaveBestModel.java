package palestra.agents.callbacks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import palestra.agents.Agent;
import palestra.agents.Evaluation;
import palestra.agents.Trainer;

/**
 * Keeps the agent that evaluated best.
 *
 * @param agent to save
 * @param directory where to, over the best before
 */
public record SaveBestModel(Agent agent, Path directory) implements EvalCallback.Listener {
  @Override
  public void evaluated(Trainer trainer, Evaluation evaluation, boolean best) throws IOException {
    if (best) {
      agent.save(Files.createDirectories(directory));
    }
  }
}
