"""How long an audit takes against what DuckDB needs to read the same file and take two medians, and how much memory.

    python -m tests.bench.audit [--rows 1000000] [--headers 2000] [--repeat 3]

Every measurement is a process of its own. The audit's has imported and loaded what it needs before the clock starts,
as a server or a second audit has; both open their database within it, and the whole process is printed beside. The two
run in turns, and of each the least counts. Prints; judges nothing.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MADE = """
CREATE TABLE log AS SELECT
  date '2025-01-01' + CAST(floor(random() * 600) AS INT) AS "Date",
  age AS "Age",
  ['bitewing', 'periapical', 'panoramic', 'ceph', 'occlusal', 'cbct'][1 + CAST(floor(random() * 5.99) AS INT)]
    AS "Exam",
  'Clinic ' || clinic AS "Unit",
  ['sensor', 'psp', 'F film'][1 + clinic % 3] AS "Receptor",
  [60, 65, 70][1 + clinic % 3] AS "kV", 7 AS "mA",
  [40, 50, 63, 80, 100, 125, 160, 200, 250][CAST(floor(2 + least(age, 18) / 4 + 2.99 * random()) AS INT)]
    AS "Exposure time (ms)",
  CASE WHEN random() < 0.7 THEN round(exp(2.5 + random()), 2) END AS "DAP (mGycm2)",
  CASE WHEN random() < 0.95 THEN 'A' ELSE 'N' END AS "Grade"
FROM (SELECT CAST(floor(3 + 80 * random() * random()) AS INT) AS age, CAST(floor(random() * 20) AS INT) AS clinic
      FROM range({rows}))
"""
MEDIANS = """
import sys, time, resource, duckdb
source = "read_parquet(?)" if sys.argv[1].endswith("parquet") else "read_csv(?)"
begun, cpu = time.perf_counter(), time.process_time()
con = duckdb.connect()
con.execute("SET enable_progress_bar = false")
con.execute(f'SELECT "Exam", "Unit", "Receptor", median("Exposure time (ms)"), median("DAP (mGycm2)"), count("Age"), '
            f'count("kV"), count("mA"), count("Grade"), count("Date") FROM {source} GROUP BY ALL',
            [sys.argv[1]]).fetchall()
"""
AUDIT = """
import sys, time, resource
from datetime import date
import duckdb, ibis, pyarrow.parquet
from advisor import load_knowledge
from advisor.audit import audit
from advisor.audit.opened import opened
from advisor.audit.summary import summary_json
from advisor.audit.summed import summary
from tests.audit.logs import as_csv, falling
from pathlib import Path
knowledge = load_knowledge()
def once(path):
    with opened([path], knowledge, place="GB") as found:
        made = audit(found.table, knowledge, place="GB", on=date(2026, 11, 28), material=found.material)
        return summary_json(summary(made, knowledge))
small = Path(sys.argv[1]).with_name("small.csv")
small.write_bytes(as_csv(falling()))
once(small)
begun, cpu = time.perf_counter(), time.process_time()
told = once(sys.argv[1])
"""
TOLD = """
import json
# the peak as Linux tells it of this process: ru_maxrss is its parent's where that is more
took = [time.perf_counter() - begun, time.process_time() - cpu]
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(json.dumps([*took, int(peak.split()[1]) / 1024]))
"""
HEADERS = """
import time, sys
from pathlib import Path
from advisor import load_knowledge
from advisor.intake.dicom import read_dicom
from advisor.intake.recognised import recognised
knowledge, known = load_knowledge(), recognised()
raws = [path.read_bytes() for path in Path("tests/samples").rglob("*.dcm") if "rdsr" not in path.name]
for raw in raws: read_dicom(raw, "x", known, knowledge)
count, begun = 0, time.process_time()
while count < int(sys.argv[1]):
    for raw in raws: read_dicom(raw, "x", known, knowledge)
    count += len(raws)
print(count / (time.process_time() - begun))
"""


def run(code: str, *arguments: str) -> str:
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def best(codes: tuple[str, ...], path: Path, repeat: int) -> list[tuple[float, ...]]:
    """Wall and processor seconds, megabytes, and seconds of the whole process: of each code its least, run in turns."""
    runs: dict[str, list[tuple[float, ...]]] = {code: [] for code in codes}
    for _ in range(repeat):
        for code in codes:
            begun = time.perf_counter()
            told = json.loads(run(code + TOLD, str(path)))
            runs[code].append((*told, time.perf_counter() - begun))
    return [tuple(map(min, zip(*each, strict=True))) for each in runs.values()]


def log(rows: int, folder: Path) -> list[Path]:
    import duckdb

    con = duckdb.connect()
    con.execute("SELECT setseed(0.5)")
    con.execute(MADE.format(rows=rows))
    paths = [folder / f"log_{rows}.parquet", folder / f"log_{rows}.csv"]
    for path in paths:
        con.execute(f"COPY log TO '{path}'")
    return paths


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--times", type=int, default=8, help="how many times larger the second file is")
    parser.add_argument("--headers", type=int, default=2000)
    parser.add_argument("--repeat", type=int, default=3)
    asked = parser.parse_args()
    rate = float(run(HEADERS, str(asked.headers)))
    print(f"DICOM headers a second of one core: {rate:.0f}")
    with tempfile.TemporaryDirectory() as folder:
        memory: dict[str, list[float]] = {}
        for rows in (asked.rows, asked.rows * asked.times) if asked.times else (asked.rows,):
            for path in log(rows, Path(folder)):
                plain, audited = best((MEDIANS, AUDIT), path, asked.repeat)
                memory.setdefault(path.suffix, []).append(audited[2])
                print(
                    f"{path.name:22} two medians {plain[0]:5.2f} s ({plain[1]:5.2f} CPU, {plain[2]:4.0f} MB)  "
                    f"audit {audited[0]:5.2f} s ({audited[1]:5.2f} CPU, {audited[2]:4.0f} MB), all {audited[3]:5.2f} s "
                    f"ratio {audited[0] / plain[0]:4.2f}, of CPU {audited[1] / plain[1]:4.2f}"
                )
                path.unlink()
        for suffix, (first, *more) in memory.items():
            if more:
                print(f"{suffix}: memory of {asked.times} times the rows, {more[-1] / first:.2f} times")


if __name__ == "__main__":
    main()
