package palestra.agents;

import palestra.envs.spaces.Space;
import palestra.networks.Device;

/**
 * What an agent is built for.
 *
 * @param observationSpace one copy's observations
 * @param actionSpace one copy's actions
 * @param copies how many environment copies it acts for while training
 * @param totalEnvSteps environment steps, over all copies, that training is planned for; schedules
 *     end there
 * @param device where its graph runs
 * @param seed where all its randomness comes from
 */
public record AgentContext(
    Space<?> observationSpace,
    Space<?> actionSpace,
    int copies,
    long totalEnvSteps,
    Device device,
    long seed) {}
