package palestra.envs.bridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import palestra.envs.Canvas;
import palestra.envs.Environment;
import palestra.envs.PictureSize;
import palestra.envs.Reset;
import palestra.envs.Start;
import palestra.envs.Step;
import palestra.envs.bridge.wire.SharedMemory;
import palestra.envs.seeding.EpisodeSeed;
import palestra.envs.seeding.Generator;
import palestra.envs.spaces.Space;
import palestra.envs.vector.AutoresetMode;

/**
 * One Gymnasium environment in a Python process of its own. It draws itself with what its {@code
 * rgb_array} frames show. An episode that starts from a {@link EpisodeSeed} starts from that seed.
 */
public final class GymEnvironment implements Environment<Object, Object> {
  private final Bridge bridge;
  private final GymCopies copies;
  private final SharedRows rows;
  private final boolean[] moved = new boolean[1];
  private EpisodeSeed random = EpisodeSeed.of(0);
  private SharedMemory picture;
  private PictureSize pictureSize;
  private byte[] pixels = new byte[0];
  private boolean started;
  private boolean over;

  /**
   * Makes it; not yet started.
   *
   * @param maxEpisodeSteps the step limit in place of the registered one; 0 for none
   */
  GymEnvironment(BridgeSettings settings, String interpreter, OptionalInt maxEpisodeSteps) {
    bridge = new Bridge(settings, interpreter, 1, maxEpisodeSteps, true);
    copies = new GymCopies(bridge, AutoresetMode.DISABLED);
    rows = bridge.rows();
  }

  @Override
  @SuppressWarnings("unchecked") // what the layout reads is an element
  public Space<Object> observationSpace() {
    return (Space<Object>) bridge.observationLayout().space();
  }

  @Override
  @SuppressWarnings("unchecked") // what the layout writes is an element
  public Space<Object> actionSpace() {
    return (Space<Object>) bridge.actionLayout().space();
  }

  @Override
  public Reset<Object> reset(Start start) {
    if (start.generator().isPresent()) {
      random.set(start.generator().get());
    } else if (start.seed().isPresent()) {
      random = EpisodeSeed.of(start.seed().getAsLong());
    }
    ObjectNode options = new ObjectMapper().valueToTree(start.options());
    if (start.seed().isPresent() || start.generator().isPresent()) {
      copies.reset(random.take(), options);
    } else if (!started) {
      throw new IllegalStateException("the first reset of an environment takes a seed");
    } else {
      copies.reset(new boolean[] {true}, options);
    }
    started = true;
    over = false;
    Map<String, Object> info = new LinkedHashMap<>();
    JsonNode whole = bridge.ask(0, "info", Bridge.request());
    whole.properties().forEach(part -> info.put(part.getKey(), plain(part.getValue())));
    return new Reset<>(observation(), info);
  }

  private static Object plain(JsonNode value) {
    return new ObjectMapper().convertValue(value, Object.class);
  }

  private Object observation() {
    return bridge.observationLayout().read(rows.observations, 0);
  }

  @Override
  public Step<Object> step(Object action) {
    if (!started || over) {
      throw new IllegalStateException(
          started ? "the episode is over; call reset first" : "call reset before the first step");
    }
    if (!actionSpace().contains(action)) {
      throw new IllegalArgumentException(
          "%s: an action is in %s, but got %s"
              .formatted(bridge.settings().id(), actionSpace(), action));
    }
    bridge.actionLayout().write(action, rows.actions, 0);
    copies.move(moved);
    over = rows.ended(0);
    return new Step<>(
        observation(),
        rows.reward(0),
        rows.terminated.get(0) != 0,
        rows.truncated.get(0) != 0,
        new LinkedHashMap<>(bridge.numbers(0, false)));
  }

  @Override
  public Generator random() {
    return random;
  }

  @Override
  public Generator seeded(long seed) {
    return EpisodeSeed.of(seed);
  }

  @Override
  public Optional<byte[]> actionMask() {
    if (rows.masked.get(0) == 0) {
      return Optional.empty();
    }
    byte[] mask = new byte[rows.masks.capacity()];
    rows.masks.get(0, mask);
    return Optional.of(mask);
  }

  @Override
  public double stepsPerSecond() {
    return bridge.appearance().path("framesPerSecond").asDouble();
  }

  @Override
  public List<String> actionNames() {
    List<String> names = new ArrayList<>();
    bridge.appearance().path("actionNames").forEach(name -> names.add(name.asText()));
    return names;
  }

  private boolean renders() {
    return bridge.appearance().path("renders").asBoolean();
  }

  @Override
  public PictureSize pictureSize() {
    if (pictureSize == null && started && renders()) {
      JsonNode size = bridge.ask(0, "render", Bridge.request().putNull("path"));
      pictureSize = new PictureSize(size.path("width").asInt(), size.path("height").asInt());
    }
    return pictureSize == null ? Environment.super.pictureSize() : pictureSize;
  }

  @Override
  public void draw(Canvas canvas) {
    if (!started || !renders()) {
      canvas.clear(0xf4f4f4ff);
      canvas.text(
          canvas.width() / 2,
          canvas.height() / 2,
          canvas.height() / 16,
          Canvas.Align.CENTER,
          0x555555ff,
          bridge.settings().id() + (renders() ? " has not started" : " draws no pictures"));
      return;
    }
    PictureSize size = pictureSize();
    if (picture == null) {
      pixels = new byte[3 * size.width() * size.height()];
      picture =
          SharedMemory.create(
              SharedMemory.newDirectory(), SharedMemory.HEADER_BYTES + (long) pixels.length);
      bridge.ask(0, "render", Bridge.request().put("path", picture.path().toString()));
      picture.hide();
    } else {
      bridge.ask(0, "render", Bridge.request().put("path", "same"));
    }
    ByteBuffer drawn = picture.memory();
    drawn.get(SharedMemory.HEADER_BYTES, pixels);
    canvas.sprite(0, 0, canvas.width(), canvas.height(), size.width(), size.height(), pixels);
  }

  @Override
  public void saveState(DataOutput out) throws IOException {
    if (!started) {
      throw new IllegalStateException("call reset before the state is saved");
    }
    out.writeBoolean(over);
    random.save(out);
    copies.save(out);
  }

  @Override
  public void loadState(DataInput in) throws IOException {
    over = in.readBoolean();
    random = EpisodeSeed.load(in);
    copies.load(in);
    started = true;
  }

  @Override
  public void close() {
    copies.close();
    if (picture != null) {
      picture.close();
    }
  }
}
