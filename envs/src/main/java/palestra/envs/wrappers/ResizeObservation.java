package palestra.envs.wrappers;

import palestra.envs.spaces.Box;
import palestra.envs.spaces.Space;
import palestra.envs.vector.Batch;

/**
 * Shows a picture in another size, as Gymnasium's {@code ResizeObservation}, which calls OpenCV's
 * {@code resize} with {@code INTER_AREA}: {@code uint8[h, w]} or {@code uint8[h, w, c]} keeps its
 * channels. A picture that becomes smaller along both axes (or keeps one) is averaged over the area
 * that each new pixel covers; any other is interpolated between neighbours.
 */
public final class ResizeObservation implements ObservationTransform {
  private final Box<byte[]> space;
  private final int channels;
  private final int oldWidth;
  private final int newWidth;
  private final int newHeight;
  private final int oldSize;
  private final AreaWeights columns;
  private final AreaWeights rows;
  private final float[] line;
  private final float[] sums;

  /** To pictures of {@code height} by {@code width} pixels, each 1 or more. */
  public ResizeObservation(Space<?> shown, int height, int width) {
    boolean picture = Needs.picture(shown);
    int axes = picture ? ((Box<?>) shown).shape().length : 0;
    Needs.require(
        axes == 2 || axes == 3, "pictures, uint8[h, w] or uint8[h, w, c] from 0 to 255", shown);
    int[] shape = ((Box<?>) shown).shape();
    newHeight = Needs.atLeast("height", height, 1);
    newWidth = Needs.atLeast("width", width, 1);
    oldWidth = shape[1];
    channels = axes == 3 ? shape[2] : 1;
    oldSize = shape[0] * shape[1] * channels;
    space =
        axes == 3 ? Box.uint8(0, 255, height, width, channels) : Box.uint8(0, 255, height, width);
    boolean average = height <= shape[0] && width <= shape[1];
    rows = new AreaWeights(shape[0], height, average);
    columns = new AreaWeights(shape[1], width, average);
    line = new float[newWidth * channels];
    sums = new float[line.length];
  }

  @Override
  public Space<?> space() {
    return space;
  }

  @Override
  public void next(Batch shown, Batch seen, int row) {
    int from = row * oldSize;
    int to = row * space.size();
    for (int y = 0; y < newHeight; y++) {
      java.util.Arrays.fill(sums, 0);
      for (int k = rows.first(y); k < rows.first(y + 1); k++) {
        sumLine(shown, from + rows.source(k) * oldWidth * channels);
        float weight = rows.weight(k);
        for (int i = 0; i < sums.length; i++) {
          sums[i] += weight * line[i];
        }
      }
      for (int i = 0; i < sums.length; i++) {
        long rounded = Math.round(Math.rint((double) sums[i]));
        seen.bytes().put(to + y * sums.length + i, (byte) Math.max(0, Math.min(255, rounded)));
      }
    }
  }

  private void sumLine(Batch shown, int start) {
    for (int x = 0; x < newWidth; x++) {
      for (int channel = 0; channel < channels; channel++) {
        float sum = 0;
        for (int k = columns.first(x); k < columns.first(x + 1); k++) {
          int value = shown.bytes().get(start + columns.source(k) * channels + channel) & 0xff;
          sum += value * columns.weight(k);
        }
        line[x * channels + channel] = sum;
      }
    }
  }
}
