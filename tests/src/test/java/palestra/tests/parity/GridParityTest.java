package palestra.tests.parity;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import palestra.tests.parity.Trajectories.Tolerance;

/** The grid worlds, held against MiniGrid's. */
final class GridParityTest {

  @TestFactory
  Stream<DynamicTest> minigrid() throws IOException, InterruptedException {
    return Trajectories.tests("grid", Tolerance.EXACT);
  }
}
