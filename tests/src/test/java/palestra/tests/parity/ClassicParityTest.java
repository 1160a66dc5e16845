package palestra.tests.parity;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import palestra.tests.parity.Trajectories.Tolerance;

/** The classic control tasks, held against Gymnasium's. */
final class ClassicParityTest {

  @TestFactory
  Stream<DynamicTest> classic() throws IOException, InterruptedException {
    return Trajectories.tests("classic", Tolerance.EXACT);
  }
}
