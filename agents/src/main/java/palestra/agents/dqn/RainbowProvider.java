package palestra.agents.dqn;

/** Makes {@link Dqn} known as {@code rainbow}, with {@link DqnConfig#RAINBOW}. */
public final class RainbowProvider extends DqnPreset {
  public RainbowProvider() {
    super("rainbow", DqnConfig.RAINBOW);
  }
}
