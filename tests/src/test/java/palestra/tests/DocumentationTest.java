package palestra.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import palestra.agents.AgentProvider;
import palestra.experiments.applications.Applications;

/** The pages lead where they say they lead. */
final class DocumentationTest {

  private static final Path ROOT = Checkout.root();
  private static final Pattern FENCE = Pattern.compile("(?ms)^ *```.*?^ *```");
  private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
  private static final Pattern LINK =
      Pattern.compile("\\]\\(<?([^)\\s>]+)>?(?:\\s+\"[^\"]*\")?\\)");
  private static final Pattern HTML_LINK = Pattern.compile("(?:href|src)=\"([^\"]+)\"");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6}\\s+(.+?)\\s*#*$");
  private static final Pattern CLASS_NAME =
      Pattern.compile("(?:palestra\\.[a-z0-9.]+\\.)?([A-Z][a-z][A-Za-z0-9]*)");

  @Test
  void everyRelativeLinkResolves() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path page : pages()) {
      String text = withoutCode(Files.readString(page));
      Stream.of(LINK, HTML_LINK)
          .flatMap(pattern -> pattern.matcher(text).results())
          .map(match -> match.group(1))
          .filter(target -> !target.matches("[a-z]+:.*"))
          .filter(target -> !resolves(page, target))
          .forEach(target -> broken.add(ROOT.relativize(page) + " -> " + target));
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void everyPageIsReachedFromTheReadme() throws IOException {
    Set<Path> reached = new HashSet<>();
    List<Path> open = new ArrayList<>(List.of(ROOT.resolve("README.md")));
    while (!open.isEmpty()) {
      Path page = open.remove(open.size() - 1);
      if (!Files.isRegularFile(page) || !reached.add(page) || !page.toString().endsWith(".md")) {
        continue;
      }
      LINK.matcher(withoutCode(Files.readString(page)))
          .results()
          .map(match -> match.group(1).replaceFirst("#.*", ""))
          .filter(target -> !target.isEmpty() && !target.matches("[a-z]+:.*"))
          .map(target -> page.resolveSibling(target).normalize())
          .forEach(open::add);
    }
    assertThat(pages()).allMatch(reached::contains, "is linked from README.md, over other pages");
  }

  @Test
  void everyClassNamedInTheMapExists() throws IOException {
    Set<String> sources =
        Checkout.files(ROOT).stream()
            .map(path -> path.getFileName().toString())
            .filter(name -> name.endsWith(".java"))
            .map(name -> name.substring(0, name.length() - ".java".length()))
            .collect(Collectors.toSet());
    Set<String> unknown = new TreeSet<>();
    CODE.matcher(Files.readString(ROOT.resolve("docs/map.md")))
        .results()
        .map(match -> CLASS_NAME.matcher(match.group(1)))
        .filter(name -> name.matches() && !sources.contains(name.group(1)))
        .forEach(name -> unknown.add(name.group()));
    assertThat(unknown).isEmpty();
  }

  /** The table of agents leads from each id to its page; presets share their algorithm's. */
  @Test
  void everyAgentHasItsPage() throws IOException {
    String rows =
        Files.readAllLines(ROOT.resolve("docs/agents.md")).stream()
            .filter(line -> line.matches("\\| `.*\\]\\([a-z0-9-]+\\.md\\).*"))
            .collect(Collectors.joining("\n"));
    List<String> agents = new ArrayList<>();
    ServiceLoader.load(AgentProvider.class).forEach(agent -> agents.add(agent.id()));
    assertThat(agents).isNotEmpty().allSatisfy(id -> assertThat(rows).contains("`" + id + "`"));
  }

  /** What `apply` lists: each setting with its default, under the application's own heading. */
  @Test
  void everySettingOfAnApplicationIsOnItsPage() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/applications.md"));
    for (Applications.Entry each : Applications.list()) {
      String section = page.split("\n## " + each.id() + "\n", 2)[1].split("\n## ", 2)[0];
      each.settings().entrySet().stream()
          .filter(setting -> setting.getKey().indexOf('.') < 0)
          .forEach(
              setting ->
                  assertThat(section)
                      .contains("| `%s` | %s |".formatted(setting.getKey(), setting.getValue())));
    }
  }

  private static List<Path> pages() {
    List<Path> pages =
        new ArrayList<>(
            Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md").map(ROOT::resolve).toList());
    Checkout.files(ROOT.resolve("docs")).stream()
        .filter(path -> path.toString().endsWith(".md"))
        .forEach(pages::add);
    return pages;
  }

  private static boolean resolves(Path page, String target) {
    int hash = target.indexOf('#');
    String file = hash < 0 ? target : target.substring(0, hash);
    Path path = file.isEmpty() ? page : page.resolveSibling(file).normalize();
    if (!path.startsWith(ROOT) || !Files.exists(path)) {
      return false;
    }
    if (hash < 0) {
      return true;
    }
    try {
      return path.toString().endsWith(".md")
          && anchors(Files.readString(path)).contains(target.substring(hash + 1));
    } catch (IOException e) {
      return false;
    }
  }

  /** A heading's anchor: lower case, without punctuation, blanks as hyphens, repeats numbered. */
  private static Set<String> anchors(String markdown) {
    Map<String, Integer> seen = new HashMap<>();
    Function<MatchResult, String> anchor =
        heading -> {
          String slug =
              heading
                  .group(1)
                  .replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
                  .toLowerCase(Locale.ROOT)
                  .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                  .replace(' ', '-');
          int repeats = seen.merge(slug, 1, Integer::sum) - 1;
          return repeats == 0 ? slug : slug + "-" + repeats;
        };
    return HEADING
        .matcher(FENCE.matcher(markdown).replaceAll(""))
        .results()
        .map(anchor)
        .collect(Collectors.toSet());
  }

  private static String withoutCode(String markdown) {
    return CODE.matcher(FENCE.matcher(markdown).replaceAll("")).replaceAll("");
  }
}
