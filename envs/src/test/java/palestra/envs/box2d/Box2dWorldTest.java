package palestra.envs.box2d;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.badlogic.gdx.physics.box2d.Body;
import com.badlogic.gdx.physics.box2d.BodyDef.BodyType;
import com.badlogic.gdx.physics.box2d.FixtureDef;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Worlds: what falls, that courses repeat to the last bit, and that threads do not disturb. */
final class Box2dWorldTest {

  @Test
  void whatIsDroppedFallsAsGravitySays() {
    try (Box2dWorld world = new Box2dWorld(-10)) {
      Body ball = world.body(BodyType.DynamicBody, 0, 100, 0);
      Box2dWorld.box(ball, 0.5, 0.5, Box2dWorld.material(1, 0.2, 0));
      for (int i = 0; i < 100; i++) {
        world.step(0.01, 8, 3);
      }
      // Symplectic Euler: the sum of 1 to 100 times 0.1 m/s times 0.01 s.
      assertThat((double) ball.getPosition().y).isCloseTo(100 - 5.05, within(1e-3));
      assertThat((double) ball.getLinearVelocity().y).isCloseTo(-10, within(1e-4));
    }
  }

  @Test
  void theSameCallsGiveTheSameCourseToTheLastBitOnAnyThread()
      throws ExecutionException, InterruptedException {
    List<Float> expected = tumble(1);
    assertThat(tumble(2)).isNotEqualTo(expected);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<List<Float>>> courses = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        courses.add(threads.submit(() -> tumble(1)));
      }
      for (Future<List<Float>> course : courses) {
        assertThat(course.get()).isEqualTo(expected);
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void theSolversTimeIsCountedWhileTheClockRuns() {
    SolverClock clock = new SolverClock();
    try (Box2dWorld world = new Box2dWorld(-10, clock)) {
      world.step(0.02, 6, 2);
      assertThat(clock.nanos()).isZero();
      clock.start();
      world.step(0.02, 6, 2);
      assertThat(clock.nanos()).isPositive();
    }
  }

  /** Boxes thrown onto a ground of two slopes. */
  private static List<Float> tumble(double speed) {
    List<Float> course = new ArrayList<>();
    try (Box2dWorld world = new Box2dWorld(-10)) {
      Body ground = world.body(BodyType.StaticBody, 0, 0, 0);
      FixtureDef stone = Box2dWorld.material(0, 0.5, 0.1);
      Box2dWorld.edge(ground, -20, 5, 0, 0, stone);
      Box2dWorld.edge(ground, 0, 0, 20, 5, stone);
      List<Body> boxes = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        Body box = world.body(BodyType.DynamicBody, 2 * i - 4, 5 + i, 0.3 * i);
        Box2dWorld.polygon(
            box,
            new float[] {-0.5f, -0.5f, 0.5f, -0.5f, 0.5f, 0.4f},
            Box2dWorld.material(1, 0.3, 0));
        box.setLinearVelocity((float) (speed * (2 - i)), 1);
        boxes.add(box);
      }
      for (int i = 0; i < 200; i++) {
        world.step(0.02, 20, 10);
        for (Body box : boxes) {
          course.add(box.getPosition().x);
          course.add(box.getPosition().y);
          course.add(box.getAngle());
        }
      }
    }
    return course;
  }
}
