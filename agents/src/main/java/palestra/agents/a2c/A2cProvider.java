package palestra.agents.a2c;

/** Makes {@link A2c} known as {@code a2c}. */
public final class A2cProvider extends A2cPreset {
  public A2cProvider() {
    super(A2c.ID, A2cConfig.DEFAULTS);
  }
}
