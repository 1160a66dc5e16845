package palestra.envs.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import palestra.envs.Environment;
import palestra.envs.Step;
import palestra.envs.seeding.Pcg64;
import palestra.envs.spaces.Sampler;

final class JobSchedulingTest {
  private static final String ID = "JobScheduling-v0";

  /** No job is lost or made, and no machine does more than it can. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "machines=1,slots=3,backlog=0,arrival_rate=3",
        "machines=4,processors=3,memory=40,arrival_rate=5",
        "short_share=0,long_max=40,lookahead=3",
        "dominant_low=1,dominant_high=1,other_low=0,other_high=0"
      })
  void jobsAreConserved(String arguments) {
    Environment<Object, Object> environment = Played.make(ID, arguments);
    Sampler<?> actions = environment.actionSpace().sampler(3);
    for (long seed = 1; seed <= 3; seed++) {
      environment.reset(seed);
      Step<Object> step;
      do {
        step = environment.step(actions.next());
        Map<String, Object> info = step.info();
        long jobs =
            (Long) info.get("waiting")
                + (Long) info.get("running")
                + (Long) info.get("done")
                + (Long) info.get("rejected");
        assertThat(jobs).isEqualTo(info.get("arrived"));
        // Shares of use lie between nothing and all.
        assertThat(environment.observationSpace().contains(step.observation())).isTrue();
      } while (!step.done());
      assertThat((Long) step.info().get("arrived")).isPositive();
    }
  }

  /** The use of machines that is seen is that of the jobs that run. */
  @Test
  void machinesHoldWhatTheirJobsNeed() {
    JobCluster cluster = new JobCluster(JobSettings.DEFAULT);
    Pcg64 random = Pcg64.seeded(1);
    cluster.begin(random);
    for (int i = 0; i < 500; i++) {
      int slot = (int) random.integers(JobSettings.DEFAULT.slots());
      int machine = cluster.fit(slot);
      if (machine == JobCluster.NOWHERE) {
        cluster.pass(random);
      } else {
        cluster.place(slot, machine);
      }
      for (int on = 0; on < JobSettings.DEFAULT.machines(); on++) {
        for (int resource = 0; resource < JobCluster.RESOURCES; resource++) {
          for (int ahead = 0; ahead < JobSettings.DEFAULT.longest(); ahead++) {
            int sum = 0;
            for (int job = 0; job < cluster.running(on); job++) {
              boolean still = cluster.runningLeft(on, job) > ahead;
              sum += still ? cluster.runningNeed(on, job, resource) : 0;
            }
            assertThat(cluster.used(on, resource, ahead))
                .isEqualTo(sum)
                .isLessThanOrEqualTo(cluster.capacity(resource));
          }
        }
      }
    }
    assertThat(cluster.done()).isGreaterThan(50);
  }

  /** Where all jobs can start at once, each costs one slowdown over its time. */
  @Test
  void aJobThatNeverWaitsCostsOne() {
    String roomy = "machines=20,arrival_rate=0.2,horizon=300,short_share=1,short_min=4,short_max=4";
    Environment<Object, Object> environment = Played.make(ID, roomy);
    environment.reset(3);
    double sum = 0;
    Step<Object> step;
    do {
      byte[] mask = environment.actionMask().orElseThrow();
      step = environment.step(mask[0] != 0 ? 0L : 10L);
      sum += step.reward();
    } while (!step.done());
    long finished = (Long) step.info().get("done");
    long arrived = (Long) step.info().get("arrived");
    assertThat(-sum).isBetween((double) finished, (double) arrived);
    assertThat(finished).isGreaterThan(30);
    assertThat(step.terminated()).isTrue();
    assertThat(step.info().get("tick")).isEqualTo(300L);
  }

  @Test
  void flowTimeCountsJobs() {
    Environment<Object, Object> environment =
        Played.make(ID, "objective=flow_time,reward_scale=0.5,rejection_penalty=0");
    environment.reset(1);
    for (int i = 0; i < 50; i++) {
      Map<String, Object> before = environment.step(10L).info();
      double reward = environment.step(10L).reward();
      assertThat(reward).isEqualTo(0 - 0.5 * (Long) before.get("waiting"));
    }
  }

  @Test
  void aRejectedJobCosts() {
    Environment<Object, Object> environment =
        Played.make(
            ID, "slots=1,backlog=0,arrival_rate=2,rejection_penalty=100,objective=flow_time");
    long lost = (Long) environment.reset(1).info().get("rejected");
    for (int i = 0; i < 50; i++) {
      Step<Object> step = environment.step(1L);
      long now = (Long) step.info().get("rejected");
      assertThat(-step.reward()).isBetween(100.0 * (now - lost), 100.0 * (now - lost) + 1);
      lost = now;
    }
    assertThat(lost).isGreaterThan(50);
  }

  /** The mask allows what starts a job; all else lets a tick pass. */
  @Test
  void theMaskSaysWhatFits() {
    Environment<Object, Object> environment = Played.make(ID, "arrival_rate=3");
    environment.reset(1);
    Sampler<?> actions = environment.actionSpace().sampler(3);
    long tick = 0;
    boolean forbidden = false;
    for (int i = 0; i < 120; i++) {
      byte[] mask = environment.actionMask().orElseThrow();
      long action = (Long) actions.next();
      Step<Object> step = environment.step(action);
      boolean starts = action < 10 && mask[(int) action] != 0;
      forbidden |= mask[(int) action] == 0;
      assertThat(step.info().get("tick")).isEqualTo(starts ? tick : tick + 1);
      assertThat(mask[10]).isEqualTo((byte) 1);
      tick = (Long) step.info().get("tick");
    }
    assertThat(forbidden).isTrue();
  }

  @Test
  void contradictoryConstantsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Played.make(ID, "short_max=2,short_min=3"))
        .withMessage("JobScheduling: short_min is at most short_max, but got 3.0 and 2.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "machines=1,arrival_rate=0.8", "objective=flow_time"})
  void shortJobsFirstBeatsChance(String arguments) {
    Map<String, String> given = Played.arguments(arguments);
    assertThat(Played.meanOfBaseline(ID, given, 6))
        .isGreaterThan(Played.meanOfRandom(ID, given, 6));
  }
}
