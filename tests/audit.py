"""`make check`: known weaknesses of the pinned packages, and secrets in the files that git holds.

An index that answers no questions about weaknesses (a mirror, no network) is said so and is no failure.
"""

import json
import subprocess
import sys

from etl.paths import ROOT

REQUIREMENTS = tuple(f"requirements{part}.txt" for part in ("", "-data", "-compile", "-dev", "-mutants"))


def weaknesses(report: dict) -> tuple[list[str], int]:
    """One line for each known weakness in a report of pip-audit, and how many packages it could look up."""
    asked = [package for package in report["dependencies"] if "skip_reason" not in package]
    lines = [
        f"{package['name']} {package['version']}: {found['id']}, mended in {' '.join(found['fix_versions']) or 'none'}"
        for package in asked
        for found in package["vulns"]
    ]
    return lines, len(asked)


def secrets(report: dict) -> list[str]:
    """One line for each secret in a report of detect-secrets."""
    return [
        f"{name}:{found['line_number']}: looks like a secret ({found['type']})"
        for name, listed in sorted(report["results"].items())
        for found in listed
    ]


def main() -> int:
    """Both checks; 1 if either finds something."""
    wrong = []
    command = [
        sys.executable,
        "-m",
        "pip_audit",
        "--no-deps",
        "--disable-pip",
        "--progress-spinner",
        "off",
        "-f",
        "json",
    ]
    command += [part for name in REQUIREMENTS for part in ("-r", name)]
    try:
        audit = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=180)
        found, asked = weaknesses(json.loads(audit.stdout))
        wrong += found
        print(f"weaknesses: {len(found)} known in {asked} packages")
        if not asked:
            print("weaknesses: NOT LOOKED UP, the package index answers no such question here")
    except (subprocess.TimeoutExpired, json.JSONDecodeError, KeyError):
        print("weaknesses: NOT LOOKED UP, pip-audit got no answer from the package index")
    scan = subprocess.run(
        [sys.executable, "-m", "detect_secrets", "scan"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    kept = secrets(json.loads(scan.stdout))
    wrong += kept
    print(f"secrets: {len(kept)} in the files that git holds")
    for line in wrong:
        print(line, file=sys.stderr)
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
