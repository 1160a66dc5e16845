package palestra.generative.applications;

import palestra.generative.GenerativeModel;
import palestra.generative.data.Data;
import palestra.generative.metrics.Judges;
import palestra.networks.Device;

/**
 * What an application works on. The same task and settings give the same figures.
 *
 * @param data that networks are trained on and measured by; training never sees the held-out part
 * @param judges classifiers that say what pictures show
 * @param device where graphs run
 * @param seed where all randomness comes from
 * @param watch sees how training goes
 */
public record Task(Data data, Judges judges, Device device, long seed, Watch watch) {
  private static final int STEPS_AT_ONCE = 20;

  /** Of these data, on the CPU, unwatched. */
  public static Task of(Data data, long seed) {
    return new Task(data, Judges.NONE, Device.CPU, seed, Watch.NOBODY);
  }

  /** Where one part of the work draws from, apart from other parts. */
  long seed(int part) {
    return Data.random(seed, part).nextLong();
  }

  /** Trains a model of this application's, and lets the watch see it. */
  void train(GenerativeModel model, long totalSteps, String phase) {
    for (long done = 0; done < totalSteps; ) {
      int steps = (int) Math.min(STEPS_AT_ONCE, totalSteps - done);
      model.trainStep(steps);
      done += steps;
      watch.progressed(phase, done, totalSteps);
    }
  }

  /**
   * Looks at the data before anything is built.
   *
   * @throws IllegalArgumentException if they are no pictures
   */
  void requirePictures(String application) {
    if (!data.pictures()) {
      throw new IllegalArgumentException(
          application + " works on pictures, not on '" + data.name() + "'");
    }
  }

  /**
   * As {@link #requirePictures}, of pictures with labels.
   *
   * @throws IllegalArgumentException if they are not
   */
  void requireClasses(String application) {
    if (data.classes() < 2) {
      throw new IllegalArgumentException(
          application + " needs data with labels, which '" + data.name() + "' has not");
    }
  }
}
