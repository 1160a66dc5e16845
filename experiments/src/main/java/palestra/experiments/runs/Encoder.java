package palestra.experiments.runs;

import java.nio.file.Path;
import java.util.Arrays;
import palestra.envs.spaces.Space;
import palestra.experiments.frames.SeenShape;
import palestra.generative.EncodingModel;
import palestra.generative.GenerativeModel;
import palestra.networks.Device;
import palestra.networks.bodies.Body;

/**
 * The encoder of a generative model's run, which may become an agent's body.
 *
 * @param run where it was trained
 * @param data what it was trained on
 * @param body its text
 * @param shape of the examples that it sees
 */
record Encoder(Path run, String data, String body, int[] shape) {

  /**
   * Looks at a run.
   *
   * @throws IllegalArgumentException if it is no run of a model with an encoder, or has no
   *     checkpoint yet
   */
  static Encoder open(Lab lab, Path run) {
    weights(run);
    RunInfo info = RunDirectory.open(run).info();
    ModelSetup<?> setup = ModelSetup.of(lab, info);
    try (GenerativeModel model = setup.model(Device.CPU, info.seed(), note -> {})) {
      if (!(model instanceof EncodingModel encoding)) {
        throw new IllegalArgumentException(
            "bodyFrom: %s is a run of '%s', which has no encoder; autoencoders have one, such as ae and vae"
                .formatted(run, info.learner()));
      }
      return new Encoder(run, info.task(), encoding.encoder(), setup.data().shape());
    }
  }

  /** The best weights of a run, or the newest: path of the files without their endings. */
  static Path weights(Path run) {
    try {
      Path learner = ModelRuns.learner(RunDirectory.open(run), ModelRuns.Which.BEST);
      return learner.resolve(EncodingModel.WEIGHTS);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("bodyFrom: " + e.getMessage(), e);
    }
  }

  /**
   * Compares it with what an agent needs.
   *
   * @param wanted the text of the agent's body
   * @param observations what the agent sees
   * @throws IllegalArgumentException if the body is another one, or sees other shapes
   */
  void requireFit(String wanted, Space<?> observations) {
    Body own = Body.valueOf(body);
    if (!own.equals(Body.valueOf(wanted))) {
      throw new IllegalArgumentException(
          "bodyFrom: the encoder of %s is the body '%s', but the agent's is '%s'; --set body=\"%s\" makes them one"
              .formatted(run, own.text(), wanted, own.text()));
    }
    SeenShape seen = SeenShape.of(observations);
    if (!Arrays.equals(seen.shape(), shape)) {
      throw new IllegalArgumentException(
          "bodyFrom: the encoder of %s sees %s of shape %s, but the agent's observations have %s"
              .formatted(run, data, Arrays.toString(shape), Arrays.toString(seen.shape())));
    }
    if (seen.transposed() && own.input() != Body.Input.PICTURE) {
      throw new IllegalArgumentException(
          "bodyFrom: body %s takes the numbers of %s with channels first, but the encoder of %s had them last"
              .formatted(own.text(), observations, run));
    }
  }
}
