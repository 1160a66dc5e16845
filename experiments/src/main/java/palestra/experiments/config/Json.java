package palestra.experiments.config;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;

/** JSON as the lab writes and reads it: records in, records out, non-finite numbers as null. */
public final class Json {
  private final ObjectMapper mapper;

  /** A reader and writer; costs some time to make, so make it only where JSON is needed. */
  public Json() {
    SimpleModule finite = new SimpleModule();
    finite.addSerializer(Double.class, new FiniteOnly<>());
    finite.addSerializer(double.class, new FiniteOnly<>());
    finite.addSerializer(Float.class, new FiniteOnly<>());
    finite.addSerializer(float.class, new FiniteOnly<>());
    mapper =
        new ObjectMapper()
            .registerModule(finite)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
            .enable(DeserializationFeature.READ_ENUMS_USING_TO_STRING)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
  }

  /** One JSON document, indented, without a line break at its end. */
  public String write(Object value) {
    try {
      return mapper.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write JSON: " + e.getOriginalMessage(), e);
    }
  }

  /**
   * A document as an object of this type.
   *
   * @throws IllegalArgumentException if it is not JSON or does not fit; says where
   */
  public <T> T read(String json, Class<T> type) {
    try {
      T value = mapper.readValue(json, type);
      if (value == null) {
        throw new IllegalArgumentException("the document is empty");
      }
      return value;
    } catch (JsonProcessingException e) {
      String where = e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
      throw new IllegalArgumentException(
          e.getOriginalMessage().lines().findFirst().orElse("not JSON") + where, e);
    }
  }

  private static final class FiniteOnly<N extends Number> extends JsonSerializer<N> {
    @Override
    public void serialize(N value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      if (Double.isFinite(value.doubleValue())) {
        if (value instanceof Float number) {
          out.writeNumber(number);
        } else {
          out.writeNumber(value.doubleValue());
        }
      } else {
        out.writeNull();
      }
    }
  }
}
