"""The table of built-in environments, environments.json, and how it is made anew:

    ./palestra envs --format json | python envs/src/main/python/palestra_gym/table.py
"""

import json
import pathlib
import pkgutil
import sys

FIELDS = ("id", "maxEpisodeSteps", "rewardThreshold")


def environments():
    """A row for each, with `id`, `maxEpisodeSteps` and `rewardThreshold`; also where the package lies in an archive."""
    return json.loads(pkgutil.get_data("palestra_gym", "environments.json"))


def main():
    rows = [{name: row[name] for name in FIELDS} for row in json.load(sys.stdin)["environments"]
            if row["source"] == "built-in"]
    lines = ",\n".join("  " + json.dumps(row) for row in rows)
    pathlib.Path(__file__).with_name("environments.json").write_text(f"[\n{lines}\n]\n")


if __name__ == "__main__":
    main()
