package palestra.experiments.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads YAML into settings that remember their line. A nested mapping's keys are joined by dots:
 * {@code actor: {width: 64}} is {@code actor.width}.
 */
public final class SettingsFile {
  private SettingsFile() {}

  /**
   * All settings of a file, in its order.
   *
   * @throws IllegalArgumentException if it is missing or is no YAML mapping; says where
   */
  public static Map<String, Setting> read(Path file) {
    return flatten("", tree(file));
  }

  /** The settings below one top-level key of a resource; empty where there is no such key. */
  public static Map<String, Setting> section(InputStream yaml, String name, String key)
      throws IOException {
    return tree(yaml, name).get(key) instanceof Map<?, ?> section ? flatten("", section) : Map.of();
  }

  /** The file as it is nested: every value a {@link Setting}, or a map of the same. */
  public static Map<String, Object> tree(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return tree(in, file.toString());
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException("there is no file " + file, e);
    } catch (JsonProcessingException e) {
      throw e.getCause() instanceof IllegalArgumentException known ? known : syntax(file, e);
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private static IllegalArgumentException syntax(Path file, JsonProcessingException e) {
    String where = e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr();
    String what = e.getOriginalMessage().lines().findFirst().orElse("not YAML");
    return new IllegalArgumentException(file + where + ": not valid YAML: " + what, e);
  }

  private static Map<String, Object> tree(InputStream yaml, String name) throws IOException {
    try (JsonParser parser =
        YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build()
            .createParser(yaml)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        return Map.of();
      }
      if (first != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException(
            name + ", line 1: expected 'key: value' lines, but found " + parser.getText());
      }
      return mapping(parser, name);
    }
  }

  /** A value given by hand, such as after {@code --set key=}: a scalar, or a list in brackets. */
  static Object inline(String text) {
    if (!text.startsWith("[")) {
      return text;
    }
    try (JsonParser parser = new YAMLFactory().createParser(text)) {
      parser.nextToken();
      return sequence(parser);
    } catch (IOException e) {
      throw new IllegalArgumentException("'" + text + "' is not a list such as [64, 64]", e);
    }
  }

  private static Map<String, Object> mapping(JsonParser parser, String name) throws IOException {
    Map<String, Object> values = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      String origin = name + ", line " + parser.currentTokenLocation().getLineNr();
      switch (parser.nextToken()) {
        case START_OBJECT -> values.put(key, mapping(parser, name));
        case START_ARRAY -> values.put(key, new Setting(sequence(parser), origin));
        default -> values.put(key, new Setting(scalar(parser), origin));
      }
    }
    return values;
  }

  private static List<Object> sequence(JsonParser parser) throws IOException {
    List<Object> values = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      switch (parser.currentToken()) {
        case START_OBJECT -> values.add(mapping(parser, "list"));
        case START_ARRAY -> values.add(sequence(parser));
        default -> values.add(scalar(parser));
      }
    }
    return values;
  }

  private static Object scalar(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> "";
      default -> parser.getText();
    };
  }

  /** A nested mapping of {@link #tree} with its keys joined by dots. */
  public static Map<String, Setting> flatten(Map<?, ?> tree) {
    return flatten("", tree);
  }

  private static Map<String, Setting> flatten(String prefix, Map<?, ?> tree) {
    Map<String, Setting> flat = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : tree.entrySet()) {
      if (entry.getValue() instanceof Map<?, ?> nested) {
        flat.putAll(flatten(prefix + entry.getKey() + ".", nested));
      } else {
        flat.put(prefix + entry.getKey(), (Setting) entry.getValue());
      }
    }
    return flat;
  }
}
