package palestra.agents.dqn;

/** Makes {@link Dqn} known as {@code qr-dqn}, with {@link DqnConfig#QR_DQN}. */
public final class QrDqnProvider extends DqnPreset {
  public QrDqnProvider() {
    super("qr-dqn", DqnConfig.QR_DQN);
  }
}
