package palestra.envs.resources;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import palestra.envs.Canvas;
import palestra.envs.episodic.EpisodicEnvironment;
import palestra.envs.seeding.Pcg64;
import palestra.envs.spaces.Box;
import palestra.envs.spaces.Discrete;
import palestra.envs.vector.Batch;

/**
 * JobScheduling: choose which waiting job starts next on a cluster, so that jobs are not slowed
 * down.
 *
 * <p>After H. Mao, M. Alizadeh, I. Menache and S. Kandula, "Resource Management with Deep
 * Reinforcement Learning", HotNets 2016 (DeepRM), with several machines and an action mask.
 *
 * <h2>Model</h2>
 *
 * Time runs in ticks. In each tick a Poisson number of jobs arrives, with mean {@code
 * arrival_rate}. A job is short with probability {@code short_share}, its duration then uniform on
 * {@code short_min..short_max} ticks, else on {@code long_min..long_max}. It needs much of one
 * resource, processors or memory with equal chance: a share uniform in [{@code dominant_low},
 * {@code dominant_high}) of a machine's, and little of the other, uniform in [{@code other_low},
 * {@code other_high}); both are rounded to units, 1 at least. The first {@code slots} waiting jobs
 * can be placed; {@code backlog} more wait behind them, and a job that finds that full is rejected.
 * A started job runs to its end on its machine. Jobs are whole numbers, and at every step {@code
 * arrived = waiting + running + done + rejected}.
 *
 * <h2>Action space</h2>
 *
 * {@code Discrete(slots + 1)}. {@code i} below {@code slots} starts the {@code i}-th waiting job at
 * once, on the machine with the least room among those it fits on; no time passes. The last action
 * lets a tick pass. The mask allows a slot whose job fits somewhere, and always the last action; a
 * forbidden action lets a tick pass too.
 *
 * <h2>Observation space</h2>
 *
 * {@code float32}, all from 0 to 1:
 *
 * <table>
 * <caption>Observation</caption>
 * <tr><th>how many</th><th>what</th><th>unit</th></tr>
 * <tr><td>machines x 2 x lookahead</td><td>use of each machine's processors, then of its memory, now
 * and at the ticks to come, if nothing more is started</td><td>the machine's</td></tr>
 * <tr><td>slots x 5</td><td>of each slot: whether there is a job; its duration; its need of
 * processors; of memory; how long it has waited (1 from ten times the longest on)</td><td>longest
 * duration; a machine's; ten times the longest duration</td></tr>
 * <tr><td>1</td><td>jobs in the backlog</td><td>its size</td></tr>
 * <tr><td>1</td><td>ticks passed</td><td>horizon</td></tr>
 * </table>
 *
 * <h2>Reward</h2>
 *
 * When a tick passes, {@code -reward_scale} times: the sum over all jobs that waited or ran in it
 * of {@code 1 / duration} (so that an episode's sum is the jobs' total slowdown, time in the system
 * over duration), or of 1 with {@code objective=flow_time}; and {@code rejection_penalty} for each
 * job rejected. Starting a job gives 0.
 *
 * <h2>Start and end</h2>
 *
 * Empty machines and the first tick's arrivals. Terminated after {@code horizon} ticks; truncated
 * after 1,000 steps, by the registry's step limit.
 *
 * <h2>Info</h2>
 *
 * {@code tick}, {@code waiting}, {@code running}, {@code done}, {@code rejected}, {@code arrived}
 * (jobs), and {@code action_mask}.
 *
 * <h2>Versions</h2>
 *
 * v0: the first.
 */
public final class JobScheduling extends EpisodicEnvironment<float[], Long, Pcg64> {
  static final String NAME = "JobScheduling";

  /** Numbers seen of a slot. */
  static final int SLOT = 5;

  /** A wait is seen up to this many times the longest duration. */
  private static final int LONGEST_WAIT = 10;

  private final JobSettings settings;
  private final JobCluster cluster;
  private final int machineNumbers;
  private final int slotNumbers;
  private Pcg64 random = Pcg64.seeded(0);

  /** With these constants. */
  public JobScheduling(JobSettings settings) {
    super(NAME, observations(settings), actions(settings), Pcg64::seeded);
    this.settings = settings;
    cluster = new JobCluster(settings);
    machineNumbers = machineNumbers(settings);
    slotNumbers = SLOT * settings.slots();
  }

  /** Numbers seen of all machines. */
  static int machineNumbers(JobSettings settings) {
    return settings.machines() * JobCluster.RESOURCES * settings.lookahead();
  }

  static Box<float[]> observations(JobSettings settings) {
    return Box.float32(0, 1, machineNumbers(settings) + SLOT * settings.slots() + 2);
  }

  static Discrete actions(JobSettings settings) {
    return new Discrete(settings.slots() + 1L);
  }

  private float feature(int feature) {
    if (feature < machineNumbers) {
      int line = feature / settings.lookahead();
      int resource = line % JobCluster.RESOURCES;
      int machine = line / JobCluster.RESOURCES;
      return (float) cluster.used(machine, resource, feature % settings.lookahead())
          / cluster.capacity(resource);
    }
    int other = feature - machineNumbers;
    if (other < slotNumbers) {
      return slotFeature(other / SLOT, other % SLOT);
    } else if (other == slotNumbers) {
      int behind = cluster.waiting() - cluster.visible();
      return settings.backlog() == 0 ? 0 : (float) behind / settings.backlog();
    }
    return (float) cluster.tick() / settings.horizon();
  }

  private float slotFeature(int slot, int feature) {
    if (slot >= cluster.visible()) {
      return 0;
    }
    return switch (feature) {
      case 0 -> 1;
      case 1 -> (float) cluster.duration(slot) / settings.longest();
      case 2 -> (float) cluster.need(slot, 0) / cluster.capacity(0);
      case 3 -> (float) cluster.need(slot, 1) / cluster.capacity(1);
      default -> Math.min(1, (float) cluster.waited(slot) / (LONGEST_WAIT * settings.longest()));
    };
  }

  @Override
  protected void begin(Pcg64 random, Map<String, Object> options) {
    this.random = random;
    cluster.begin(random);
  }

  @Override
  protected double move(Long action) {
    return move(action.longValue());
  }

  @Override
  public double move(Batch actions, int row) {
    return move(actions.longs().get(row));
  }

  private double move(long action) {
    int slot = (int) action;
    int machine = slot < settings.slots() ? cluster.fit(slot) : JobCluster.NOWHERE;
    if (machine != JobCluster.NOWHERE) {
      cluster.place(slot, machine);
      return 0;
    }
    return 0 - settings.rewardScale() * cluster.pass(random);
  }

  @Override
  public boolean terminated() {
    return cluster.tick() >= settings.horizon();
  }

  @Override
  protected float[] observation() {
    float[] observation = new float[machineNumbers + slotNumbers + 2];
    for (int i = 0; i < observation.length; i++) {
      observation[i] = feature(i);
    }
    return observation;
  }

  @Override
  public void observe(Batch observations, int row) {
    int size = observations.rowSize();
    for (int i = 0; i < size; i++) {
      observations.floats().put(row * size + i, feature(i));
    }
  }

  private byte allowed(int action) {
    return (byte) (action == settings.slots() || cluster.fit(action) != JobCluster.NOWHERE ? 1 : 0);
  }

  @Override
  public Optional<byte[]> actionMask() {
    byte[] mask = new byte[settings.slots() + 1];
    for (int action = 0; action < mask.length; action++) {
      mask[action] = allowed(action);
    }
    return Optional.of(mask);
  }

  @Override
  public int maskSize() {
    return settings.slots() + 1;
  }

  @Override
  public void mask(Batch masks, int row) {
    for (int action = 0; action <= settings.slots(); action++) {
      masks.bytes().put(row * masks.rowSize() + action, allowed(action));
    }
  }

  @Override
  protected Map<String, Object> info() {
    Map<String, Object> info = new LinkedHashMap<>();
    info.put("tick", (long) cluster.tick());
    info.put("waiting", (long) cluster.waiting());
    info.put("running", (long) cluster.running());
    info.put("done", (long) cluster.done());
    info.put("rejected", (long) cluster.rejected());
    info.put("arrived", (long) cluster.arrived());
    info.put("action_mask", actionMask().orElseThrow());
    return info;
  }

  @Override
  public double stepsPerSecond() {
    return 10;
  }

  @Override
  public void draw(Canvas canvas) {
    JobPicture.draw(canvas, cluster);
  }

  @Override
  protected void saveTask(DataOutput out) throws IOException {
    cluster.save(out);
  }

  @Override
  protected void loadTask(DataInput in, Pcg64 random) throws IOException {
    this.random = random;
    cluster.load(in);
  }
}
