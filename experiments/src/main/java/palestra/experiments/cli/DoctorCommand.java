package palestra.experiments.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import palestra.experiments.cli.Doctor.Check;
import palestra.experiments.cli.Doctor.Status;
import palestra.experiments.runs.Interruption;

/** {@code doctor}: what this machine has and lacks. */
final class DoctorCommand extends ReportingCommand {
  @Override
  int run(Console console, Interruption interruption) {
    boolean json = json();
    Doctor doctor = new Doctor();
    List<Check> checks = doctor.examine();
    if (json) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("checks", checks);
      document.put("devices", doctor.devices());
      console.json(document);
    } else {
      Table table = new Table("check", "status", "detail");
      for (Check check : checks) {
        table.row(check.name(), check.status().toString().toLowerCase(Locale.ROOT), check.detail());
      }
      table.print(console);
    }
    return checks.stream().anyMatch(c -> c.status() == Status.FAIL) ? Main.FAILED : 0;
  }
}
