"""What pip-audit found, in words: `pip-audit … --format json | python tests/gate/vulnerabilities.py`.

By itself it says that nothing is known where it could not ask: behind a mirror of PyPI that has no such service every
package is passed over. Exit code 1 if something is vulnerable, and 0 if not or if nobody could be asked.
"""

import json
import sys
from collections.abc import Iterator


def said(report: str) -> tuple[list[str], int]:
    """The lines to print and the number of vulnerabilities, from the JSON of pip-audit, or from nothing."""
    try:
        packages = json.loads(report)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return ["audit: skipped, the service with known vulnerabilities cannot be reached"], 0
    asked = [package for package in packages if "skip_reason" not in package]
    if not asked:
        return [f"audit: skipped, nobody could be asked about any of {len(packages)} packages"], 0
    found = [line for package in asked for line in _vulnerabilities(package)]
    passed_over = [package["name"] for package in packages if "skip_reason" in package]
    closing = f"audit: {len(found)} known vulnerabilities in {len(asked)} packages"
    if passed_over:
        closing += f"; {len(passed_over)} could not be asked for: {', '.join(passed_over)}"
    return [*found, closing], len(found)


def _vulnerabilities(package: dict[str, object]) -> Iterator[str]:
    known = package.get("vulns")
    for row in known if isinstance(known, list) else ():
        remedy = f"mended in {', '.join(row['fix_versions'])}" if row.get("fix_versions") else "not mended yet"
        yield f"{package['name']} {package['version']}: {row['id']}, {remedy}"


def main() -> int:
    """Print what is said; 1 if there is a vulnerability."""
    lines, vulnerabilities = said(sys.stdin.read())
    print("\n".join(lines))
    return min(vulnerabilities, 1)


if __name__ == "__main__":
    sys.exit(main())
