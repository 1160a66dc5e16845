package palestra.tests.bridge;

import java.util.stream.Collectors;
import palestra.envs.bridge.GymVectorEnvironment;
import palestra.envs.vector.AutoresetMode;

/** A program that holds a bridge until it is killed: prints the workers' numbers, then "busy". */
final class BridgeHolder {
  private BridgeHolder() {}

  public static void main(String[] args) throws InterruptedException {
    boolean idle = args[0].equals("idle");
    GymVectorEnvironment env =
        Bridged.vector(
            Bridged.LINE,
            2,
            AutoresetMode.SAME_STEP,
            idle ? "fault=" : "fault=" + args[0],
            "at=1",
            "bridge.workers=2");
    env.reset(1);
    System.out.println(
        env.processes().stream()
            .map(process -> Long.toString(process.pid()))
            .collect(Collectors.joining(" ")));
    System.out.println("busy");
    System.out.flush();
    if (!idle) {
      env.step(Bridged.all(env, 0));
    }
    Thread.currentThread().join(); // for ever
  }
}
