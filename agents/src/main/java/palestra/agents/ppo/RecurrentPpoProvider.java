package palestra.agents.ppo;

/** Makes {@link Ppo} with a memory known as {@code recurrent-ppo}. */
public final class RecurrentPpoProvider extends PpoPreset {
  public RecurrentPpoProvider() {
    super("recurrent-ppo", PpoConfig.RECURRENT);
  }
}
