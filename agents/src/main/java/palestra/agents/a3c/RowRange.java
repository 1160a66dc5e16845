package palestra.agents.a3c;

import palestra.envs.vector.Batch;

/**
 * Some rows of a batch, lying where they lie in the whole. The view is kept for as long as the same
 * batch is asked about, as an environment's batches are.
 */
final class RowRange {
  private final int first;
  private final int count;
  private Batch whole;
  private Batch part;

  RowRange(int first, int count) {
    this.first = first;
    this.count = count;
  }

  Batch of(Batch batch) {
    if (batch != whole) {
      int rowBytes = batch.rowSize() * batch.dtype().bytes();
      part =
          new Batch(
              batch.dtype(),
              count,
              batch.rowSize(),
              batch.bytes().slice(first * rowBytes, count * rowBytes));
      whole = batch;
    }
    return part;
  }
}
