package palestra.agents.dqn;

/** Makes {@link Dqn} known as {@code dqn}, with {@link DqnConfig#DEFAULTS}. */
public final class DqnProvider extends DqnPreset {
  public DqnProvider() {
    super("dqn", DqnConfig.DEFAULTS);
  }
}
