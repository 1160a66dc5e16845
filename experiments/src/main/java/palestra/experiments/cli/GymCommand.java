package palestra.experiments.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import palestra.envs.bridge.server.GymServer;
import palestra.envs.registry.EnvironmentRegistry;
import palestra.experiments.runs.Interruption;
import palestra.experiments.runs.RunFailure;

/**
 * {@code __gym}: environments for the Python package {@code palestra_gym}, which starts this
 * command. The launcher passes standard output on as another descriptor and points the first one at
 * standard error, so that nothing that anybody prints, native code included, gets between.
 */
final class GymCommand extends LabCommand {
  private static final String DESCRIPTOR = "PALESTRA_PROTOCOL_FD";
  private static final long ORPHAN_SECONDS = 5;

  @Override
  int run(Console console, Interruption interruption) {
    InputStream in = new FileInputStream(FileDescriptor.in);
    endWithParent();
    try (OutputStream out = protocol();
        CanvasPainter painter = new CanvasPainter()) {
      System.setOut(System.err);
      return new GymServer(in, out).serve(EnvironmentRegistry.load(), painter, Version.current())
          ? 0
          : Main.WRONG_USE;
    } catch (IOException e) {
      throw new RunFailure("cannot talk to Python: " + e.getMessage(), e);
    }
  }

  private static OutputStream protocol() throws IOException {
    String descriptor = System.getenv(DESCRIPTOR);
    return descriptor == null
        ? new FileOutputStream(FileDescriptor.out)
        : new FileOutputStream("/dev/fd/" + descriptor, true);
  }

  /** The end of standard input is not seen by a step that never ends. */
  private static void endWithParent() {
    ProcessHandle.current().parent().ifPresent(GymCommand::endWith);
  }

  private static void endWith(ProcessHandle parent) {
    Thread watch =
        new Thread(
            () -> {
              parent.onExit().join();
              CompletableFuture.delayedExecutor(ORPHAN_SECONDS, TimeUnit.SECONDS)
                  .execute(() -> Runtime.getRuntime().halt(Main.FAILED));
            },
            "palestra-parent");
    watch.setDaemon(true);
    watch.start();
  }
}
