package palestra.envs.wrapping;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.TreeMap;
import palestra.envs.registry.Names;

/** All wrappers known by name. */
public final class WrapperRegistry {
  private static final int SUGGESTIONS = 3;

  private final TreeMap<String, WrapperSpec> specs = new TreeMap<>();
  private final TreeMap<String, WrapperSpec> byAnyName = new TreeMap<>();

  /**
   * Of these wrappers.
   *
   * @throws IllegalArgumentException if two share a name
   */
  public WrapperRegistry(Iterable<WrapperSpec> wrappers) {
    for (WrapperSpec spec : wrappers) {
      specs.put(spec.name(), spec);
      List<String> names = new ArrayList<>(spec.aliases());
      names.add(spec.name());
      for (String name : names) {
        if (byAnyName.putIfAbsent(name.toLowerCase(Locale.ROOT), spec) != null) {
          throw new IllegalArgumentException("wrapper name " + name + " is given twice");
        }
      }
    }
  }

  /** Of the wrappers of every {@link WrapperProvider} on the class path. */
  public static WrapperRegistry load() {
    return new WrapperRegistry(
        ServiceLoader.load(WrapperProvider.class).stream()
            .flatMap(provider -> provider.get().wrappers().stream())
            .toList());
  }

  /** All wrappers, by name. */
  public Collection<WrapperSpec> specs() {
    return List.copyOf(specs.values());
  }

  /**
   * One wrapper, by its name or another it goes by, blind to case.
   *
   * @throws IllegalArgumentException if there is none; names the nearest
   */
  public WrapperSpec spec(String name) {
    WrapperSpec spec = byAnyName.get(name.toLowerCase(Locale.ROOT));
    if (spec == null) {
      throw new IllegalArgumentException(
          "unknown wrapper '%s'; nearest: %s"
              .formatted(
                  name, String.join(", ", Names.nearest(name, specs.keySet(), SUGGESTIONS))));
    }
    return spec;
  }

  /**
   * Reads wrappers as they are given on the command line, {@code NAME[:key=value,...]}, from the
   * inside out.
   *
   * @throws IllegalArgumentException if one is unknown, or an argument is unknown or out of range
   */
  public List<WrapperCall> parse(List<String> texts) {
    return texts.stream().map(text -> WrapperCall.parse(this, text)).toList();
  }
}
