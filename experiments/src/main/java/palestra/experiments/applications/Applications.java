package palestra.experiments.applications;

import java.util.List;
import java.util.Map;
import palestra.experiments.config.Nearest;
import palestra.experiments.config.RecordBinder;

/** All applications. */
public final class Applications {
  private static final List<Application<?>> ALL =
      List.of(
          ReduceApplication.APPLICATION,
          AnomalyApplication.APPLICATION,
          AugmentApplication.APPLICATION,
          SuperResolutionApplication.APPLICATION,
          InpaintingApplication.APPLICATION,
          TranslationApplication.APPLICATION,
          StyleApplication.APPLICATION);

  private Applications() {}

  /**
   * One application, for a list.
   *
   * @param id what users call it
   * @param summary what it does
   * @param paper where it comes from
   * @param data that it works on where none are named
   * @param settings its defaults by key
   */
  public record Entry(
      String id, String summary, String paper, String data, Map<String, Object> settings) {}

  /** All of them, in the order of their page. */
  public static List<Entry> list() {
    return ALL.stream()
        .map(
            each ->
                new Entry(
                    each.id(),
                    each.summary(),
                    each.paper(),
                    each.data(),
                    RecordBinder.describe(each.defaults())))
        .toList();
  }

  /**
   * The application of this name.
   *
   * @throws IllegalArgumentException if there is none; names the nearest
   */
  static Application<?> of(String id) {
    return ALL.stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    Nearest.unknown(
                        "application", id, ALL.stream().map(Application::id).toList())));
  }
}
