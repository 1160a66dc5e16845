/**
 * Environments for Python: {@link palestra.envs.bridge.server.GymServer} is what the Python package
 * {@code palestra_gym} starts and talks to.
 */
package palestra.envs.bridge.server;
