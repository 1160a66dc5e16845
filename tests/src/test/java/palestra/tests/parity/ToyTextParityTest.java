package palestra.tests.parity;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import palestra.tests.parity.Trajectories.Tolerance;

/** The toy text tasks, held against Gymnasium's. */
final class ToyTextParityTest {

  @TestFactory
  Stream<DynamicTest> toyText() throws IOException, InterruptedException {
    return Trajectories.tests("toy_text", Tolerance.EXACT);
  }
}
