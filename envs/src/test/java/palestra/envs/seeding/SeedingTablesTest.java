package palestra.envs.seeding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our draws are NumPy's; the table is made by {@code src/test/python/numpy_tables.py}. */
final class SeedingTablesTest {
  private static final int MANY = 100_000;

  private static Map<String, List<String>> table;

  @BeforeAll
  static void read() throws IOException {
    try (InputStream in = SeedingTablesTest.class.getResourceAsStream("numpy.txt")) {
      table =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .map(line -> line.split(" ", -1))
              .collect(Collectors.toMap(w -> w[0], w -> List.of(w).subList(1, w.length)));
    }
  }

  static Stream<String> entropies() {
    return Stream.of(
        "0",
        "1",
        "7",
        "4294967296",
        "9223372036854775807",
        "18446744073709551619",
        "1" + "0".repeat(50));
  }

  @ParameterizedTest
  @MethodSource("entropies")
  void seedSequencesMixAlike(String entropy) {
    SeedSequence sequence = new SeedSequence(new BigInteger(entropy));
    assertThat(words(sequence, 9)).isEqualTo(table.get("words-" + entropy));
    assertThat(
            Arrays.stream(sequence.generateLongState(4)).mapToObj(Long::toUnsignedString).toList())
        .isEqualTo(table.get("longs-" + entropy));
  }

  @Test
  void seedSequencesSpawnAlike() {
    SeedSequence parent = new SeedSequence(12345);
    List<SeedSequence> children =
        Stream.concat(parent.spawn(2).stream(), parent.spawn(1).stream()).toList();
    for (int i = 0; i < 3; i++) {
      assertThat(words(children.get(i), 6)).isEqualTo(table.get("child-" + i));
      assertThat(words(children.get(i).spawn(2).get(1), 6)).isEqualTo(table.get("grandchild-" + i));
    }
    SeedSequence longParent = new SeedSequence(new BigInteger("1" + "0".repeat(50)));
    assertThat(words(longParent.spawn(1).get(0), 6)).isEqualTo(table.get("child-of-long"));
  }

  private static List<String> words(SeedSequence sequence, int count) {
    return Arrays.stream(sequence.generateState(count))
        .mapToObj(Integer::toUnsignedString)
        .toList();
  }

  @Test
  void bitsAreAlike() {
    for (long seed : new long[] {0, 7, Long.MAX_VALUE}) {
      Pcg64 random = Pcg64.seeded(seed);
      check("raw-" + seed, () -> raw(random));
    }
    Pcg64 random = Pcg64.seeded(3);
    check("uint32", () -> Integer.toUnsignedString(random.nextUint32()));
    check("uint32-after", () -> raw(random));
  }

  @Test
  void realsAreAlike() {
    Pcg64 unit = Pcg64.seeded(1);
    checkDoubles("random", unit, Pcg64::random);
    Pcg64 range = Pcg64.seeded(2);
    checkDoubles("uniform", range, random -> random.uniform(-0.05, 0.05));
  }

  static Stream<String> ranges() {
    return Stream.of(
        "0:1",
        "0:2",
        "0:5",
        "-3:4",
        "0:2147483647",
        "0:4294967295",
        "0:4294967296",
        "-5:1099511627776",
        "0:6917529027641081856",
        "-9223372036854775808:9223372036854775807");
  }

  @ParameterizedTest
  @MethodSource("ranges")
  void wholeNumbersAreAlike(String range) {
    long low = Long.parseLong(range.split(":", -1)[0]);
    long high = Long.parseLong(range.split(":", -1)[1]);
    Pcg64 random = Pcg64.seeded(4);
    check("integers:" + range, () -> String.valueOf(random.integers(low, high)));
    check("integers-after:" + range, () -> raw(random));
  }

  @Test
  void bytesAreAlike() {
    for (int n : new int[] {1, 2, 3, 5, 100, 128}) {
      Pcg64 random = Pcg64.seeded(5);
      byte[] bytes = random.bytes(n, 41);
      assertThat(IntStream.range(0, bytes.length).mapToObj(i -> String.valueOf(bytes[i])).toList())
          .isEqualTo(table.get("bytes-" + n));
      check("bytes-after-" + n, () -> raw(random));
    }
  }

  @Test
  void normalAndExponentialNumbersAreAlike() {
    checkMany("standard_normal", Pcg64::standardNormal);
    checkMany("standard_exponential", Pcg64::standardExponential);
  }

  /** The values, and through a later draw and a sum also those not in the table. */
  private static void checkMany(String name, Function<Pcg64, Double> draw) {
    Pcg64 random = Pcg64.seeded(6);
    double sum = 0;
    double largest = Double.NEGATIVE_INFINITY;
    double smallest = Double.POSITIVE_INFINITY;
    List<String> first = table.get(name);
    for (int i = 0; i < MANY; i++) {
      double value = draw.apply(random);
      if (i < first.size()) {
        assertThat(value).isEqualTo(Double.parseDouble(first.get(i)));
      }
      sum += value;
      largest = Math.max(largest, value);
      smallest = Math.min(smallest, value);
    }
    assertThat(sum).isEqualTo(Double.parseDouble(table.get(name + "-sum").get(0)));
    assertThat(largest).isEqualTo(Double.parseDouble(table.get(name + "-largest").get(0)));
    assertThat(smallest).isEqualTo(Double.parseDouble(table.get(name + "-largest").get(1)));
    check(name + "-after", () -> raw(random));
  }

  @Test
  void normalFloatsAreAlike() {
    Pcg64 random = Pcg64.seeded(7);
    checkDoubles("standard_normal_float", random, r -> (double) r.standardNormalFloat());
    for (int i = table.get("standard_normal_float").size(); i < MANY; i++) {
      random.standardNormalFloat();
    }
    check("standard_normal_float-after", () -> raw(random));
  }

  @Test
  void choicesAreAlike() {
    Pcg64 tries = Pcg64.seeded(8);
    check("geometric", () -> String.valueOf(tries.geometric(0.25)));
    Pcg64 chooser = Pcg64.seeded(9);
    double[] probabilities = {0.1, 0.2, 0.3, 0.4};
    check("choice", () -> String.valueOf(chooser.choice(probabilities)));
    Pcg64 shuffler = Pcg64.seeded(10);
    assertThat(Arrays.stream(shuffler.permutation(31)).mapToObj(String::valueOf).toList())
        .isEqualTo(table.get("permutation"));
    check("permutation-after", () -> raw(shuffler));
  }

  @Test
  void countsAreAlike() {
    Pcg64 random = Pcg64.seeded(11);
    Iterator<Double> means =
        Stream.iterate(0, i -> i + 1).map(i -> List.of(0.0, 0.3, 2.0, 9.5).get(i % 4)).iterator();
    check("poisson", () -> String.valueOf(random.poisson(means.next())));
    check("poisson-after", () -> raw(random));
  }

  @Test
  void legacyRealsAndChoicesAreAlike() {
    RandomState unit = RandomState.seeded(11);
    check("legacy-random", () -> String.valueOf(unit.random()), Double::valueOf);
    RandomState chooser = RandomState.seeded(13);
    double[] probabilities = {0.1, 0.2, 0.3, 0.4};
    check("legacy-choice", () -> String.valueOf(chooser.choice(probabilities)));
    RandomState array = RandomState.seeded(0xffffffffL);
    check("legacy-randint-array", () -> String.valueOf(array.randint(1, 6)));
  }

  @ParameterizedTest
  @ValueSource(longs = {1L << 32, 234288779051818L, Long.MAX_VALUE})
  void longLegacySeedsAreTheArraysOfTheirWords(long seed) {
    RandomState random = RandomState.seeded(seed);
    check("legacy-long-" + seed, () -> String.valueOf(random.random()), Double::valueOf);
  }

  static Stream<String> legacyRanges() {
    return Stream.of("0:1", "0:2", "0:5", "1:9", "-3:4", "0:2147483647", "-2147483648:2147483647");
  }

  @ParameterizedTest
  @MethodSource("legacyRanges")
  void legacyWholeNumbersAreAlike(String range) {
    int low = Integer.parseInt(range.split(":", -1)[0]);
    int high = Integer.parseInt(range.split(":", -1)[1]);
    RandomState random = RandomState.seeded(12);
    check("legacy-randint:" + range, () -> String.valueOf(random.randint(low, high)));
    check("legacy-randint-after:" + range, () -> String.valueOf(random.random()), Double::valueOf);
  }

  @Test
  void anEmptyLegacyRangeIsRefused() {
    RandomState random = RandomState.seeded(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> random.randint(3, 3))
        .withMessage("low is below high, but got 3 and 3");
    assertThat(random).isEqualTo(RandomState.seeded(1));
  }

  private static void check(String name, Supplier<String> draw, Function<String, ?> read) {
    List<?> expected = table.get(name).stream().map(read).toList();
    assertThat(Stream.generate(draw).limit(expected.size()).map(read).toList())
        .as(name)
        .isEqualTo(expected);
  }

  private static void check(String name, Supplier<String> draw) {
    List<String> expected = table.get(name);
    assertThat(Stream.generate(draw).limit(expected.size()).toList()).as(name).isEqualTo(expected);
  }

  private static void checkDoubles(String name, Pcg64 random, Function<Pcg64, Double> draw) {
    List<Double> expected = table.get(name).stream().map(Double::valueOf).toList();
    assertThat(Stream.generate(() -> draw.apply(random)).limit(expected.size()).toList())
        .as(name)
        .isEqualTo(expected);
  }

  private static String raw(Pcg64 random) {
    return Long.toUnsignedString(random.nextLong());
  }
}
