package palestra.tests.parity;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import palestra.tests.parity.Trajectories.Tolerance;

/** The MinAtar games, held against the package's. */
final class MinAtarParityTest {

  @TestFactory
  Stream<DynamicTest> games() throws IOException, InterruptedException {
    return Trajectories.tests("minatar_games", Tolerance.EXACT);
  }
}
