package palestra.generative.data.files;

import java.util.LinkedHashMap;
import java.util.Map;
import palestra.generative.data.Data;
import palestra.generative.data.DataKind;
import palestra.generative.data.DataProvider;
import palestra.networks.text.RecordText;

/** Makes data known that the user has in files. */
public final class FilesProvider implements DataProvider {
  private static final RecordText<FileData> TEXT = new RecordText<>("data", known());

  private static Map<String, FileData> known() {
    Map<String, FileData> known = new LinkedHashMap<>();
    known.put("mnist", Mnist.defaults());
    known.put("fashion-mnist", FashionMnist.defaults());
    known.put("idx", Idx.defaults());
    known.put("folder", Folder.defaults());
    known.put("csv", Csv.defaults());
    return known;
  }

  @Override
  public Map<String, DataKind> names() {
    Map<String, DataKind> names = new LinkedHashMap<>();
    names.put("mnist", new DataKind("handwritten digits, from files of your own", true, true));
    names.put("fashion-mnist", new DataKind("clothes, from files of your own", true, true));
    names.put("idx", new DataKind("pictures in IDX files", true, true));
    names.put("folder", new DataKind("a folder of PNG or JPEG files", true, true));
    names.put("csv", new DataKind("a table of numbers", false, true));
    return names;
  }

  @Override
  public Data open(String text) {
    return TEXT.read(text).open();
  }

  static String text(FileData data) {
    return TEXT.text(data);
  }
}
