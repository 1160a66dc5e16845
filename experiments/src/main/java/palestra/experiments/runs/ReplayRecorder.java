package palestra.experiments.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import palestra.agents.Evaluator;
import palestra.agents.Policy;
import palestra.envs.replay.Replay;
import palestra.envs.replay.ReplayFile;
import palestra.envs.replay.Thought;
import palestra.envs.seeding.Generator;
import palestra.envs.vector.Batch;
import palestra.envs.vector.VectorEnvironment;

/** Keeps the first episodes of an evaluation as replays, with what the policy thought. */
final class ReplayRecorder implements Evaluator.Watcher {
  private final int episodes;
  private final String environment;
  private final Map<String, String> envArgs;
  private final List<String> wrappers;
  private final String agent;
  private final Map<Integer, Recording> running = new HashMap<>();
  private final List<Replay> replays = new ArrayList<>();
  private int begun;

  /** Will keep the {@code episodes} episodes that begin first. */
  ReplayRecorder(int episodes, RunInfo info, AgentSetup<?> setup) {
    this.episodes = episodes;
    environment = setup.environment().id();
    envArgs = setup.envArgs();
    wrappers = setup.wrappers();
    agent = info.learner();
  }

  private static final class Recording {
    final Generator start;
    final List<Replay.Entry> entries = new ArrayList<>();
    double[] action;
    Thought thought;

    Recording(Generator start) {
      this.start = start;
    }
  }

  @Override
  public void acted(int copy, VectorEnvironment env, Batch actions, Policy policy) {
    Recording recording = running.get(copy);
    if (recording == null) {
      if (begun == episodes) {
        return;
      }
      begun++;
      recording = new Recording(env.episodeStart(copy).copy());
      running.put(copy, recording);
    }
    recording.action = actions.row(copy);
    recording.thought = policy.thought(copy);
  }

  @Override
  public void stepped(int copy, VectorEnvironment env, boolean ended) {
    Recording recording = running.get(copy);
    if (recording == null) {
      return;
    }
    recording.entries.add(
        new Replay.Entry(
            recording.action,
            env.rewards()[copy],
            env.terminated()[copy],
            env.truncated()[copy],
            recording.thought));
    if (ended) {
      running.remove(copy);
      replays.add(
          new Replay(
              environment, envArgs, wrappers, agent, recording.start, Map.of(), recording.entries));
    }
  }

  /** The episodes kept, in the order in which they ended. */
  List<Replay> replays() {
    return replays;
  }

  /** Writes them as {@code 001.replay} and so on. */
  void write(Path directory) throws IOException {
    Files.createDirectories(directory);
    for (int i = 0; i < replays.size(); i++) {
      ReplayFile.write(
          directory.resolve(String.format(Locale.ROOT, "%03d.replay", i + 1)), replays.get(i));
    }
  }
}
