package palestra.envs.wrappers;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import palestra.envs.vector.Batch;
import palestra.envs.vector.VectorEnvironment;

/** {@link RecordEpisodeStatistics} around many copies: keeps returns and lengths of episodes. */
public final class VectorRecordEpisodeStatistics extends VectorWrapper {
  private final EpisodeRecord record;
  private final boolean[] over;

  /**
   * Around copies.
   *
   * @param bufferLength how many ended episodes to keep, over all copies
   */
  public VectorRecordEpisodeStatistics(VectorEnvironment inner, int bufferLength) {
    super(inner);
    record = new EpisodeRecord(inner.count(), bufferLength);
    over = new boolean[inner.count()];
  }

  /** The episodes seen; a copy's running figures are its ended episode's until its next step. */
  public EpisodeRecord record() {
    return record;
  }

  @Override
  public void reset(long seed) {
    inner().reset(seed);
    for (int i = 0; i < over.length; i++) {
      over[i] = true;
      record.begin(i);
    }
  }

  @Override
  public void reset(boolean[] copies) {
    inner().reset(copies);
    for (int i = 0; i < over.length; i++) {
      if (copies[i]) {
        record.begin(i);
      }
    }
  }

  @Override
  public void step(Batch actions) {
    stepInner(actions);
    for (int i = 0; i < over.length; i++) {
      if (over[i]) {
        record.begin(i);
      }
      over[i] = ended(i);
      if (restarted(i)) {
        continue;
      }
      record.step(i, inner().rewards()[i]);
      if (over[i]) {
        record.end(i);
      }
    }
  }

  @Override
  public void saveState(DataOutput out) throws IOException {
    for (boolean ended : over) {
      out.writeBoolean(ended);
    }
    record.save(out);
    super.saveState(out);
  }

  @Override
  public void loadState(DataInput in) throws IOException {
    for (int i = 0; i < over.length; i++) {
      over[i] = in.readBoolean();
    }
    record.load(in);
    super.loadState(in);
  }
}
