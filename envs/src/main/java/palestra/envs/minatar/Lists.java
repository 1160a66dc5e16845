package palestra.envs.minatar;

/**
 * Lists of numbers inside of a row of ints: the length, then the elements. What they do is what
 * Python's lists do, since games depend on it where two elements are equal.
 */
final class Lists {
  private Lists() {}

  static void add(int[] s, int list, int element) {
    s[list]++;
    s[list + s[list]] = element;
  }

  static int get(int[] s, int list, int i) {
    return s[list + 1 + i];
  }

  static void set(int[] s, int list, int i, int element) {
    s[list + 1 + i] = element;
  }

  static void removeAt(int[] s, int list, int i) {
    System.arraycopy(s, list + 2 + i, s, list + 1 + i, s[list] - 1 - i);
    s[list]--;
  }

  /** Removes the first of the elements equal to this one; gives where it was. */
  static int remove(int[] s, int list, int element) {
    int i = find(s, list, element, -1);
    removeAt(s, list, i);
    return i;
  }

  /** Where the first element is that agrees in the mask's bits; -1 where none does. */
  static int find(int[] s, int list, int element, int mask) {
    for (int i = 0; i < s[list]; i++) {
      if (((s[list + 1 + i] ^ element) & mask) == 0) {
        return i;
      }
    }
    return -1;
  }
}
