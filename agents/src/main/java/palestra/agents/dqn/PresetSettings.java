package palestra.agents.dqn;

import java.util.List;
import palestra.agents.buffers.HerConfig;
import palestra.networks.bodies.Body;
import palestra.networks.schedules.Schedule;

/** The figures of the presets that {@link DqnConfig} names, and says the sources of. */
final class PresetSettings {
  private PresetSettings() {}

  static DqnConfig rainbow() {
    return new DqnConfig(
        /* nEnvs= */ 1,
        /* learningRate= */ Schedule.valueOf(2.5e-4),
        /* bufferSize= */ 100_000,
        /* learningStarts= */ 1_000,
        /* batchSize= */ 32,
        /* tau= */ 1,
        /* gamma= */ 0.99,
        /* trainFreq= */ 4,
        /* gradientSteps= */ 1,
        /* targetUpdateInterval= */ 500,
        /* explorationFraction= */ 0.1,
        /* explorationInitialEps= */ 1,
        /* explorationFinalEps= */ 0.05,
        /* maxGradNorm= */ 10,
        /* netArch= */ List.of(128, 128),
        /* doubleQ= */ true,
        /* body= */ Body.valueOf("mlp"),
        /* nSteps= */ 3,
        /* dueling= */ true,
        /* noisy= */ true,
        /* noisySigma= */ 0.5,
        /* head= */ DqnConfig.Head.C51,
        /* nAtoms= */ 51,
        /* vMin= */ -10,
        /* vMax= */ 10,
        /* nQuantiles= */ 200,
        /* prioritizedReplay= */ true,
        /* prioritizedReplayAlpha= */ 0.5,
        /* prioritizedReplayBeta= */ Schedule.linear(0.4, 1),
        /* prioritizedReplayEpsilon= */ 1e-6,
        /* adamEpsilon= */ 1.5e-4,
        /* her= */ HerConfig.OFF);
  }

  static DqnConfig c51() {
    return new DqnConfig(
        /* nEnvs= */ 1,
        /* learningRate= */ Schedule.valueOf(2.5e-4),
        /* bufferSize= */ 10_000,
        /* learningStarts= */ 1_000,
        /* batchSize= */ 128,
        /* tau= */ 1,
        /* gamma= */ 0.99,
        /* trainFreq= */ 10,
        /* gradientSteps= */ 1,
        /* targetUpdateInterval= */ 500,
        /* explorationFraction= */ 0.5,
        /* explorationInitialEps= */ 1,
        /* explorationFinalEps= */ 0.05,
        /* maxGradNorm= */ 0,
        /* netArch= */ List.of(120, 84),
        /* doubleQ= */ false,
        /* body= */ Body.valueOf("mlp"),
        /* nSteps= */ 1,
        /* dueling= */ false,
        /* noisy= */ false,
        /* noisySigma= */ 0.5,
        /* head= */ DqnConfig.Head.C51,
        /* nAtoms= */ 101,
        /* vMin= */ -100,
        /* vMax= */ 100,
        /* nQuantiles= */ 200,
        /* prioritizedReplay= */ false,
        /* prioritizedReplayAlpha= */ 0.6,
        /* prioritizedReplayBeta= */ Schedule.linear(0.4, 1),
        /* prioritizedReplayEpsilon= */ 1e-6,
        /* adamEpsilon= */ 0.01 / 128,
        /* her= */ HerConfig.OFF);
  }

  static DqnConfig qrDqn() {
    return new DqnConfig(
        /* nEnvs= */ 1,
        /* learningRate= */ Schedule.valueOf(5e-5),
        /* bufferSize= */ 1_000_000,
        /* learningStarts= */ 100,
        /* batchSize= */ 32,
        /* tau= */ 1,
        /* gamma= */ 0.99,
        /* trainFreq= */ 4,
        /* gradientSteps= */ 1,
        /* targetUpdateInterval= */ 10_000,
        /* explorationFraction= */ 0.005,
        /* explorationInitialEps= */ 1,
        /* explorationFinalEps= */ 0.01,
        /* maxGradNorm= */ 0,
        /* netArch= */ List.of(64, 64),
        /* doubleQ= */ false,
        /* body= */ Body.valueOf("mlp"),
        /* nSteps= */ 1,
        /* dueling= */ false,
        /* noisy= */ false,
        /* noisySigma= */ 0.5,
        /* head= */ DqnConfig.Head.QUANTILE,
        /* nAtoms= */ 51,
        /* vMin= */ -10,
        /* vMax= */ 10,
        /* nQuantiles= */ 200,
        /* prioritizedReplay= */ false,
        /* prioritizedReplayAlpha= */ 0.6,
        /* prioritizedReplayBeta= */ Schedule.linear(0.4, 1),
        /* prioritizedReplayEpsilon= */ 1e-6,
        /* adamEpsilon= */ 0.01 / 32,
        /* her= */ HerConfig.OFF);
  }
}
