package palestra.renderer.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import palestra.renderer.WindowCanvas;

class PlaybackTest {

  private final Playback playback = new Playback(10, 50, 2);

  @Test
  void timePassesAtItsSpeedAndStopsAtTheEnd() {
    playback.pass(1);
    assertThat(playback.position()).isEqualTo(2);
    playback.pass(100);
    assertThat(playback.position()).isEqualTo(10);
    assertThat(playback.playing()).isFalse();
    playback.press(WindowCanvas.Key.SPACE);
    assertThat(playback.position()).isZero();
    assertThat(playback.playing()).isTrue();
  }

  @Test
  void spacePauses() {
    playback.press(WindowCanvas.Key.SPACE);
    playback.pass(1);
    assertThat(playback.position()).isZero();
  }

  @Test
  void arrowsTakeOneStepAndPause() {
    playback.pass(1);
    playback.press(WindowCanvas.Key.RIGHT);
    assertThat(playback.position()).isCloseTo(2.02, within(1e-9));
    playback.press(WindowCanvas.Key.LEFT);
    playback.press(WindowCanvas.Key.LEFT);
    assertThat(playback.position()).isCloseTo(1.98, within(1e-9));
    assertThat(playback.playing()).isFalse();
  }

  @Test
  void leapsStayInTheEpisode() {
    playback.press(WindowCanvas.Key.PAGE_DOWN);
    assertThat(playback.position()).isCloseTo(0.5, within(1e-9));
    playback.press(WindowCanvas.Key.PAGE_UP);
    playback.press(WindowCanvas.Key.PAGE_UP);
    assertThat(playback.position()).isZero();
    playback.press(WindowCanvas.Key.END);
    assertThat(playback.position()).isEqualTo(10);
    playback.press(WindowCanvas.Key.R);
    assertThat(playback.position()).isZero();
    assertThat(playback.playing()).isTrue();
  }

  @Test
  void speedChangesWithinReason() {
    playback.press(WindowCanvas.Key.PLUS);
    playback.press(WindowCanvas.Key.PLUS);
    assertThat(playback.speed()).isCloseTo(4, within(1e-9));
    for (int i = 0; i < 40; i++) {
      playback.press(WindowCanvas.Key.MINUS);
    }
    assertThat(playback.speed()).isEqualTo(1.0 / 16);
  }

  @Test
  void quitEnds() {
    assertThat(playback.ended()).isFalse();
    playback.press(WindowCanvas.Key.ESCAPE);
    assertThat(playback.ended()).isTrue();
  }
}
