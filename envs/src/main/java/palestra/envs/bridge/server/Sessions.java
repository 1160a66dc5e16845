package palestra.envs.bridge.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;
import palestra.envs.Environment;
import palestra.envs.PictureSize;
import palestra.envs.bridge.wire.RowLayout;
import palestra.envs.registry.Arguments;
import palestra.envs.registry.EnvironmentRegistry;
import palestra.envs.registry.EnvironmentSpec;
import palestra.envs.spaces.Dict;
import palestra.envs.spaces.Graph;
import palestra.envs.spaces.OneOf;
import palestra.envs.spaces.Sequence;
import palestra.envs.spaces.Space;
import palestra.envs.spaces.Text;
import palestra.envs.vector.VectorEnvironment;
import palestra.envs.wrappers.TimeLimit;

/** Makes sessions as they are ordered. */
final class Sessions {
  private static final int RGB = 3;

  private final EnvironmentRegistry registry;
  private final Painter painter;

  Sessions(EnvironmentRegistry registry, Painter painter) {
    this.registry = registry;
    this.painter = painter;
  }

  /**
   * A session and what Python is to know of it.
   *
   * @param model an environment like those of the session, to be asked, not stepped
   * @param pixels size of a picture
   * @param maskSize actions that a mask covers; 0 where there is none
   */
  record Made(
      Session session,
      Environment<?, ?> model,
      PictureSize pixels,
      int maskSize,
      RowLayout observationRows,
      RowLayout actionRows) {}

  /**
   * Makes a session.
   *
   * @throws IllegalArgumentException if the id or an argument is unknown, or one is out of range
   */
  Made make(Order order) {
    EnvironmentSpec spec = registry.spec(order.id());
    Arguments values = new Arguments(order.id(), spec.arguments(), order.arguments());
    Environment<?, ?> model = spec.factory().make(values);
    RowLayout observationRows = new RowLayout(model.observationSpace(), order.limits());
    RowLayout actionRows = new RowLayout(model.actionSpace(), order.limits());
    if (!order.single()
        && !order.infos()
        && !order.pictures()
        && numbers(model.observationSpace())
        && numbers(model.actionSpace())) {
      SessionMemory.Plan plan = plan(order, observationRows, actionRows);
      VectorEnvironment vector =
          limited(spec, order.maxEpisodeSteps())
              .makeVector(order.copies(), order.mode().orElseThrow(), order.arguments());
      if (VectorSession.fits(vector, observationRows.bytes(), actionRows.bytes())) {
        int maskSize = vector.actionMasks().map(masks -> masks.rowSize()).orElse(0);
        SessionMemory memory = new SessionMemory(plan.part("masks", order.copies(), maskSize));
        Session session = new VectorSession(memory, vector, model::seeded);
        return new Made(session, model, model.pictureSize(), maskSize, observationRows, actionRows);
      }
      vector.close();
    }
    return copies(order, model, () -> spec.factory().make(values), observationRows, actionRows);
  }

  private Made copies(
      Order order,
      Environment<?, ?> model,
      Supplier<Environment<?, ?>> factory,
      RowLayout observationRows,
      RowLayout actionRows) {
    List<Environment<?, ?>> copies = new ArrayList<>();
    for (int i = 0; i < order.copies(); i++) {
      Environment<?, ?> copy = i == 0 ? model : factory.get();
      copies.add(
          order.maxEpisodeSteps().isPresent()
              ? new TimeLimit<>(copy, order.maxEpisodeSteps().getAsInt())
              : copy);
    }
    PictureSize pixels = painter.pixels(model.pictureSize());
    SessionMemory.Plan plan = plan(order, observationRows, actionRows);
    plan.part("infos", order.copies(), InfoWriter.BYTES)
        .part("finalInfos", order.finals() ? order.copies() : 0, InfoWriter.BYTES)
        .part("picture", order.pictures() ? pixels.height() : 0, RGB * pixels.width());
    Session session =
        new CopiesSession(
            new SessionMemory(plan), copies, order.mode(), observationRows, actionRows, painter);
    return new Made(session, model, pixels, 0, observationRows, actionRows);
  }

  private static SessionMemory.Plan plan(
      Order order, RowLayout observationRows, RowLayout actionRows) {
    int copies = order.copies();
    return new SessionMemory.Plan()
        .part("reset", copies, 1)
        .part("seeds", copies, Long.BYTES)
        .part("actions", copies, actionRows.bytes())
        .part("observations", copies, observationRows.bytes())
        .part("finalObservations", order.finals() ? copies : 0, observationRows.bytes())
        .part("rewards", copies, Double.BYTES)
        .part("terminated", copies, 1)
        .part("truncated", copies, 1);
  }

  private static EnvironmentSpec limited(EnvironmentSpec spec, OptionalInt maxEpisodeSteps) {
    return new EnvironmentSpec(
        spec.id(),
        spec.source(),
        maxEpisodeSteps,
        spec.rewardThreshold(),
        spec.arguments(),
        spec.openArguments(),
        spec.factory(),
        spec.vectorFactory(),
        spec.baseline(),
        spec.goal());
  }

  /** Whether elements may be plain numbers; {@link VectorSession#fits} knows for certain. */
  private static boolean numbers(Space<?> space) {
    return !(space instanceof Dict
        || space instanceof Graph
        || space instanceof OneOf
        || space instanceof Sequence
        || space instanceof Text);
  }

  /** All ids with what Gymnasium's registry holds of them. */
  List<Map<String, Object>> environments() {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (EnvironmentSpec spec : registry.specs()) {
      rows.add(Map.of("id", spec.id(), "source", spec.source()));
    }
    return rows;
  }
}
