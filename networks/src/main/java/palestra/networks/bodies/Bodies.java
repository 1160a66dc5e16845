package palestra.networks.bodies;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.tensorflow.types.TFloat32;
import palestra.networks.Device;
import palestra.networks.Model;

/** All bodies by name, and the way from text to a body and back. */
public final class Bodies {
  private Bodies() {}

  /**
   * A body as users know it.
   *
   * @param name such as {@code nature-cnn}
   * @param body with the name's own settings, a record
   * @param summary what it is, in a few words
   * @param paper who described it, and when
   */
  public record Entry(String name, Body body, String summary, String paper) {}

  /**
   * What a body is made of for one shape of input.
   *
   * @param parameters how many numbers it learns
   * @param stages its steps in their order, and what comes out of each, batch of 1 first
   */
  public record Summary(long parameters, List<Model.Stage> stages) {}

  private static final List<Entry> ALL = entries();

  private static List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    entries.add(
        new Entry("mlp", MlpBody.DEFAULTS, "dense layers", "Rumelhart, Hinton, Williams 1986"));
    entries.add(
        new Entry("lenet5", LeNet5.DEFAULTS, "two 5 x 5 convolutions", "LeCun et al. 1998"));
    entries.add(
        new Entry("alexnet", AlexNet.DEFAULTS, "five convolutions", "Krizhevsky et al. 2012"));
    entries.add(new Entry("vgg", Vgg.DEFAULTS, "blocks of 3 x 3", "Simonyan and Zisserman 2014"));
    entries.add(
        new Entry("inception", Inception.DEFAULTS, "four windows at once", "Szegedy et al. 2014"));
    entries.add(new Entry("resnet", ResNet.DEFAULTS, "residual blocks", "He et al. 2015"));
    entries.add(
        new Entry("densenet", DenseNet.DEFAULTS, "each sees all before", "Huang et al. 2016"));
    entries.add(
        new Entry("mobilenet", MobileNet.DEFAULTS, "depthwise separable", "Howard et al. 2017"));
    entries.add(
        new Entry(
            "efficientnet", EfficientNet.DEFAULTS, "inverted bottlenecks", "Tan and Le 2019"));
    entries.add(
        new Entry("nature-cnn", NatureCnn.DEFAULTS, "Atari's convolutions", "Mnih et al. 2015"));
    entries.add(
        new Entry("impala", Impala.DEFAULTS, "residual, for agents", "Espeholt et al. 2018"));
    return List.copyOf(entries);
  }

  /** All of them, in the order in which they are shown. */
  public static List<Entry> all() {
    return ALL;
  }

  /** Builds a body for inputs of one shape, without the batch, and says what came out. */
  public static Summary summary(Body body, long... shape) {
    body.check(shape);
    long[] batch = new long[shape.length + 1];
    batch[0] = 1;
    System.arraycopy(shape, 0, batch, 1, shape.length);
    try (Model model = new Model(Device.CPU, 0)) {
      body.apply(model.scope(), model.input("x", TFloat32.class, batch));
      return new Summary(model.parameterCount(), model.stages());
    }
  }

  static Body read(String text) {
    String[] words = text.strip().split("\\s+", -1);
    Entry entry =
        ALL.stream()
            .filter(e -> e.name().equals(words[0].toLowerCase(Locale.ROOT)))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "there is no body \""
                            + words[0]
                            + "\"; there are "
                            + ALL.stream().map(Entry::name).collect(Collectors.joining(", "))));
    Map<String, String> settings = new LinkedHashMap<>();
    for (int i = 1; i < words.length; i++) {
      int equals = words[i].indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(
            "body " + entry.name() + ": settings are written name=value, not \"" + words[i] + "\"");
      }
      settings.put(words[i].substring(0, equals), words[i].substring(equals + 1));
    }
    return bind(entry, settings);
  }

  static String text(Body body) {
    Entry entry =
        ALL.stream()
            .filter(e -> e.body().getClass() == body.getClass())
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException(body + " has no name"));
    StringBuilder text = new StringBuilder(entry.name());
    for (RecordComponent component : body.getClass().getRecordComponents()) {
      Object value = get(component, body);
      if (!value.equals(get(component, entry.body()))) {
        text.append(' ').append(component.getName()).append('=').append(plain(value));
      }
    }
    return text.toString();
  }

  private static String plain(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
    return value instanceof Enum<?> constant
        ? constant.name().toLowerCase(Locale.ROOT)
        : String.valueOf(value);
  }

  private static Body bind(Entry entry, Map<String, String> settings) {
    Class<? extends Body> type = entry.body().getClass();
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      String setting = settings.remove(components[i].getName());
      values[i] =
          setting == null
              ? get(components[i], entry.body())
              : convert(entry.name() + ": " + components[i].getName(), components[i], setting);
    }
    if (!settings.isEmpty()) {
      throw new IllegalArgumentException(
          "body %s has no setting %s; it has %s"
              .formatted(
                  entry.name(),
                  settings.keySet().iterator().next(),
                  Arrays.stream(components)
                      .map(RecordComponent::getName)
                      .collect(Collectors.joining(", "))));
    }
    try {
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Constructor<? extends Body> constructor = type.getDeclaredConstructor(types);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        throw refused;
      }
      throw new IllegalStateException("cannot make " + type.getSimpleName(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make " + type.getSimpleName(), e);
    }
  }

  private static Object convert(String name, RecordComponent component, String text) {
    Type type = component.getGenericType();
    try {
      if (type == int.class) {
        return Integer.valueOf(text);
      } else if (type == double.class) {
        return Double.valueOf(text);
      } else if (type == boolean.class) {
        return switch (text) {
          case "true" -> true;
          case "false" -> false;
          default -> throw wrong(name, "true or false", text);
        };
      } else if (component.getType() == List.class) {
        return text.isEmpty()
            ? List.of()
            : Arrays.stream(text.split(",", -1)).map(Integer::valueOf).toList();
      }
    } catch (NumberFormatException e) {
      throw wrong(name, component.getType() == List.class ? "numbers as 64,64" : "a number", text);
    }
    Object[] constants = component.getType().getEnumConstants();
    for (Object constant : constants) {
      if (((Enum<?>) constant).name().equalsIgnoreCase(text.replace('-', '_'))) {
        return constant;
      }
    }
    throw wrong(name, "one of " + Arrays.toString(constants).toLowerCase(Locale.ROOT), text);
  }

  private static IllegalArgumentException wrong(String name, String right, String text) {
    return new IllegalArgumentException(
        "body " + name + " must be " + right + ", but is \"" + text + "\"");
  }

  private static Object get(RecordComponent component, Object body) {
    try {
      return component.getAccessor().invoke(body);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + component, e);
    }
  }
}
