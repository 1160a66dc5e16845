package palestra.tests.bridge;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import palestra.envs.Environment;
import palestra.envs.bridge.GymVectorEnvironment;
import palestra.envs.registry.EnvironmentRegistry;
import palestra.envs.spaces.Numbers;
import palestra.envs.spaces.Sampler;
import palestra.envs.vector.AutoresetMode;
import palestra.envs.vector.Batch;
import palestra.envs.vector.VectorEnvironment;

/** Bridged environments for the tests, and what is looked at of them. */
final class Bridged {
  static final String LINE = "gym:bridge_envs:Line-v0";

  private Bridged() {}

  static GymVectorEnvironment vector(String id, int copies, AutoresetMode mode, String... args) {
    return (GymVectorEnvironment)
        EnvironmentRegistry.load().makeVector(id, copies, mode, arguments(args));
  }

  static Environment<?, ?> single(String id, String... args) {
    return EnvironmentRegistry.load().make(id, arguments(args));
  }

  static Map<String, String> arguments(String... pairs) {
    Map<String, String> arguments = new LinkedHashMap<>();
    for (String pair : pairs) {
      arguments.put(pair.split("=", 2)[0], pair.split("=", 2)[1]);
    }
    return arguments;
  }

  /** Actions of all copies, each the next sample of one sampler. */
  static final class Actions {
    private final VectorEnvironment env;
    private final Sampler<?> sampler;
    private final Batch batch;

    Actions(VectorEnvironment env, long seed) {
      this.env = env;
      sampler = env.singleActionSpace().sampler(seed);
      batch = env.newActions();
    }

    Batch next() {
      for (int copy = 0; copy < env.count(); copy++) {
        batch.setRow(copy, Numbers.of(env.singleActionSpace(), sampler.next()));
      }
      return batch;
    }
  }

  static Batch all(VectorEnvironment env, double... action) {
    Batch batch = env.newActions();
    for (int copy = 0; copy < env.count(); copy++) {
      batch.setRow(copy, action);
    }
    return batch;
  }

  @SuppressWarnings("unchecked") // the caller gives an element of the environment's own space
  static <A> palestra.envs.Step<?> step(Environment<?, A> environment, Object action) {
    return environment.step((A) action);
  }

  /** A digest of all that the last step gave. */
  static String digest(VectorEnvironment env, boolean first) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(env.observations().bytes().duplicate());
      if (!first) {
        ByteBuffer rewards = ByteBuffer.allocate(Double.BYTES * env.count());
        rewards.order(java.nio.ByteOrder.nativeOrder());
        for (double reward : env.rewards()) {
          rewards.putDouble(reward);
        }
        sha.update(rewards.flip());
        for (boolean[] ends : List.of(env.terminated(), env.truncated())) {
          for (boolean end : ends) {
            sha.update((byte) (end ? 1 : 0));
          }
        }
        Batch finals = env.finalObservations();
        int size = finals.rowSize() * finals.dtype().bytes();
        for (int i = 0; i < env.count() && env.autoresetMode() == AutoresetMode.SAME_STEP; i++) {
          if (env.terminated()[i] || env.truncated()[i]) {
            sha.update(finals.bytes().slice(i * size, size));
          }
        }
      }
      return HexFormat.of().formatHex(sha.digest()).substring(0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  static byte[] save(VectorEnvironment env) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    env.saveState(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  static void load(VectorEnvironment env, byte[] state) throws IOException {
    env.loadState(new DataInputStream(new ByteArrayInputStream(state)));
  }

  /** Files of bridges in the places where they may be. */
  static List<Path> files() throws IOException {
    List<Path> found = new java.util.ArrayList<>();
    for (String place : List.of("/dev/shm", System.getProperty("java.io.tmpdir"))) {
      if (Files.isDirectory(Path.of(place))) {
        try (Stream<Path> all = Files.list(Path.of(place))) {
          all.filter(path -> path.getFileName().toString().matches("palestra-[0-9a-f-]{36}"))
              .forEach(found::add);
        }
      }
    }
    return found;
  }
}
