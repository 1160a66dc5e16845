package palestra.tests.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import palestra.agents.Agent;
import palestra.agents.AgentContext;
import palestra.agents.AgentProvider;
import palestra.agents.Policy;
import palestra.agents.Trainer;
import palestra.envs.Environment;
import palestra.envs.spaces.Box;
import palestra.envs.spaces.Dict;
import palestra.envs.spaces.Discrete;
import palestra.envs.spaces.MultiBinary;
import palestra.envs.spaces.MultiDiscrete;
import palestra.envs.spaces.Space;
import palestra.envs.spaces.Tuple;
import palestra.envs.vector.AutoresetMode;
import palestra.envs.vector.Batch;
import palestra.envs.vector.SyncVectorEnvironment;
import palestra.envs.vector.VectorEnvironment;
import palestra.envs.wrappers.FlattenObservation;
import palestra.experiments.config.RecordBinder;
import palestra.networks.Device;
import palestra.networks.bodies.Bodies;
import palestra.networks.bodies.Body;
import palestra.tests.Checkout;

/**
 * Every learner in every kind of space and with every body: it trains, or it refuses in one line.
 * The tables of {@code docs/agents.md} are what comes out here.
 */
final class AgentSpacesTest {
  private static final int COPIES = 2;
  private static final int VECTOR_STEPS = 48;

  /** Bodies made small, by name; the others are so by themselves. */
  private static final Map<String, String> SMALL_BODIES =
      Map.ofEntries(
          Map.entry("mlp", "mlp widths=8"),
          Map.entry("lenet5", "lenet5"),
          Map.entry("alexnet", "alexnet filters=4,8,8 units=16 size=5 stride=2"),
          Map.entry("vgg", "vgg blocks=1,1 width=4 units=16"),
          Map.entry("inception", "inception modules=1 width=0.1 stem=small"),
          Map.entry("resnet", "resnet blocks=1,1 width=8 stem=small norm=group"),
          Map.entry("densenet", "densenet blocks=2,2 growth=4 stem=small norm=group"),
          Map.entry("mobilenet", "mobilenet blocks=1,1 width=0.25 stem=small norm=group"),
          Map.entry("efficientnet", "efficientnet depth=0.1 width=0.25 stages=2 stem=small"),
          Map.entry("conv", "conv filters=4,8 units=16"),
          Map.entry("impala", "impala channels=4,8 units=16"),
          Map.entry("vit", "vit patch=12 width=8 layers=1 heads=2"),
          Map.entry("transformer", "transformer width=8 layers=1 heads=2"),
          Map.entry("gcn", "gcn nodes=4 features=3 edges=5 widths=8"));

  /** Numbers of a row that {@code gcn} above sees; of 0 to 1, they name nodes 0 and 1 alone. */
  private static final int GRAPH_ROW = 4 * 3 + 2 * 5 + 4 + 5;

  private static final Space<?> SEEN = Box.float32(-1, 1, 4);
  private static final Map<String, Space<?>> ACTIONS = new LinkedHashMap<>();
  private static final Map<String, Space<?>> OBSERVATIONS = new LinkedHashMap<>();

  static {
    ACTIONS.put("Discrete", new Discrete(3));
    ACTIONS.put("MultiDiscrete", new MultiDiscrete(2, 3));
    ACTIONS.put("MultiBinary", new MultiBinary(3));
    ACTIONS.put("Box", Box.float32(-2, 2, 2));
    OBSERVATIONS.put("Box", SEEN);
    OBSERVATIONS.put("pictures", Box.uint8(0, 255, 36, 36, 2));
    OBSERVATIONS.put("Discrete", new Discrete(5));
    OBSERVATIONS.put("MultiDiscrete", new MultiDiscrete(2, 3));
    OBSERVATIONS.put("MultiBinary", new MultiBinary(4));
    OBSERVATIONS.put("Tuple, flattened", new Tuple(new Discrete(2), Box.float32(-1, 1, 2)));
    OBSERVATIONS.put(
        "Dict, flattened", Dict.sorted(Map.of("a", new Discrete(2), "b", new MultiBinary(2))));
  }

  private static List<AgentProvider<?>> learners() {
    List<AgentProvider<?>> agents = new ArrayList<>();
    ServiceLoader.load(AgentProvider.class).forEach(agents::add);
    agents.removeIf(agent -> !agent.learns());
    agents.sort(Comparator.comparing(AgentProvider::id));
    return agents;
  }

  @Test
  void everyAgentActsWhereThePageSays() throws IOException {
    Table table = new Table("agent", ACTIONS.keySet(), "elsewhere it says");
    for (AgentProvider<?> agent : learners()) {
      table.row("`" + agent.id() + "`");
      for (Space<?> actions : ACTIONS.values()) {
        table.cell(outcome(agent, SEEN, actions, Map.of()));
      }
    }
    table.assertOnPage("actions");
  }

  @Test
  void everyAgentSeesWhatThePageSays() throws IOException {
    Table table = new Table("agent", OBSERVATIONS.keySet(), "otherwise it says");
    for (AgentProvider<?> agent : learners()) {
      table.row("`" + agent.id() + "`");
      for (Space<?> observations : OBSERVATIONS.values()) {
        table.cell(outcome(agent, observations, actions(agent), Map.of()));
      }
    }
    table.assertOnPage("observations");
  }

  @Test
  void everyAgentLearnsWithTheBodiesThatThePageSays() throws IOException {
    List<AgentProvider<?>> agents = learners();
    agents.removeIf(agent -> !RecordBinder.keys(agent.defaults()).contains("body"));
    // Presets of one class build the same graphs.
    Map<Class<?>, AgentProvider<?>> classes = new LinkedHashMap<>();
    agents.forEach(agent -> classes.merge(agent.defaults().getClass(), agent, this::plainer));
    Table table =
        new Table(
            "body or memory",
            classes.values().stream().map(a -> "`" + a.id() + "`").toList(),
            "why not");
    for (Bodies.Entry body : Bodies.all()) {
      table.row("`" + body.name() + "`");
      String small = SMALL_BODIES.getOrDefault(body.name(), body.name());
      for (AgentProvider<?> agent : classes.values()) {
        table.cell(
            outcome(agent, seenBy(body.body().input()), actions(agent), Map.of("body", small)));
      }
    }
    for (String memory : List.of("rnn", "lstm", "gru")) {
      table.row("`memory: " + memory + "`");
      for (AgentProvider<?> agent : classes.values()) {
        table.cell(
            SmallSettings.has(agent.defaults(), "memory")
                ? outcome(agent, SEEN, actions(agent), Map.of("memory", memory + " 8"))
                : Optional.of(agent.id() + " has no memory, but"));
      }
    }
    table.assertOnPage("bodies");
  }

  /** Of two presets the one that is named as the class is, else the first. */
  private AgentProvider<?> plainer(AgentProvider<?> a, AgentProvider<?> b) {
    String named = b.defaults().getClass().getSimpleName().toLowerCase(Locale.ROOT);
    return named.startsWith(b.id()) ? b : a;
  }

  private static Space<?> seenBy(Body.Input input) {
    return switch (input) {
      case VECTOR -> SEEN;
      case PICTURE -> OBSERVATIONS.get("pictures");
      case SEQUENCE -> Box.float32(-1, 1, 4, 3);
      case GRAPH -> Box.float32(0, 1, GRAPH_ROW);
    };
  }

  private static Space<?> actions(AgentProvider<?> agent) {
    return ACTIONS.values().stream()
        .filter(space -> agent.actionSpaces().stream().anyMatch(kind -> kind.isInstance(space)))
        .findFirst()
        .orElseThrow();
  }

  /** Empty where it trained and acted; otherwise what it said. */
  private static <C extends Record> Optional<String> outcome(
      AgentProvider<C> provider,
      Space<?> observations,
      Space<?> actions,
      Map<String, Object> settings) {
    C config = SmallSettings.of(provider, settings);
    int copies = SmallSettings.has(config, "nEnvs") ? provider.copies(config) : COPIES;
    try (VectorEnvironment env =
            new SyncVectorEnvironment(
                () -> task(observations, actions), copies, AutoresetMode.SAME_STEP);
        Agent agent = provider.create(config, context(env))) {
      Trainer trainer = new Trainer(agent, env, (long) VECTOR_STEPS * copies);
      trainer.start(1);
      while (trainer.step()) {
        // On to the end.
      }
      assertThat(trainer.metrics()).as("%s learned", provider.id()).isPresent();
      Policy policy = agent.policy(copies);
      Batch chosen = env.newActions();
      policy.start(1);
      policy.act(env.observations(), env.actionMasks(), chosen);
      env.step(chosen);
      return Optional.empty();
    } catch (IllegalArgumentException refused) {
      assertThat(refused.getMessage()).hasLineCount(1).startsWith(provider.id());
      return Optional.of(refused.getMessage());
    }
  }

  private static AgentContext context(VectorEnvironment env) {
    return new AgentContext(
        env.singleObservationSpace(),
        env.singleActionSpace(),
        env.count(),
        (long) VECTOR_STEPS * env.count(),
        Device.CPU,
        1);
  }

  private static Environment<?, ?> task(Space<?> observations, Space<?> actions) {
    Environment<?, ?> task = new AnyTask<>(observations, actions);
    return observations instanceof Tuple || observations instanceof Dict
        ? new FlattenObservation<>(task)
        : task;
  }

  /** A table of a page, between two comments that name it. */
  private static final class Table {
    private final StringBuilder text = new StringBuilder();
    private final int columns;
    private int filled;
    private String why = "";

    Table(String first, Iterable<String> columns, String last) {
      List<String> heads = new ArrayList<>(List.of(first));
      columns.forEach(heads::add);
      heads.add(last);
      this.columns = heads.size() - 2;
      text.append("| ").append(String.join(" | ", heads)).append(" |\n|");
      text.append(heads.stream().map(head -> " --- |").collect(Collectors.joining())).append('\n');
    }

    void row(String name) {
      text.append("| ").append(name);
      filled = 0;
      why = "";
    }

    void cell(Optional<String> refusal) {
      text.append(refusal.isEmpty() ? " | yes" : " | no");
      if (refusal.isPresent() && why.isEmpty()) {
        why = "`" + refusal.get().replaceFirst(",? but.*", "") + "`";
      }
      if (++filled == columns) {
        text.append(" | ").append(why).append(" |\n");
      }
    }

    void assertOnPage(String name) throws IOException {
      // What the page should say is easier to take from a file than from a failure.
      Files.writeString(Path.of("target", name + ".md"), text);
      String page = Files.readString(Checkout.root().resolve("docs/agents.md"));
      String begin = "<!-- " + name + " -->\n";
      String end = "<!-- end of " + name + " -->";
      assertThat(page).contains(begin, end);
      String there = page.substring(page.indexOf(begin) + begin.length(), page.indexOf(end));
      assertThat(there.strip()).isEqualTo(text.toString().strip());
    }
  }
}
