"""What `import forsa` costs."""

import subprocess
import sys

from benchmarks.report import Row

_PROBE = """
import time
started = time.perf_counter()
{statement}
seconds = time.perf_counter() - started
status = open("/proc/self/status").read()
print(seconds, int(status.split("VmRSS:")[1].split()[0]) / 1024)
"""
STATEMENTS = {"import forsa": "import forsa", "and its client": "import forsa; forsa.connect"}


def _probe(statement: str) -> tuple[float, float]:
    """Milliseconds and resident MiB of a process that does this and nothing else: best of five."""
    code = _PROBE.format(statement=statement)
    runs = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        for _ in range(5)
    ]
    seconds, mib = zip(*(map(float, run.stdout.split()) for run in runs), strict=True)
    return min(seconds) * 1000, min(mib)


def rows() -> list[Row]:
    """Time and memory of importing forsa, alone and with what a client needs."""
    found = []
    for name, statement in STATEMENTS.items():
        milliseconds, mib = _probe(statement)
        found.append(Row(name, milliseconds, "ms", "", None, "< 300 ms", "lazy imports"))
        found.append(Row(f"{name}, resident", mib, "MiB", "", None, "< 60 MiB", ""))
    return found
