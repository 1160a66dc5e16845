package palestra.generative;

import palestra.networks.Device;

/**
 * What a generative model is built for.
 *
 * @param data the name of the data set
 * @param totalGeneratorSteps generator steps that training is planned for; schedules end there
 * @param device where its graph runs
 * @param seed where all its randomness comes from
 */
public record GenerativeContext(String data, long totalGeneratorSteps, Device device, long seed) {}
