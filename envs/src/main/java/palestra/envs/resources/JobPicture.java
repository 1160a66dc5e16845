package palestra.envs.resources;

import java.util.Locale;
import palestra.envs.Canvas;

/** How a cluster looks: each machine's units over the ticks to come, and the waiting jobs. */
final class JobPicture {
  private static final int PAPER = 0xF4F6FBFF;
  private static final int GRID = 0xE3E8F2FF;
  private static final int CARD = 0xFFFFFFFF;
  private static final int TEXT = 0x33415CFF;
  private static final int FAINT = 0x9AA5BFFF;
  private static final int NOW = 0xE4572EFF;
  private static final int[] COLORS = {
    0x3D8BFDFF,
    0x2FB36BFF,
    0xF2A93BFF,
    0xD6556FFF,
    0x7F6FD6FF,
    0x26A6B5FF,
    0xE07B39FF,
    0x8DB03FFF,
    0xC765B8FF,
    0x5B6785FF,
    0xD9B600FF
  };

  private static final float MARGIN = 16;
  private static final float TOP = 56;
  private static final float SLOTS_X = 424;
  private static final float BACKLOG_Y = 362;
  private static final String[] NAMES = {"processors", "memory"};

  private final Canvas canvas;
  private final JobCluster cluster;
  private final JobSettings settings;

  private JobPicture(Canvas canvas, JobCluster cluster) {
    this.canvas = canvas;
    this.cluster = cluster;
    this.settings = cluster.settings();
  }

  static void draw(Canvas canvas, JobCluster cluster) {
    new JobPicture(canvas, cluster).draw();
  }

  private void draw() {
    canvas.clear(PAPER);
    String text =
        String.format(
            Locale.ROOT,
            "tick %d of %d   %d done   %d running   %d waiting   %d rejected",
            cluster.tick(),
            settings.horizon(),
            cluster.done(),
            cluster.running(),
            cluster.waiting(),
            cluster.rejected());
    canvas.text(MARGIN, 20, 16, Canvas.Align.LEFT, TEXT, text);
    float width = (SLOTS_X - 3 * MARGIN) / JobCluster.RESOURCES;
    float height = (BACKLOG_Y - TOP - 8) / settings.machines();
    for (int resource = 0; resource < JobCluster.RESOURCES; resource++) {
      float left = MARGIN + resource * (width + MARGIN / 2);
      canvas.text(left, 44, 13, Canvas.Align.LEFT, FAINT, NAMES[resource] + ", ticks to come");
      for (int machine = 0; machine < settings.machines(); machine++) {
        drawMachine(machine, resource, left, TOP + machine * height, width, 0.92f * height);
      }
    }
    drawSlots();
    drawBacklog();
  }

  /** Units upwards, ticks to the right; a running job is a block until it is done. */
  private void drawMachine(
      int machine, int resource, float left, float top, float width, float height) {
    canvas.roundedRectangle(left, top, width, height, 6, CARD);
    float row = height / cluster.capacity(resource);
    float column = width / settings.longest();
    for (int unit = 1; unit < cluster.capacity(resource) && row > 3; unit++) {
      canvas.line(left, top + unit * row, left + width, top + unit * row, 1, GRID);
    }
    for (int tick = 1; tick < settings.longest() && column > 3; tick++) {
      canvas.line(left + tick * column, top, left + tick * column, top + height, 1, GRID);
    }
    float bottom = top + height;
    for (int job = 0; job < cluster.running(machine); job++) {
      float tall = cluster.runningNeed(machine, job, resource) * row;
      float wide = cluster.runningLeft(machine, job) * column;
      block(left, bottom - tall, wide, tall, cluster.runningNumber(machine, job));
      bottom -= tall;
    }
    canvas.line(left, top, left, top + height, 3, NOW);
  }

  private void block(float x, float y, float width, float height, int number) {
    float inset = Math.min(1, height / 6);
    canvas.roundedRectangle(
        x + inset,
        y + inset,
        width - 2 * inset,
        height - 2 * inset,
        Math.min(4, height / 4),
        COLORS[number % COLORS.length]);
  }

  /** Each waiting job twice, as wide as it is long and as tall as its need of either resource. */
  private void drawSlots() {
    float width = (canvas.width() - SLOTS_X - MARGIN) / JobCluster.RESOURCES;
    float height = (BACKLOG_Y - TOP - 8) / settings.slots();
    canvas.text(SLOTS_X, 44, 13, Canvas.Align.LEFT, FAINT, "waiting jobs");
    for (int slot = 0; slot < settings.slots(); slot++) {
      float top = TOP + slot * height;
      canvas.roundedRectangle(SLOTS_X, top, JobCluster.RESOURCES * width, 0.9f * height, 4, CARD);
      for (int resource = 0;
          resource < JobCluster.RESOURCES && slot < cluster.visible();
          resource++) {
        float wide = (width - 8) * cluster.duration(slot) / settings.longest();
        float tall = 0.9f * height * cluster.need(slot, resource) / cluster.capacity(resource);
        float x = SLOTS_X + resource * width + 4;
        float seen = Math.max(tall, Math.min(4, 0.4f * height));
        block(x, top + 0.9f * height - seen, Math.max(wide, 6), seen, cluster.number(slot));
      }
    }
  }

  private void drawBacklog() {
    int behind = cluster.waiting() - cluster.visible();
    canvas.text(MARGIN, BACKLOG_Y + 16, 13, Canvas.Align.LEFT, FAINT, "backlog");
    float width = canvas.width() - MARGIN - 90;
    canvas.roundedRectangle(90, BACKLOG_Y + 8, width, 16, 5, CARD);
    float each = width / Math.max(1, settings.backlog());
    for (int job = 0; job < behind; job++) {
      block(90 + job * each, BACKLOG_Y + 8, each, 16, cluster.number(settings.slots() + job));
    }
  }
}
