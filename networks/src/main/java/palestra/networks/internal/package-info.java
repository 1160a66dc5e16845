/**
 * How the model talks to TensorFlow's C interface: prepared calls, native handles, checkpoints,
 * seeds. Not API: it changes without notice.
 */
package palestra.networks.internal;
