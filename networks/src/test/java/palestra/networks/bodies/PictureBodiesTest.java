package palestra.networks.bodies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import palestra.networks.Model;

/** How many numbers the bodies of pictures learn, their shapes, and what they refuse. */
class PictureBodiesTest {

  /**
   * Published counts, less the classifier of 1000 classes where there is one: torchvision's for
   * AlexNet (61,100,840), VGG-11, VGG-16, ResNet-18, ResNet-34, DenseNet-121 and EfficientNet-B0
   * and B1, Keras' trainable ones for MobileNet (4,231,976), Caffe's for GoogLeNet (6,998,552).
   */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          lenet5 | 32,32,1 | 60856
          alexnet filters=64,192,384,256,256 | 224,224,3 | 57003840
          alexnet | 224,224,3 | 58281344
          vgg | 224,224,3 | 134260544
          vgg blocks=1,1,2,2,2 | 224,224,3 | 128766336
          inception | 224,224,3 | 5973552
          resnet | 224,224,3 | 11176512
          resnet blocks=3,4,6,3 | 224,224,3 | 21284672
          densenet | 224,224,3 | 6953856
          mobilenet | 224,224,3 | 3206976
          efficientnet | 224,224,3 | 4007548
          efficientnet depth=1.1 | 240,240,3 | 6513184
          conv | 28,28,1 | 836448
          conv norm=batch units=0 spectral=true | 28,28,1 | 33440
          nature-cnn | 84,84,4 | 1684128
          impala | 64,64,3 | 622144
          """)
  void countsAsPublished(String text, String shape, long parameters) {
    assertThat(Bodies.summary(Body.valueOf(text), shape(shape)).parameters()).isEqualTo(parameters);
  }

  /** The tables of the classes' docs. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          lenet5 | 32,32,1 | 28x28x6 14x14x6 10x10x16 5x5x16 84
          alexnet | 224,224,3 | 56x56x96 27x27x96 27x27x256 13x13x256 13x13x384 13x13x384 13x13x256 6x6x256 4096 4096
          vgg | 224,224,3 | 112x112x64 56x56x128 28x28x256 14x14x512 7x7x512 4096 4096
          inception | 224,224,3 | 56x56x64 28x28x192 28x28x480 14x14x832 7x7x1024 1024
          inception stem=small modules=1 | 12,12,1 | 12x12x64 12x12x256 256
          resnet | 224,224,3 | 56x56x64 56x56x64 28x28x128 14x14x256 7x7x512 512
          resnet stem=small blocks=1,1 width=8 preActivation=true | 12,12,1 | 12x12x8 12x12x8 6x6x16 16
          densenet | 224,224,3 | 56x56x64 56x56x256 28x28x128 28x28x512 14x14x256 14x14x1024 7x7x512 7x7x1024 1024
          mobilenet | 224,224,3 | 112x112x32 112x112x64 56x56x128 28x28x256 14x14x512 7x7x1024 1024
          efficientnet | 224,224,3 | 112x112x32 112x112x16 56x56x24 28x28x40 14x14x80 14x14x112 7x7x192 7x7x320 1280
          conv | 28,28,1 | 14x14x32 7x7x64 256
          nature-cnn | 84,84,4 | 20x20x32 9x9x64 7x7x64 512
          impala | 84,84,4 | 42x42x16 21x21x32 11x11x32 256
          """)
  void shapes(String text, String shape, String stages) {
    List<String> shapes =
        Bodies.summary(Body.valueOf(text), shape(shape)).stages().stream()
            .map(PictureBodiesTest::withoutBatch)
            .toList();
    assertThat(shapes).containsExactly(stages.split(" "));
  }

  private static String withoutBatch(Model.Stage stage) {
    StringBuilder text = new StringBuilder();
    for (int i = 1; i < stage.shape().numDimensions(); i++) {
      text.append(i > 1 ? "x" : "").append(stage.shape().get(i));
    }
    return text.toString();
  }

  private static long[] shape(String text) {
    return List.of(text.split(",")).stream().mapToLong(Long::parseLong).toArray();
  }

  /** One pixel fewer a side, and the body says what it needs; with that many, it works. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          lenet5 | 16
          lenet5 filters=4,4,4 | 36
          alexnet units=8 | 57
          alexnet units=8 size=3 stride=1 | 15
          vgg units=8 | 32
          vgg units=8 blocks=1,1 | 4
          inception | 32
          inception stem=small modules=1,1 | 2
          resnet | 32
          resnet stem=small | 8
          densenet blocks=1,1,1,1 | 32
          mobilenet | 32
          efficientnet | 32
          efficientnet stem=small stages=3 | 4
          nature-cnn | 36
          impala | 8
          """)
  void refusesPicturesThatAreTooSmall(String text, int least) {
    Body body = Body.valueOf(text);
    assertThatThrownBy(() -> body.check(least - 1, least, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("needs pictures of at least " + least + " x " + least + " pixels")
        .message()
        .hasLineCount(1);
    assertThat(Bodies.summary(body, least, least, 3).stages()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lenet5",
        "alexnet",
        "vgg",
        "inception",
        "resnet",
        "densenet",
        "mobilenet",
        "efficientnet",
        "conv",
        "nature-cnn",
        "impala"
      })
  void refusesWhatIsNoPicture(String text) {
    Body body = Body.valueOf(text);
    assertThat(body.input()).isEqualTo(Body.Input.PICTURE);
    assertThatThrownBy(() -> body.check(4))
        .hasMessageContaining("sees pictures")
        .hasMessageEndingWith("[4]");
    assertThat(body.text()).isEqualTo(text);
    assertThat(Bodies.all()).anyMatch(entry -> entry.body().equals(body));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          lenet5 filters=0,4 | filters must be at least 1, but is 0
          alexnet filters=4,4 | filters must be 3 to 16 numbers, but are [4, 4]
          alexnet dropout=1 | dropout must be in [0, 1), but is 1.0
          vgg blocks= | blocks must be 1 to 8 numbers, but are []
          inception modules=3,1 | modules must be at most 2,5,2, but are [3, 1]
          inception stem=middle | stem must be one of [large, small], but is "middle"
          resnet width=0 | width must be at least 1, but is 0
          resnet depth=8 | has no setting depth; it has blocks, width, stem, preActivation, norm
          densenet compression=0 | compression must be in (0, 1], but is 0.0
          mobilenet width=0 | width must be above 0, but is 0.0
          efficientnet stages=8 | stages must be from 1 to 7, but is 8
          conv filters= | filters must be 1 to 8 numbers, but are []
          nature-cnn filters=4,4 | filters must be 3 numbers, but are [4, 4]
          impala channels= | channels must be 1 to 8 numbers, but are []
          """)
  void refusesSettings(String text, String why) {
    assertThatThrownBy(() -> Body.valueOf(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why)
        .message()
        .hasLineCount(1);
  }

  @Test
  void roundsChannelsAsThePaperDoes() {
    // 16 x 0.7 = 11.2 to 16 rather than 8, which would be more than a tenth fewer.
    assertThat(Bodies.summary(Body.valueOf("efficientnet width=0.7 stages=1"), 32, 32, 1).stages())
        .anySatisfy(
            stage -> {
              assertThat(stage.path()).isEqualTo("stage0");
              assertThat(stage.shape().get(3)).isEqualTo(16);
            });
  }

  @Test
  void withoutNormalisationThereAreBiases() {
    // 3 x 3 x 1 + 1 for each of 8, then 9 x 8 + 1 for each of 8, twice.
    assertThat(
            Bodies.summary(Body.valueOf("resnet blocks=1 width=8 stem=small norm=none"), 8, 8, 1)
                .parameters())
        .isEqualTo(8 * 10 + 2 * 8 * 73);
  }
}
