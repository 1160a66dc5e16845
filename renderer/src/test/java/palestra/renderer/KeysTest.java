package palestra.renderer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lwjgl.glfw.GLFW.GLFW_KEY_ESCAPE;
import static org.lwjgl.glfw.GLFW.GLFW_KEY_LEFT;
import static org.lwjgl.glfw.GLFW.GLFW_KEY_RIGHT;

import org.junit.jupiter.api.Test;

class KeysTest {

  @Test
  void signsAreTakenAsTyped() {
    assertThat(WindowCanvas.typed(' ')).contains(WindowCanvas.Key.SPACE);
    assertThat(WindowCanvas.typed('+')).contains(WindowCanvas.Key.PLUS);
    assertThat(WindowCanvas.typed('-')).contains(WindowCanvas.Key.MINUS);
    assertThat(WindowCanvas.typed('R')).contains(WindowCanvas.Key.R);
    assertThat(WindowCanvas.typed('q')).contains(WindowCanvas.Key.Q);
    assertThat(WindowCanvas.typed('x')).isEmpty();
  }

  @Test
  void othersAreTakenAsPressed() {
    assertThat(WindowCanvas.pressed(GLFW_KEY_LEFT)).contains(WindowCanvas.Key.LEFT);
    assertThat(WindowCanvas.pressed(GLFW_KEY_RIGHT)).contains(WindowCanvas.Key.RIGHT);
    assertThat(WindowCanvas.pressed(GLFW_KEY_ESCAPE)).contains(WindowCanvas.Key.ESCAPE);
    assertThat(WindowCanvas.pressed(-1)).isEmpty();
  }
}
