package palestra.agents.a2c;

/** Makes {@link A2c} with a memory known as {@code recurrent-a2c}. */
public final class RecurrentA2cProvider extends A2cPreset {
  public RecurrentA2cProvider() {
    super("recurrent-a2c", A2cConfig.RECURRENT);
  }
}
