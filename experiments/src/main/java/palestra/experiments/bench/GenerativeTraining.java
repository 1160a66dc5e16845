package palestra.experiments.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import palestra.experiments.config.RecordBinder;
import palestra.experiments.config.Settings;
import palestra.generative.GenerativeContext;
import palestra.generative.GenerativeModel;
import palestra.generative.GenerativeProvider;
import palestra.generative.data.Data;
import palestra.generative.data.DataSets;
import palestra.generative.data.StoredData;
import palestra.generative.gan.DcganProvider;
import palestra.generative.gan.GanProvider;
import palestra.generative.metrics.Judges;
import palestra.generative.vae.VaeProvider;
import palestra.networks.Device;

/**
 * {@code bench generative}: a training step of generative models, as {@code train} makes it, with
 * batches that a thread of their own prepares; against PyTorch with the same networks and batch,
 * whose batch lies ready. Both use two threads, each in a process of its own; of PyTorch's two
 * layouts of pictures the faster counts.
 */
public final class GenerativeTraining implements Benchmark {
  private static final int ROUNDS = 5;
  private static final String THREADS = "2";
  private static final int EXAMPLES = 4_096;
  private static final long PLANNED = 1_000_000;
  private static final List<String> LAYOUTS = List.of("default", "channels_last");

  /**
   * One model of both sides.
   *
   * @param id as the peer's script knows it
   * @param what for the table
   * @param provider ours
   * @param data that ours learns
   * @param steps in a round
   * @param kernelThreads of ours: two for kernels that can share their work out, which only
   *     convolutions do; one where two branches of the graph go side by side
   * @param settings that make the networks those of the peer's script
   */
  private record Entry(
      String id,
      String what,
      GenerativeProvider<?> provider,
      String data,
      int steps,
      int kernelThreads,
      List<String> settings) {}

  private static final List<Entry> ENTRIES =
      List.of(
          new Entry(
              "dense-vae",
              "dense VAE, 28 x 28, batch 128",
              new VaeProvider(),
              "strokes",
              100,
              1,
              List.of(
                  "encoder=mlp widths=512,256 activation=relu",
                  "decoder=mlp widths=256,512",
                  "binarize=none",
                  "batchSize=128")),
          new Entry(
              "conv-vae",
              "convolutional VAE, 28 x 28, batch 128",
              new VaeProvider(),
              "strokes",
              30,
              2,
              List.of(
                  "encoder=conv filters=32,64 units=256",
                  "decoder=deconv filters=64,32",
                  "binarize=none",
                  "batchSize=128")),
          new Entry(
              "dcgan",
              "DCGAN, 28 x 28, batch 128",
              new DcganProvider(),
              "strokes",
              20,
              2,
              List.of(
                  "generator=deconv filters=128,64 norm=batch",
                  "discriminator=conv filters=64,128 units=0 norm=batch activation=leaky_relu",
                  "averageDecay=0",
                  "batchSize=128")),
          new Entry(
              "ring-gan",
              "GAN on the ring, batch 128",
              new GanProvider(),
              "ring8",
              1_000,
              1,
              List.of("averageDecay=0", "batchSize=128")));

  @Override
  public String name() {
    return "generative";
  }

  @Override
  public String description() {
    return "training steps of VAEs and GANs on the CPU, against PyTorch";
  }

  @Override
  public List<BenchRow> run(Consumer<String> log) {
    return run(log, "");
  }

  @Override
  public List<BenchRow> run(Consumer<String> log, String only) {
    List<Entry> wanted = ENTRIES.stream().filter(entry -> entry.id().contains(only)).toList();
    if (wanted.isEmpty()) {
      throw new IllegalArgumentException("no model of this benchmark has '" + only + "' in it");
    }
    int rounds = Rounds.count(ROUNDS);
    PythonPeer python = PythonPeer.in("bench-sb3", log);
    List<BenchRow> rows = new ArrayList<>();
    try (PeerSession session = python.open("generative_training.py", THREADS)) {
      for (Entry entry : wanted) {
        log.accept(entry.what());
        rows.addAll(measure(entry, rounds, session));
      }
    }
    return rows;
  }

  private static List<BenchRow> measure(Entry entry, int rounds, PeerSession session) {
    double[] ours = new double[rounds];
    double[] waited = new double[rounds];
    double[][] theirs = new double[LAYOUTS.size()][rounds];
    String peer = "";
    try (PeerSession own = new PeerSession(command(entry), "our " + entry.id())) {
      String steps = Integer.toString(entry.steps());
      own.ask(steps);
      for (int round = 0; round < rounds; round++) {
        JsonNode of = own.ask(steps);
        ours[round] = of.path("milliseconds").asDouble();
        waited[round] = of.path("waitedPercent").asDouble();
        for (int layout = 0; layout < LAYOUTS.size(); layout++) {
          JsonNode said = session.ask(entry.id() + " " + LAYOUTS.get(layout) + " " + steps);
          theirs[layout][round] = said.path("milliseconds").asDouble();
          peer = said.path("peer").asText();
        }
      }
    }
    int better = BenchRow.median(theirs[0]) <= BenchRow.median(theirs[1]) ? 0 : 1;
    String layout = entry.data().equals("ring8") ? "" : ", " + LAYOUTS.get(better);
    return List.of(
        BenchRow.of(entry.what(), peer + layout, ours, theirs[better], "ms", false),
        BenchRow.alone("  of which waiting for data", waited, "%"));
  }

  /** A process of its own, since the threads of kernels are the same for all of a process. */
  private static List<String> command(Entry entry) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-Dpalestra.kernelThreads=" + entry.kernelThreads(),
        "-cp",
        System.getProperty("java.class.path"),
        GenerativeTraining.class.getName(),
        entry.id());
  }

  /**
   * Our side: trains the model of this id by as many steps as each line says.
   *
   * @param arguments the id
   */
  public static void main(String[] arguments) throws IOException {
    Entry entry =
        ENTRIES.stream().filter(each -> each.id().equals(arguments[0])).findFirst().orElseThrow();
    try (GenerativeModel model = model(entry);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        System.out.println(answer(model, Integer.parseInt(line)));
        System.out.flush();
      }
    }
  }

  /** Trains, and tells how long a step took and which share of it was waiting. */
  static String answer(GenerativeModel model, int steps) {
    double before = model.secondsWaited();
    long start = System.nanoTime();
    model.trainStep(steps);
    double seconds = (System.nanoTime() - start) / 1e9;
    double waited = 100 * (model.secondsWaited() - before) / seconds;
    return String.format(
        Locale.ROOT,
        "{\"milliseconds\": %.6f, \"waitedPercent\": %.6f}",
        1000 * seconds / steps,
        waited);
  }

  private static GenerativeModel model(Entry entry) {
    Data drawn = DataSets.load().open(entry.data());
    Data data =
        drawn.pictures()
            ? StoredData.of(
                drawn.name(),
                drawn.shape(),
                drawn.classes(),
                drawn.examples(Data.Part.TRAINING, EXAMPLES, 1),
                drawn.examples(Data.Part.HELD_OUT, EXAMPLES / 8, 2))
            : drawn;
    return create(entry.provider(), entry.settings(), data);
  }

  private static <C extends Record> GenerativeModel create(
      GenerativeProvider<C> provider, List<String> settings, Data data) {
    C config = RecordBinder.bind(provider.defaults(), Settings.user(null, settings));
    return provider.create(
        config, new GenerativeContext(data, PLANNED, Device.CPU, 1, Judges.NONE));
  }
}
