package palestra.envs.bridge;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Where the Python side lies: in the jar or directory of this class, which Python imports from. */
final class PythonCode {
  private static final String START =
      "import sys; sys.path.insert(0, sys.argv.pop()); from palestra_gym.worker import main; main()";

  private PythonCode() {}

  /** The command that starts a worker. */
  static List<String> command(String interpreter) {
    return List.of(interpreter, "-u", "-X", "faulthandler", "-c", START, path());
  }

  private static String path() {
    URL here = PythonCode.class.getProtectionDomain().getCodeSource().getLocation();
    try {
      return Path.of(here.toURI()).resolve("python").toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("cannot find the Python side beside " + here, e);
    }
  }

  /**
   * Sees to it that each worker keeps to its own core, and that environments that draw do it
   * without a screen; what the user has set stays.
   */
  static void setEnvironment(Map<String, String> environment) {
    for (String threads :
        List.of(
            "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")) {
      environment.putIfAbsent(threads, "1");
    }
    environment.putIfAbsent("SDL_VIDEODRIVER", "dummy");
    environment.putIfAbsent("SDL_AUDIODRIVER", "dummy");
    environment.putIfAbsent("PYGAME_HIDE_SUPPORT_PROMPT", "1");
    if (System.getProperty("os.name").startsWith("Linux")) {
      environment.putIfAbsent("MUJOCO_GL", "egl");
    }
    environment.putIfAbsent("PYTHONIOENCODING", "utf-8:backslashreplace");
  }
}
