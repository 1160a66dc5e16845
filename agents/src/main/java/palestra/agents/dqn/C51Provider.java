package palestra.agents.dqn;

/** Makes {@link Dqn} known as {@code c51}, with {@link DqnConfig#C51}. */
public final class C51Provider extends DqnPreset {
  public C51Provider() {
    super("c51", DqnConfig.C51);
  }
}
