package palestra.agents.ppo;

/** Makes {@link Ppo} known as {@code ppo}. */
public final class PpoProvider extends PpoPreset {
  public PpoProvider() {
    super(Ppo.ID, PpoConfig.DEFAULTS);
  }
}
