package palestra.envs.resources;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import palestra.envs.seeding.Pcg64;

/** Machines, running jobs and waiting jobs of {@link JobScheduling}, in arrays. */
final class JobCluster {
  /** Resources of a machine: processors and memory. */
  static final int RESOURCES = 2;

  /** What {@link #fit} gives where no machine has room. */
  static final int NOWHERE = -1;

  private final JobSettings settings;
  private final int[] capacity;
  private final int span;

  // Waiting jobs in order of arrival, the first of them seen in the slots.
  private final int[] duration;
  private final int[] need;
  private final int[] waited;
  private final int[] number;
  private int waiting;

  // Running jobs, machine by machine in order of their start.
  private final int[] runningDuration;
  private final int[] runningLeft;
  private final int[] runningNeed;
  private final int[] runningNumber;
  private final int[] running;
  private final int most;

  // Units in use on each machine, of each resource, at each tick to come.
  private final int[] used;

  private int tick;
  private int arrived;
  private int done;
  private int rejected;

  JobCluster(JobSettings settings) {
    this.settings = settings;
    capacity = new int[] {settings.processors(), settings.memory()};
    span = Math.max(settings.longest(), settings.lookahead());
    int waits = settings.slots() + settings.backlog();
    duration = new int[waits];
    need = new int[RESOURCES * waits];
    waited = new int[waits];
    number = new int[waits];
    // A job needs a unit of each resource at least.
    most = Math.min(settings.processors(), settings.memory());
    running = new int[settings.machines()];
    runningDuration = new int[settings.machines() * most];
    runningLeft = new int[settings.machines() * most];
    runningNeed = new int[RESOURCES * settings.machines() * most];
    runningNumber = new int[settings.machines() * most];
    used = new int[settings.machines() * RESOURCES * span];
  }

  /** No jobs but those of the first tick. */
  void begin(Pcg64 random) {
    waiting = 0;
    Arrays.fill(running, 0);
    Arrays.fill(used, 0);
    tick = 0;
    arrived = 0;
    done = 0;
    rejected = 0;
    arrive(random);
  }

  /** The machine with the least room that a slot's job fits on, or {@link #NOWHERE}. */
  int fit(int slot) {
    int best = NOWHERE;
    int least = Integer.MAX_VALUE;
    if (slot >= waiting) {
      return best;
    }
    for (int machine = 0; machine < running.length; machine++) {
      int room = 0;
      boolean fits = true;
      for (int resource = 0; resource < RESOURCES; resource++) {
        int free = capacity[resource] - used(machine, resource, 0);
        fits &= need[RESOURCES * slot + resource] <= free;
        room += free;
      }
      if (fits && room < least) {
        best = machine;
        least = room;
      }
    }
    return best;
  }

  /** Starts a slot's job on a machine; those behind it move up. */
  void place(int slot, int machine) {
    int at = machine * most + running[machine];
    running[machine]++;
    runningDuration[at] = duration[slot];
    runningLeft[at] = duration[slot];
    runningNumber[at] = number[slot];
    for (int resource = 0; resource < RESOURCES; resource++) {
      int units = need[RESOURCES * slot + resource];
      runningNeed[RESOURCES * at + resource] = units;
      int first = (machine * RESOURCES + resource) * span;
      for (int ahead = 0; ahead < duration[slot]; ahead++) {
        used[first + ahead] += units;
      }
    }
    waiting--;
    int behind = waiting - slot;
    System.arraycopy(duration, slot + 1, duration, slot, behind);
    System.arraycopy(waited, slot + 1, waited, slot, behind);
    System.arraycopy(number, slot + 1, number, slot, behind);
    System.arraycopy(need, RESOURCES * (slot + 1), need, RESOURCES * slot, RESOURCES * behind);
  }

  /**
   * Lets a tick pass: jobs run and wait, some are done, others arrive.
   *
   * @return what the tick cost: for each job in the system 1, or 1 over its duration, and the
   *     penalty of each that was rejected
   */
  double pass(Pcg64 random) {
    double cost = 0;
    for (int job = 0; job < waiting; job++) {
      waited[job]++;
      cost += cost(duration[job]);
    }
    for (int machine = 0; machine < running.length; machine++) {
      for (int job = machine * most; job < machine * most + running[machine]; job++) {
        cost += cost(runningDuration[job]);
      }
      run(machine);
    }
    tick++;
    return cost + settings.rejectionPenalty() * arrive(random);
  }

  private double cost(int ticks) {
    return settings.slowdown() ? 1.0 / ticks : 1;
  }

  private void run(int machine) {
    int kept = machine * most;
    for (int job = machine * most; job < machine * most + running[machine]; job++) {
      if (--runningLeft[job] == 0) {
        done++;
        continue;
      }
      runningDuration[kept] = runningDuration[job];
      runningLeft[kept] = runningLeft[job];
      runningNumber[kept] = runningNumber[job];
      for (int resource = 0; resource < RESOURCES; resource++) {
        runningNeed[RESOURCES * kept + resource] = runningNeed[RESOURCES * job + resource];
      }
      kept++;
    }
    running[machine] = kept - machine * most;
    for (int resource = 0; resource < RESOURCES; resource++) {
      int first = (machine * RESOURCES + resource) * span;
      System.arraycopy(used, first + 1, used, first, span - 1);
      used[first + span - 1] = 0;
    }
  }

  /** Draws the jobs of a tick; gives how many were rejected. */
  private int arrive(Pcg64 random) {
    int jobs = (int) random.poisson(settings.arrivalRate());
    int lost = 0;
    for (int job = 0; job < jobs; job++) {
      boolean brief = random.random() < settings.shortShare();
      int ticks =
          brief
              ? (int) random.integers(settings.shortMin(), settings.shortMax() + 1L)
              : (int) random.integers(settings.longMin(), settings.longMax() + 1L);
      int dominant = (int) random.integers(RESOURCES);
      double much = random.uniform(settings.dominantLow(), settings.dominantHigh());
      double little = random.uniform(settings.otherLow(), settings.otherHigh());
      arrived++;
      if (waiting == duration.length) {
        lost++;
        continue;
      }
      duration[waiting] = ticks;
      waited[waiting] = 0;
      number[waiting] = arrived;
      for (int resource = 0; resource < RESOURCES; resource++) {
        double share = resource == dominant ? much : little;
        int units = (int) Math.round(share * capacity[resource]);
        need[RESOURCES * waiting + resource] = Math.max(1, Math.min(capacity[resource], units));
      }
      waiting++;
    }
    rejected += lost;
    return lost;
  }

  /** Units in use of a machine's resource, so many ticks ahead. */
  int used(int machine, int resource, int ahead) {
    return used[(machine * RESOURCES + resource) * span + ahead];
  }

  int capacity(int resource) {
    return capacity[resource];
  }

  JobSettings settings() {
    return settings;
  }

  /** Jobs that wait, seen or not. */
  int waiting() {
    return waiting;
  }

  /** Jobs that wait where they can be seen. */
  int visible() {
    return Math.min(waiting, settings.slots());
  }

  int duration(int slot) {
    return duration[slot];
  }

  int need(int slot, int resource) {
    return need[RESOURCES * slot + resource];
  }

  int waited(int slot) {
    return waited[slot];
  }

  int number(int slot) {
    return number[slot];
  }

  /** Jobs that run on a machine. */
  int running(int machine) {
    return running[machine];
  }

  int runningLeft(int machine, int job) {
    return runningLeft[machine * most + job];
  }

  int runningNeed(int machine, int job, int resource) {
    return runningNeed[RESOURCES * (machine * most + job) + resource];
  }

  int runningNumber(int machine, int job) {
    return runningNumber[machine * most + job];
  }

  /** Jobs that run. */
  int running() {
    int sum = 0;
    for (int jobs : running) {
      sum += jobs;
    }
    return sum;
  }

  int tick() {
    return tick;
  }

  int arrived() {
    return arrived;
  }

  int done() {
    return done;
  }

  int rejected() {
    return rejected;
  }

  void save(DataOutput out) throws IOException {
    for (int[] state : states()) {
      for (int value : state) {
        out.writeInt(value);
      }
    }
    for (int value : new int[] {waiting, tick, arrived, done, rejected}) {
      out.writeInt(value);
    }
  }

  void load(DataInput in) throws IOException {
    for (int[] state : states()) {
      for (int i = 0; i < state.length; i++) {
        state[i] = in.readInt();
      }
    }
    waiting = in.readInt();
    tick = in.readInt();
    arrived = in.readInt();
    done = in.readInt();
    rejected = in.readInt();
  }

  private int[][] states() {
    return new int[][] {
      duration,
      need,
      waited,
      number,
      running,
      runningDuration,
      runningLeft,
      runningNeed,
      runningNumber,
      used
    };
  }
}
