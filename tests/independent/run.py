"""Holds the engine against a second implementation, written from the text of www/method.html.

    python3 tests/independent/run.py [--companies 1000] [--seed 1] [--binary target/debug/build-or-buy] [--jobs 2]

Prints every disagreement with its link, and a last line that counts. Needs Python 3.9 or later and nothing else.
"""

import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))

import company  # noqa: E402
from ahead import ahead  # noqa: E402
from check import Disagreement, check  # noqa: E402
from companies import altered, companies  # noqa: E402
from crossings import crossings  # noqa: E402
from odds import odds  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[2]


def reports(binary, links, draws=0, catalog=company.SHIPPED):
    """The engine's reports, one for each link."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt", delete=False) as file:
        file.write("\n".join(links) + "\n")
    try:
        command = [binary, "reports", file.name, "--draws", str(draws), "--catalog", str(catalog)]
        out = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout
    finally:
        os.unlink(file.name)
    return [json.loads(line) for line in out.splitlines()]


# Draws of this side's own for one company's odds, and the engine's.
DRAWS, THEIRS = 600, 2000


def looked_at(kind, link, report, binary):
    """How many numbers of a company agree."""
    if kind == "crossing":
        return check("measured", report) + crossings(report)
    if kind == "odds":
        report, plain = reports(binary, [link, ""], THEIRS)
        return odds(report, plain, DRAWS, link)
    if kind == "ahead":
        # What is ahead is told with the odds.
        (told,) = reports(binary, [link], 100)
        return check("buying", report) + ahead(told)
    return check(kind, report)


def batch(binary, some, catalog):
    """Kind, link, numbers that agree and what does not, for some companies at one catalog."""
    made = []
    company.use(catalog)
    for (kind, link), report in zip(some, reports(binary, [link for _, link in some], catalog=catalog)):
        refused = [issue for issue in report["issues"] if not issue["notice"]]
        start = time.monotonic()
        try:
            if refused:
                raise Disagreement(f"the engine refuses {refused[0]['field']}: {refused[0]['problem']}")
            made.append((kind, link, looked_at(kind, link, report, binary), None, time.monotonic() - start))
        except Disagreement as why:
            made.append((kind, link, 0, str(why), time.monotonic() - start))
        except Exception as error:  # a company that this side cannot work out is a disagreement too
            made.append((kind, link, 0, f"{type(error).__name__}: {error}", time.monotonic() - start))
    return made


def main():
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--companies", type=int, default=1000)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--binary", default=os.environ.get("BUILD_OR_BUY", str(ROOT / "target/debug/build-or-buy")))
    asked.add_argument("--jobs", type=int, default=2)
    asked.add_argument("--only", default="", help="one kind of company")
    asked.add_argument("--shown", type=int, default=40, help="most disagreements that are printed")
    given = asked.parse_args()
    every = [one for one in companies(given.seed, given.companies) if given.only in one[0]]
    size = max(1, min(20, len(every) // (2 * given.jobs)))
    parts = []
    with tempfile.NamedTemporaryFile("w", suffix=".json", delete=False) as other:
        json.dump(altered(), other)
    for catalog, wanted in ((company.SHIPPED, lambda kind: kind != "steps"), (other.name, lambda kind: kind == "steps")):
        some = [one for one in every if wanted(one[0])]
        parts += [(some[at : at + size], catalog) for at in range(0, len(some), size)]
    counts, numbers, wrong, slowest = collections.Counter(), 0, [], (0, "")
    with concurrent.futures.ProcessPoolExecutor(given.jobs) as pool:
        for made in pool.map(batch, [given.binary] * len(parts), *zip(*parts)):
            for kind, link, checked, why, seconds in made:
                numbers += checked
                counts[kind, why is None] += 1
                slowest = max(slowest, (seconds, link))
                if why is not None:
                    wrong.append((kind, link, why))
    os.unlink(other.name)
    for kind, link, why in wrong[: given.shown]:
        print(f"{kind}: {link}\n    {why}")
    for kind in sorted({kind for kind, _ in counts}):
        print(f"{kind}: {counts[kind, True]} agree, {counts[kind, False]} do not")
    print(f"{numbers} numbers agree; slowest company {slowest[0]:.1f} s")
    print(f"{sum(n for (_, good), n in counts.items() if good)} passed, {len(wrong)} failed")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
