"""A company: its inputs as numbers, taken from the ledger of its report, and the catalog's rows that it meets.

Shares and changes given in percent become parts of one here, once."""

import json
import pathlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "www" / "catalog.json"
CATALOG, SHAPES, SCORES, MODELS, GPUS = {}, {}, {}, {}, {}


def use(path):
    """Takes a catalog for all that follows."""
    CATALOG.update(json.loads(pathlib.Path(path).read_text()))
    SHAPES.update({row["id"]: row["hours"] for row in CATALOG["shapes"]})
    SCORES.update({row["model"]: row for row in CATALOG["quality"]})
    MODELS.update({row["id"]: row for row in CATALOG["models"]})
    GPUS.update({row["id"]: row for row in CATALOG["gpus"]})


use(SHIPPED)



def is_open(row):
    """Weights that are public count as open, whether or not the catalog knows the model's shape."""
    return bool(row.get("weights")) or row.get("open_from", "9999") <= CATALOG["asof"]


# "The floors without and with reasoning, in points of the index."
FLOORS = {"basic": (6.5, 8), "good": (17, 23), "strong": (24, 33), "frontier": (38, 48)}


class Inputs:
    """Inputs by name; a share or change is a part of one, an open one is None."""

    def __init__(self, rows, walks=None):
        self.rows, self.walks = rows, walks or {}

    def __getattr__(self, name):
        row = self.rows[name]
        value = row["value"]
        if value is None:
            return row["word"] or None
        return value / 100 if row["unit"].startswith("%") else value

    def __contains__(self, name):
        return name in self.rows


class Company:
    """Inputs, the workloads' own, and the day."""

    def __init__(self, report):
        globals_, workloads = {}, {}
        for row in report["ledger"]:
            key = row["key"]
            if row["set_by"] in ("engine", "catalog", "overlay") or " " in key:
                continue
            head, dot, tail = key.partition(".")
            (workloads.setdefault(head, {}) if dot else globals_)[tail if dot else key] = row
        self.inputs = Inputs(globals_)
        order = []
        for one in report["workloads"]:
            if one["slug"] not in order:
                order.append(one["slug"])
        self.workloads = {slug: Inputs(workloads[slug]) for slug in order}
        self.day = report["asof"]
        self.hosts = {bought_today(workload.model, self.day)["host"] for workload in self.workloads.values()}


def in_force(day):
    """The row of every offer in force on a day, by id; later rows of the same offer take over, retired ones are gone."""
    rows = {}
    for row in sorted(CATALOG["hosted"], key=lambda row: row["from"]):
        if row["from"] <= day:
            rows[row["id"]] = row
    return {id_: row for id_, row in rows.items() if not retired(row, day)}


def bought_today(id_, day):
    """Who says that they buy an offer is believed: its last row begun, be it retired or not, else its first."""
    rows = sorted((row for row in CATALOG["hosted"] if row["id"] == id_), key=lambda row: row["from"])
    return ([row for row in rows if row["from"] <= day] or rows[:1])[-1]


def retired(row, day):
    """No longer sold, or nobody is known to have seen it for sale since."""
    return row.get("ends") in ("retired", "unseen") and row.get("until", "9999") < day


def leaves(row, day):
    """Its last day is announced and has not passed; on a day before the catalog's own nobody knew."""
    return day >= CATALOG["asof"] and row.get("ends") == "retired" and row.get("until", "") >= day


def steps(row, day):
    """An offer's row with the announced ones after it, each with the month from which it counts."""
    found = [(1, row)]
    for later in sorted(CATALOG["hosted"], key=lambda one: one["from"]):
        if later["id"] == row["id"] and later["from"] > day and later.get("announced"):
            year, month, of = (int(part) for part in later["from"].split("-"))
            now = [int(part) for part in day.split("-")]
            months = (year - now[0]) * 12 + month - now[1] + (1 if of > 1 else 0)
            found.append((months + 1, later))
    return found


def score(key, workload):
    """Points, and whether they were reached by reasoning that the workload does not do; None where there are none."""
    row = SCORES.get(key)
    if row is None:
        return None
    if workload.reasoning_tokens > 0:
        return row["score"], False
    return (row["plain"], False) if "plain" in row else (row["score"], True)


def floor(workload, today):
    """The points that a workload asks for; 0 where anything will do, None where only today's model is sure to do."""
    named = workload.quality
    if named == "any":
        return 0
    if named == "same":
        known = score(today.get("quality"), workload)
        return known[0] if known and not known[1] else None
    return FLOORS[named][1 if workload.reasoning_tokens > 0 else 0]


def good_enough(row, workload, least, today):
    if row["kind"] != "chat":
        return is_open(row)
    known = score(row.get("quality"), workload)
    if least is None:
        same = bool(row.get("weights")) and row["weights"] == today.get("weights")
        return same or row["model"] == today["model"]
    return least == 0 or (known is not None and known[0] >= least and not known[1])


def long_enough(row, workload):
    longest = max(workload.input_p95 or 0, workload.input_tokens)
    tokens = longest + workload.output_tokens + workload.reasoning_tokens
    return tokens * row.get("tokenizer_factor", 1) <= row.get("context", float("inf"))


def offers(company, workload):
    """What can be bought: (how, row), today's first; and whether each serves the work and is on sale."""
    rows = in_force(company.day)
    today = bought_today(workload.model, company.day)
    least = floor(workload, today)
    free = workload.tuning != "private"
    fits = free and long_enough(today, workload)
    # A price of one's own shows that what was last seen on sale is sold all the same.
    paid = workload.price_input is not None or workload.price_output is not None
    sold = not retired(today, company.day) or (today.get("ends") == "unseen" and paid)
    found = [("today", today, fits, sold), ("well", today, fits, sold)]
    for id_, row in sorted(rows.items()):
        if id_ == workload.model or leaves(row, company.day):
            continue
        if row["kind"] != today["kind"] or not long_enough(row, workload):
            continue
        if workload.tuning != "none" and not is_open(row):
            continue
        if good_enough(row, workload, least, today):
            found.append(("other", row, free, True))
    return found
