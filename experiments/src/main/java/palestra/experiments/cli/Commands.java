package palestra.experiments.cli;

import java.util.List;
import java.util.function.Supplier;

/** All commands by name; a command's class is loaded only when it is called. */
final class Commands {
  private Commands() {}

  /** A command; {@code factory} is null where the launcher does the work before Java starts. */
  record Entry(String name, String description, Supplier<LabCommand> factory) {}

  static List<Entry> all() {
    return List.of(
        new Entry(
            "demo",
            "train PPO, DQN and A2C on CartPole-v1 and a GAN, show leaderboard and pictures",
            DemoCommand::new),
        new Entry("test", "set up, build, and run the test suite", null),
        new Entry(
            "train", "train an agent in an environment, or a model on data", TrainCommand::new),
        new Entry("resume", "go on with a run from its newest checkpoint", ResumeCommand::new),
        new Entry("eval", "play episodes with what a run learned", EvalCommand::new),
        new Entry("experiment", "train agents x environments x seeds", ExperimentCommand::new),
        new Entry("leaderboard", "compare finished runs over their seeds", LeaderboardCommand::new),
        new Entry("curves", "draw how figures of runs changed as they learned", CurvesCommand::new),
        new Entry("replay", "show recorded episodes, or film them", ReplayCommand::new),
        new Entry("generate", "draw samples from a trained model", GenerateCommand::new),
        new Entry("latent", "show what a model makes of its latent numbers", LatentCommand::new),
        new Entry(
            "apply",
            "use generative models: larger pictures, anomalies and more",
            ApplyCommand::new),
        new Entry("envs", "list the environments", EnvsCommand::new),
        new Entry("agents", "list the agents and their settings", AgentsCommand::new),
        new Entry(
            "bodies", "list the networks to see through, and their shapes", BodiesCommand::new),
        new Entry("models", "list the generative models and their settings", ModelsCommand::new),
        new Entry("doctor", "check what this machine has and lacks", DoctorCommand::new),
        new Entry(
            "python", "set up the Python of Gymnasium's environments: atari, mujoco, box2d", null),
        new Entry("bench", "measure ours and peers side by side", BenchCommand::new),
        new Entry("install", "put the artefacts into the local Maven repository", null));
  }

  /** Those that programs call, not people: no help lists them. */
  static List<Entry> hidden() {
    return List.of(new Entry("__gym", "environments for palestra_gym", GymCommand::new));
  }
}
