package palestra.agents.internal;

import java.util.List;

/**
 * Which steps of which episodes stand in the rows of a batch of fixed size: sequences side by side,
 * step after step. Rows that are left over, after the end of a sequence and where there is none,
 * show the last real step before them, so that whatever is computed of them is finite; they count
 * for nothing.
 */
final class EpisodeCursor {
  private final int sequences;
  private final int length;
  private final Episode[] episodes;
  private final int[] numbers;
  private int real;

  EpisodeCursor(int sequences, int length) {
    this.sequences = sequences;
    this.length = length;
    episodes = new Episode[sequences];
    numbers = new int[sequences];
  }

  int sequences() {
    return sequences;
  }

  int rows() {
    return sequences * length;
  }

  /** Moves on to the ended episodes' sequences from one on; there has to be that one. */
  void point(Episodes all, int from) {
    List<Episode> ended = all.ended();
    int skipped = 0;
    real = 0;
    for (int i = 0; i < ended.size() && real < sequences; i++) {
      Episode episode = ended.get(i);
      int first = Math.max(0, from - skipped);
      for (int sequence = first; sequence < episode.sequences() && real < sequences; sequence++) {
        episodes[real] = episode;
        numbers[real++] = sequence;
      }
      skipped += episode.sequences();
    }
    for (int i = real; i < sequences; i++) {
      episodes[i] = episodes[real - 1];
      numbers[i] = numbers[real - 1];
    }
  }

  /** Copies what the network saw and remembered. */
  void fill(NetworkInput target) {
    for (int row = 0; row < rows(); row++) {
      episode(row).seen(step(row), target, row);
    }
    for (int i = 0; i < sequences; i++) {
      episodes[i].remembered(numbers[i], target, i);
    }
  }

  Episode episode(int row) {
    return episodes[row % sequences];
  }

  /** The episode's step in a row. */
  int step(int row) {
    int sequence = row % sequences;
    int last = episodes[sequence].stepsOf(numbers[sequence]) - 1;
    return numbers[sequence] * length + Math.min(row / sequences, last);
  }

  /** Whether a row counts. */
  boolean real(int row) {
    int sequence = row % sequences;
    return sequence < real && row / sequences < episodes[sequence].stepsOf(numbers[sequence]);
  }
}
