"""What `import forsa` costs."""

import subprocess
import sys

from benchmarks.report import Row

_PROBE = """
import time
started = time.perf_counter()
import forsa
seconds = time.perf_counter() - started
import resource
print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def rows() -> list[Row]:
    """Seconds and resident memory of a process that imports forsa and nothing else."""
    runs = [
        subprocess.run(
            [sys.executable, "-c", _PROBE], capture_output=True, text=True, check=True
        ).stdout.split()
        for _ in range(5)
    ]
    seconds = min(float(run[0]) for run in runs)
    mib = min(float(run[1]) for run in runs)
    return [
        Row("import forsa", seconds * 1000, "ms", "", None, "< 300 ms", ""),
        Row("import forsa, resident", mib, "MiB", "", None, "< 60 MiB", ""),
    ]
