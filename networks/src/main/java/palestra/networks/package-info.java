/**
 * Networks as TensorFlow graphs. Start with {@link palestra.networks.Model}: it owns one graph, its
 * session and its variables. Apply {@link palestra.networks.layers layers} in a {@link
 * palestra.networks.Scope} to the model's inputs, name what is to be run as an {@link
 * palestra.networks.Endpoint}, and call that with plain arrays or buffers. Nothing above this
 * package touches a session, a tensor's lifetime or a thread pool.
 */
package palestra.networks;
