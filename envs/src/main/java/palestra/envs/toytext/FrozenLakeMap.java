package palestra.envs.toytext;

import java.util.ArrayList;
import java.util.List;
import palestra.envs.seeding.Pcg64;

/**
 * A lake seen from above.
 *
 * @param rows from north to south, all of one length, of the letters S (start), F (frozen), H
 *     (hole) and G (goal); at least one S
 */
public record FrozenLakeMap(List<String> rows) {
  /** Gymnasium's {@code 4x4}. */
  public static final FrozenLakeMap FOUR = new FrozenLakeMap("SFFF", "FHFH", "FFFH", "HFFG");

  /** Gymnasium's {@code 8x8}. */
  public static final FrozenLakeMap EIGHT =
      new FrozenLakeMap(
          "SFFFFFFF",
          "FFFFFFFF",
          "FFFHFFFF",
          "FFFFFHFF",
          "FFFHFFFF",
          "FHHFFFHF",
          "FHFFHFHF",
          "FFFHFFFG");

  // Bounds the search for a map that has a path.
  private static final long MOST_CELLS = 50_000_000;

  public FrozenLakeMap {
    rows = List.copyOf(rows);
    if (rows.isEmpty() || rows.stream().anyMatch(row -> !row.matches("[SFHG]+"))) {
      throw new IllegalArgumentException(
          "a lake's rows are of the letters S, F, H and G, but got " + rows);
    }
    int width = rows.get(0).length();
    if (rows.stream().anyMatch(row -> row.length() != width)) {
      throw new IllegalArgumentException("a lake's rows are of one length, but got " + rows);
    }
    if (rows.stream().noneMatch(row -> row.contains("S"))) {
      throw new IllegalArgumentException("a lake has a start, S, but got " + rows);
    }
  }

  private FrozenLakeMap(String... rows) {
    this(List.of(rows));
  }

  /**
   * A random square map with a path from the start, north-west, to the goal, south-east;
   * Gymnasium's {@code generate_random_map(size, p, seed)}.
   *
   * @param size length of a side, 2 or more
   * @param p probability that a place is frozen
   * @param seed the same one gives the same map
   * @throws IllegalArgumentException if among very many maps none has a path; a larger p helps
   */
  public static FrozenLakeMap random(int size, double p, long seed) {
    if (size < 2 || !(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException(
          "a random lake has a size of 2 or more and a p from 0 to 1, but got %d and %s"
              .formatted(size, p));
    }
    Pcg64 random = Pcg64.seeded(seed);
    double[] chances = {p, 1 - p};
    char[][] places = new char[size][size];
    long cells = (long) size * size;
    for (long drawn = 0; drawn < MOST_CELLS; drawn += cells) {
      for (char[] row : places) {
        for (int column = 0; column < size; column++) {
          row[column] = random.choice(chances) == 0 ? 'F' : 'H';
        }
      }
      places[0][0] = 'S';
      places[size - 1][size - 1] = 'G';
      if (reached(places)[cells(size) - 1]) {
        List<String> rows = new ArrayList<>();
        for (char[] row : places) {
          rows.add(new String(row));
        }
        return new FrozenLakeMap(rows);
      }
    }
    throw new IllegalArgumentException(
        "no random lake of map_size %d with map_p %s and map_seed %d has a path; give a larger map_p"
            .formatted(size, p, seed));
  }

  private static int cells(int size) {
    return size * size;
  }

  /** Which places can be walked to from the north-western one. */
  private static boolean[] reached(char[][] places) {
    int size = places.length;
    boolean[] reached = new boolean[cells(size)];
    int[] frontier = new int[cells(size)];
    int waiting = 1;
    reached[0] = true;
    while (waiting > 0) {
      int place = frontier[--waiting];
      for (int direction = 0; direction < 4; direction++) {
        int row = place / size + (direction - 1) % 2;
        int column = place % size + (direction - 2) % 2;
        boolean inside = row >= 0 && row < size && column >= 0 && column < size;
        if (inside && places[row][column] != 'H' && !reached[row * size + column]) {
          reached[row * size + column] = true;
          frontier[waiting++] = row * size + column;
        }
      }
    }
    return reached;
  }

  /** Number of rows. */
  public int height() {
    return rows.size();
  }

  /** Number of columns. */
  public int width() {
    return rows.get(0).length();
  }

  /** The letter at a place. */
  public char at(int row, int column) {
    return rows.get(row).charAt(column);
  }
}
