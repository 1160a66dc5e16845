package palestra.renderer.pictures;

/** Colours that tell kinds apart, such as classes or learners; the eleventh is the first again. */
final class KindColors {
  private static final int[] COLORS = {
    0x2B6CB0FF,
    0xE07A1FFF,
    0x2F8F6BFF,
    0xC2403FFF,
    0x8358A8FF,
    0x8A5A44FF,
    0xD66BA0FF,
    0x6B7280FF,
    0xA8A32AFF,
    0x2AA5B8FF
  };

  private KindColors() {}

  static int of(int index) {
    return COLORS[index % COLORS.length];
  }
}
