package palestra.experiments.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * How many copies of an environment of ours are held against whose and how many.
 *
 * @param environment its id here
 * @param copies that step together
 * @param peer whose to hold them against
 * @param theirEnvironment its id there
 * @param theirCopies that step together
 */
record Contest(
    String environment, int copies, Peer peer, String theirEnvironment, int theirCopies) {

  /** Whom environments are held against. */
  enum Peer {
    GYMNASIUM("gymnasium", "bench-gymnasium"),
    GYMNASIUM_VECTOR("gymnasium-vector", "bench-gymnasium"),
    ENVPOOL("envpool", "bench-envpool"),
    GYMNAX("gymnax", "bench-gymnax"),
    MINATAR("minatar", "bench-minatar"),
    PUFFERLIB("pufferlib", "bench-pufferlib"),
    NOBODY("", "");

    private final String script;
    private final String python;

    Peer(String script, String python) {
      this.script = script;
      this.python = python;
    }

    /** What {@code environment_stepping.py} calls it. */
    String script() {
      return script;
    }

    /** The Python environment it lives in. */
    String python() {
      return python;
    }
  }

  private static final int SEVERAL = 64;
  private static final int FEW = 8;
  private static final int MANY = 1024;

  /** All contests; a further environment is a further line. */
  static List<Contest> all() {
    List<Contest> all = new ArrayList<>();
    all.addAll(common("CartPole-v1", "CartPole-v1"));
    all.addAll(common("MountainCar-v0", "MountainCar-v0"));
    all.addAll(common("MountainCarContinuous-v0", "MountainCarContinuous-v0"));
    all.addAll(common("Pendulum-v1", "Pendulum-v1"));
    all.addAll(common("Acrobot-v1", "Acrobot-v1"));
    all.addAll(common("FrozenLake-v1", "FrozenLake-v1"));
    all.addAll(common("CliffWalking-v1", "CliffWalking-v1"));
    all.addAll(common("Taxi-v4", "Taxi-v3"));
    all.addAll(common("Blackjack-v1", "Blackjack-v1"));
    all.addAll(common("LunarLander-v3", "LunarLander-v3"));
    all.addAll(common("BipedalWalker-v3", "BipedalWalker-v3"));
    all.add(new Contest("CartPole-v1", MANY, Peer.GYMNASIUM_VECTOR, "CartPole-v1", MANY));
    all.addAll(sized("CartPole-v1", Peer.GYMNAX, "CartPole-v1", FEW, MANY));
    all.addAll(sized("CartPole-v1", Peer.PUFFERLIB, "cartpole", FEW, SEVERAL, MANY));
    all.addAll(minAtar("Asterix", "asterix"));
    all.addAll(minAtar("Breakout", "breakout"));
    all.addAll(minAtar("Freeway", "freeway"));
    // gymnax's Seaquest takes minutes to compile.
    all.add(new Contest("MinAtar/Seaquest-v0", SEVERAL, Peer.MINATAR, "seaquest", 1));
    all.addAll(minAtar("SpaceInvaders", "space_invaders"));
    all.addAll(alone("CartPole-v1", FEW, SEVERAL, MANY));
    return all;
  }

  /** 64 of ours against Gymnasium's single one and 64 of EnvPool's. */
  private static List<Contest> common(String id, String envPool) {
    return List.of(
        new Contest(id, SEVERAL, Peer.GYMNASIUM, id, 1),
        new Contest(id, SEVERAL, Peer.ENVPOOL, envPool, SEVERAL));
  }

  /** As many of ours as of theirs. */
  private static List<Contest> sized(String id, Peer peer, String theirs, int... copies) {
    List<Contest> contests = new ArrayList<>();
    for (int count : copies) {
      contests.add(new Contest(id, count, peer, theirs, count));
    }
    return contests;
  }

  private static List<Contest> minAtar(String game, String theirs) {
    List<Contest> contests = new ArrayList<>();
    contests.add(new Contest("MinAtar/" + game + "-v0", SEVERAL, Peer.MINATAR, theirs, 1));
    String jaxed = game + "-MinAtar";
    contests.addAll(sized("MinAtar/" + game + "-v1", Peer.GYMNAX, jaxed, FEW, MANY));
    return contests;
  }

  private static List<Contest> alone(String id, int... copies) {
    return sized(id, Peer.NOBODY, "", copies);
  }

  /** What is measured, as the table has it. */
  String what() {
    return "%s stepping, copies: %d".formatted(environment, copies);
  }
}
