package palestra.tests;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.Set;
import palestra.agents.Agent;
import palestra.envs.Environment;
import palestra.generative.GenerativeModel;

/** Which module may know which, and what no class may do. */
@AnalyzeClasses(packages = "palestra", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

  private static final Set<String> RUNTIME =
      Set.of(
          "org.tensorflow.Session",
          "org.tensorflow.Session$Runner",
          "org.tensorflow.Result",
          "org.tensorflow.Graph",
          "org.tensorflow.EagerSession",
          "org.tensorflow.Tensor",
          "org.tensorflow.RawTensor",
          "org.tensorflow.TensorFlow",
          "org.tensorflow.TensorScope",
          "org.tensorflow.ConcreteFunction",
          "org.tensorflow.SavedModelBundle");

  private static final Set<String> MUTABLE =
      Set.of(
          "java.util.ArrayList",
          "java.util.HashMap",
          "java.util.LinkedHashMap",
          "java.util.TreeMap",
          "java.util.HashSet",
          "java.util.LinkedHashSet",
          "java.lang.StringBuilder");

  @ArchTest static final ArchRule NETWORKS_KNOW_NO_MODULE = knowsOnly("networks");

  @ArchTest static final ArchRule ENVS_KNOW_NO_MODULE = knowsOnly("envs");

  @ArchTest
  static final ArchRule AGENTS_KNOW_NETWORKS_AND_ENVS = knowsOnly("agents", "networks", "envs");

  @ArchTest static final ArchRule GENERATIVE_KNOWS_NETWORKS = knowsOnly("generative", "networks");

  @ArchTest static final ArchRule RENDERER_KNOWS_ENVS = knowsOnly("renderer", "envs");

  /** What is drawn draws itself: the renderer has no business with how it moves or is batched. */
  @ArchTest
  static final ArchRule RENDERER_KNOWS_CANVAS_AND_REPLAYS =
      noClasses()
          .that()
          .resideInAPackage("palestra.renderer..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "palestra.envs.vector..",
              "palestra.envs.classic..",
              "palestra.envs.wrappers..",
              "palestra.envs.wrapping..",
              "palestra.envs.registry..");

  @ArchTest
  static final ArchRule NO_PACKAGE_CYCLES =
      slices().matching("palestra.(**)").namingSlices("palestra.$1").should().beFreeOfCycles();

  /** Graphs are described with operands everywhere; who runs them, and frees them, is networks. */
  @ArchTest
  static final ArchRule ONLY_NETWORKS_RUNS_TENSORFLOW =
      noClasses()
          .that()
          .resideOutsideOfPackage("palestra.networks..")
          .should()
          .dependOnClassesThat(
              describe(
                  "run TensorFlow or hold its memory",
                  type ->
                      RUNTIME.contains(type.getFullName())
                          || type.getPackageName().startsWith("org.tensorflow.internal")
                          || type.getPackageName().startsWith("org.tensorflow.proto")
                          || type.getPackageName().startsWith("org.bytedeco")));

  @ArchTest
  static final ArchRule ENVS_RENDERER_AND_EXPERIMENTS_KNOW_NO_TENSORFLOW =
      noClasses()
          .that()
          .resideInAnyPackage("palestra.envs..", "palestra.renderer..", "palestra.experiments..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.tensorflow..");

  @ArchTest
  static final ArchRule INTERNAL_STAYS_IN_ITS_MODULE =
      classes()
          .that()
          .resideInAPackage("palestra..")
          .should(
              new ArchCondition<JavaClass>("use no other module's internal packages") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                  for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    String target = dependency.getTargetClass().getPackageName();
                    if (Arrays.asList(target.split("\\.")).contains("internal")
                        && target.startsWith("palestra.")
                        && !module(type.getPackageName()).equals(module(target))) {
                      events.add(
                          SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                    }
                  }
                }
              });

  @ArchTest
  static final ArchRule NO_GLOBAL_MUTABLE_STATE =
      fields()
          .that(describe("are static", ArchitectureTest::isOurStatic))
          .should()
          .beFinal()
          .andShould(
              new ArchCondition<JavaField>("not be mutable by their type") {
                @Override
                public void check(JavaField field, ConditionEvents events) {
                  if (isMutable(field)) {
                    events.add(
                        SimpleConditionEvent.violated(
                            field, field.getDescription() + " is static and can be changed"));
                  }
                }
              });

  @ArchTest static final ArchRule AGENTS_ARE_FINAL = finalAndOnTheirOwn(Agent.class);

  @ArchTest static final ArchRule MODELS_ARE_FINAL = finalAndOnTheirOwn(GenerativeModel.class);

  @ArchTest static final ArchRule ENVIRONMENTS_ARE_FINAL = finalAndOnTheirOwn(Environment.class);

  @ArchTest
  static final ArchRule CONFIGS_ARE_RECORDS =
      classes().that().haveSimpleNameEndingWith("Config").should().beRecords();

  private ArchitectureTest() {}

  private static ArchRule knowsOnly(String module, String... others) {
    DescribedPredicate<JavaClass> known = resideInAPackage("palestra." + module + "..");
    for (String other : others) {
      known = known.or(resideInAPackage("palestra." + other + ".."));
    }
    return noClasses()
        .that()
        .resideInAPackage("palestra." + module + "..")
        .should()
        .dependOnClassesThat(resideInAPackage("palestra..").and(DescribedPredicate.not(known)));
  }

  /** One algorithm, one environment, one model: one final class, which extends no sibling. */
  private static ArchRule finalAndOnTheirOwn(Class<?> contract) {
    return classes()
        .that()
        .implement(contract)
        .and()
        .areTopLevelClasses()
        .and()
        .doNotHaveModifier(JavaModifier.ABSTRACT)
        .should(
            new ArchCondition<JavaClass>("be final, or sealed over their own package") {
              @Override
              public void check(JavaClass item, ConditionEvents events) {
                Class<?> type = item.reflect();
                boolean closed =
                    item.getModifiers().contains(JavaModifier.FINAL)
                        || (type.isSealed()
                            && Arrays.stream(type.getPermittedSubclasses())
                                .allMatch(sub -> sub.getPackage().equals(type.getPackage())));
                events.add(
                    new SimpleConditionEvent(item, closed, item.getName() + " can be extended"));
              }
            });
  }

  private static String module(String packageName) {
    return packageName.split("\\.", 3)[1];
  }

  private static boolean isOurStatic(JavaField field) {
    return field.getModifiers().contains(JavaModifier.STATIC)
        && !field.getModifiers().contains(JavaModifier.SYNTHETIC)
        && !field.getOwner().getModifiers().contains(JavaModifier.SYNTHETIC);
  }

  /** Private arrays serve as tables of constants; anything else that changes is found out here. */
  private static boolean isMutable(JavaField field) {
    JavaClass type = field.getRawType();
    return (type.isArray() && !field.getModifiers().contains(JavaModifier.PRIVATE))
        || type.getPackageName().startsWith("java.util.concurrent")
        || type.isAssignableTo(java.util.Random.class)
        || type.isAssignableTo(ThreadLocal.class)
        || MUTABLE.contains(type.getFullName());
  }
}
