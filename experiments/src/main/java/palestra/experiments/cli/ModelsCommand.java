package palestra.experiments.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import palestra.experiments.config.RecordBinder;
import palestra.experiments.runs.Interruption;
import palestra.experiments.runs.Lab;
import palestra.experiments.runs.ModelSettings;
import palestra.generative.GenerativeProvider;

/** {@code models}: the generative models, their data and settings. */
final class ModelsCommand extends ReportingCommand {
  @Override
  int run(Console console, Interruption interruption) {
    List<Map<String, Object>> models = new ArrayList<>();
    Lab lab = Lab.load();
    for (GenerativeProvider<?> provider : lab.models()) {
      Map<String, Object> settings =
          new LinkedHashMap<>(RecordBinder.describe(provider.defaults()));
      settings.putAll(RecordBinder.describe(ModelSettings.defaults()));
      Map<String, Object> model = new LinkedHashMap<>();
      model.put("id", provider.id());
      model.put("kind", provider.kind());
      model.put(
          "data",
          lab.data().names().entrySet().stream()
              .filter(data -> provider.learns(data.getValue()))
              .map(Map.Entry::getKey)
              .toList());
      model.put("settings", settings);
      models.add(model);
    }
    if (json()) {
      console.json(Map.of("models", models));
      return 0;
    }
    for (Map<String, Object> model : models) {
      console.line(model.get("id") + "  (" + model.get("kind") + ") on " + model.get("data"));
      ((Map<?, ?>) model.get("settings")).forEach((k, v) -> console.line("  " + k + ": " + v));
    }
    return 0;
  }
}
