package palestra.envs.seeding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class Pcg64Test {

  @Test
  void aCopyIsEqualAndGoesItsOwnWay() {
    Pcg64 random = Pcg64.seeded(5);
    random.nextUint32(); // half a draw waits
    Pcg64 copy = random.copy();
    assertThat(copy).isEqualTo(random).hasSameHashCodeAs(random);
    assertThat(copy.nextUint32()).isEqualTo(random.nextUint32());
    copy.nextLong();
    assertThat(copy).isNotEqualTo(random);
    random.set(copy);
    assertThat(random).isEqualTo(copy);
  }

  @Test
  void theWaitingHalfIsPartOfTheState() {
    Pcg64 random = Pcg64.seeded(5);
    Pcg64 other = random.copy();
    random.nextUint32();
    other.nextLong();
    assertThat(random).isNotEqualTo(other);
  }

  @Test
  void aSavedStateGoesOnBitForBit() throws IOException {
    Pcg64 random = Pcg64.seeded(5);
    random.nextUint32();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    random.save(new DataOutputStream(bytes));
    Pcg64 loaded = Pcg64.load(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    assertThat(loaded).isEqualTo(random);
    for (int i = 0; i < 10; i++) {
      assertThat(loaded.nextUint32()).isEqualTo(random.nextUint32());
      assertThat(loaded.standardNormal()).isEqualTo(random.standardNormal());
    }
  }

  @Test
  void emptyRangesAndNegativeSeedsAreRefused() {
    Pcg64 random = Pcg64.seeded(5);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> random.integers(3, 3))
        .withMessage("low 3 is not below high 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Pcg64.seeded(-1))
        .withMessage("a seed is 0 or more, but is -1");
  }
}
