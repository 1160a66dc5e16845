package palestra.generative;

import palestra.generative.data.Data;
import palestra.generative.metrics.Judges;
import palestra.networks.Device;

/**
 * What a generative model is built for.
 *
 * @param data what it learns from
 * @param totalGeneratorSteps generator steps that training is planned for; schedules end there
 * @param device where its graph runs
 * @param seed where all its randomness comes from
 * @param judges classifiers whose features samples are judged by
 */
public record GenerativeContext(
    Data data, long totalGeneratorSteps, Device device, long seed, Judges judges) {}
