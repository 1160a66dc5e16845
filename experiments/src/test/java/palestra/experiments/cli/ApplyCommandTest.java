package palestra.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import palestra.experiments.runs.Interruption;

/** Every application as a user meets it: figures, pictures, refusals. */
final class ApplyCommandTest {
  @TempDir private Path directory;

  private Call apply(String application, String settings, String... more) {
    List<String> arguments = new ArrayList<>(List.of("apply", application));
    for (String setting : settings.split(";", -1)) {
      arguments.addAll(List.of("--set", setting));
    }
    arguments.addAll(List.of(more));
    return Call.of(arguments.toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "reduce | totalSteps=20;heldOut=60;componentExamples=80 | reconstructionError"
            + " | picture components",
        "anomaly | holdout=1;totalSteps=20;trainingExamples=200;heldOut=100 | auc | picture roc",
        "augment | totalSteps=20;classifierSteps=20;repeats=1;heldOut=60;generatedPerClass=10"
            + " | accuracy | picture",
        "super-resolution | factors=[2];totalSteps=5;filters=4;blocks=1;heldOut=8 | psnrX2"
            + " | picture",
        "inpaint | totalSteps=5;filters=[4, 8];heldOut=8 | psnr | picture",
        "translate | totalSteps=5;filters=[4, 8];criticFilters=[4];heldOut=8 | psnr | picture",
        "style | totalSteps=5;filters=[4, 8];bodySteps=5;bodySize=16 | loss | picture"
      })
  void givesFiguresAndPictures(String application, String settings, String figure, String pictures)
      throws IOException {
    Path run = directory.resolve("a/run");
    Call call = apply(application, settings, "--run", run.toString(), "--format", "json");
    assertThat(call.status()).as(call.err()).isZero();
    JsonNode report = call.json();
    assertThat(report.get("figures").get(0).get("name").asText()).isEqualTo(figure);
    assertThat(report.get("figures").get(0).get("ours").isNumber()).isTrue();
    assertThat(report.get("settings").get("totalSteps").asInt()).isLessThanOrEqualTo(20);
    assertThat(report.get("pictures")).hasSize(pictures.split(" ", -1).length);
    for (String picture : pictures.split(" ", -1)) {
      assertThat(Files.size(run.resolve(picture + ".png"))).isGreaterThan(1_000);
    }
    assertThat(run.resolve("report.json")).content().isEqualToIgnoringWhitespace(call.out());

    Call again = apply(application, settings, "--run", run.toString());
    assertThat(again.status()).isEqualTo(2);
    assertThat(again.message()).contains(run + " is not empty; choose another --run");
    // No command that looks for runs takes it for one.
    assertThat(Call.of("curves", run.toString(), "--out", "x.png").status()).isEqualTo(2);
  }

  @Test
  void listsAllWithTheirSettings() throws IOException {
    JsonNode all = Call.of("apply", "--format", "json").json().get("applications");
    assertThat(all).hasSize(7);
    assertThat(Call.of("apply").out()).contains("translate").contains("  adversarialWeight: 0.01");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "inpant | totalSteps=1 | unknown application 'inpant'",
        "inpaint | totalStep=1 | --set totalStep=1: unknown setting of inpaint 'totalStep'",
        "inpaint | holeMost=0.1 | --set holeMost=0.1: holeMost must be from 0.3 to 0.8",
        "translate | to=pen | to must be another style than from",
        "augment | classifier.body=mlp | body must be one that sees pictures",
        "augment | model.conditional=false | model.conditional must be true",
        "anomaly | holdout=x | holdout must be a class from 0 on, or all"
      })
  void saysWhatIsWrongAndLeavesNothing(String application, String settings, String message) {
    Path run = directory.resolve("run");
    Call call = apply(application, settings, "--run", run.toString());
    assertThat(call.status()).as(call.err()).isEqualTo(2);
    assertThat(call.message()).contains(message);
    assertThat(run).doesNotExist();
  }

  @Test
  void refusesDataThatItCannotWorkOn() {
    assertThat(Call.of("apply", "super-resolution", "--data", "ring8").message())
        .contains("super-resolution works on pictures, not on 'ring8'");
    assertThat(Call.of("apply", "translate", "--data", "ring8").message())
        .contains("translate needs pairs of glyphs in two styles");
  }

  @Test
  void whatStandsWhereItWouldWriteStays() throws IOException {
    Path file = Files.writeString(directory.resolve("f"), "mine");
    Call call = Call.of("apply", "inpaint", "--run", file.resolve("x").toString());
    assertThat(call.status()).as(call.err()).isEqualTo(2);
    assertThat(call.message()).contains(file + " is a file; choose another --run");
    assertThat(call.err()).doesNotContain("inpainting:"); // Nothing was trained.
    assertThat(file).hasContent("mine");
  }

  @Test
  void interruptedItKeepsNothing() {
    Interruption interruption = new Interruption();
    interruption.request();
    Path run = directory.resolve("run");
    Call call = Call.of(interruption, "apply", "inpaint", "--run", run.toString());
    assertThat(call.status()).isEqualTo(Interruption.STATUS);
    assertThat(call.message()).contains("nothing was kept");
    assertThat(run).doesNotExist();
  }
}
