"""One report against the second implementation."""

import measured
from company import CATALOG, Company
from months import level
from ledger import LINES, PEOPLE, TOKENS, Ledger
from plan import Costs
from search import everything
from streams import Setup, Stream

REGIMES = {row["id"]: row for row in CATALOG["regimes"]}
# Money to a thousand-millionth of its line, and to the last digits of the whole.
EXACT, WHOLE = 1e-9, 1e-12
INPUT = ("input", "cached_read", "cache_write")


class Disagreement(Exception):
    pass


def setting(report):
    """The company of a report with its streams, and the costs to price plans by."""
    company = Company(report)
    inputs = company.inputs
    regime = REGIMES.get(inputs.regime)
    forces = regime["forces"] if regime and inputs.clause else None
    company.restricted = forces == "narrow"
    company.streams = []
    for slug, workload in company.workloads.items():
        bound = workload.in_scope if forces == "yes" else 0.0
        for part, only in ((bound, True), (1 - bound, workload.tuning == "private")):
            if part > 0:
                company.streams.append(Stream(company, slug, part, only))
    company.runnable = measured.runnable(company)
    return company, Costs(company)


def agree(report, name, ledger):
    """An option's lines are those of the plan."""
    # Where something is served by nothing, no option is told: there is no whole to have a cost.
    unserved = any(one["choice"] == "none" for one in report["workloads"])
    if unserved != (not report["options"]):
        raise Disagreement(f"{name}: options are told where something is served by nothing, or none where all is served")
    if unserved:
        return 0
    option = next((one for one in report["options"] if one["id"] == name), None)
    if option is None:
        raise Disagreement(f"{name}: the report has no such option")
    theirs = {line["id"]: line["present"] for line in option["lines"]}
    ours = ledger.present()
    # A cache that costs as much as it saves may be used or not: then its three lines count together.
    if any(abs(theirs.get(line, 0.0) - ours[line]) > EXACT * abs(ours[line]) for line in INPUT):
        theirs["input"], ours["input"] = (sum(lines.get(line, 0.0) for line in INPUT) for lines in (theirs, ours))
        theirs["cached_read"] = theirs["cache_write"] = ours["cached_read"] = ours["cache_write"] = 0.0
    whole = max(abs(sum(ours.values())), abs(option["present"]), max(map(abs, ours.values())))
    wrong = [
        f"{line} {theirs.get(line, 0.0)!r} right {ours[line]!r}"
        for line in LINES
        if abs(theirs.get(line, 0.0) - ours[line]) > EXACT * abs(ours[line]) + WHOLE * whole
    ]
    months, runs = ledger.months, any(ledger.lines["people"]) or any(ledger.lines["gpus"]) or any(ledger.lines["hardware"])
    built = next((t for t in range(months.count) if months.building[t] <= 0), months.count - 1) if runs else 0
    month = level(months.rate, months.count)
    for what, found, right in (
        ("monthly", option["monthly"], sum(ours.values()) * month),
        ("people", option["people"], sum(ours[line] for line in PEOPLE) * month),
        ("invoice", option["invoice"], sum(ledger.lines[line][0] for line in TOKENS)),
        ("running", option["running"], sum(ledger.lines[line][built] for line in LINES)),
    ):
        if abs(found - right) > EXACT * abs(right) + WHOLE * whole:
            wrong.append(f"{what} {found!r} right {right!r}")
    if wrong:
        raise Disagreement(f"{name}: " + "; ".join(wrong))
    return len(LINES) + 4


def buy(report, company, costs):
    """Options that buy everything."""
    checked = 0
    if all(stream.offers[0].serves for stream in company.streams):
        made = costs.plan([stream.offers[0] for stream in company.streams], [], {})
        checked += agree(report, "today", made)
    best = {stream: costs.best(stream) for stream in company.streams}
    # What nothing may serve stays as it is bought today, in every plan alike.
    unserved = [
        stream
        for stream, shown in zip(company.streams, report["workloads"])
        if best[stream] is None and shown["fleet"] is None
    ]
    taken = [stream.offers[0] if stream in unserved else best[stream] for stream in company.streams]
    if all(taken) and (not unserved or any(one["id"] == "buy" for one in report["options"])):
        checked += agree(report, "buy", costs.plan(taken, [], best))
    elif not all(taken) and any(one["id"] == "buy" for one in report["options"]):
        raise Disagreement("buy: something may not be bought")
    return checked, best


def fleet(report, company, costs, best):
    """The one fleet that a report with one stream shows, its throughput taken from there."""
    shown = report["workloads"][0]["fleet"]
    if shown is None or len(company.streams) != 1:
        return 0
    stream = company.streams[0]
    workload = stream.workload
    rate = shown["throughput"] / max(1.0, workload.output_tokens + workload.reasoning_tokens)
    full = rate
    if workload.waiting > 0 and workload.throughput is None:
        full = stream.count * workload.waiting / (730.5 * 3600) / report["weeks"][0]["waiting"]
    of = lambda _: (rate, full, shown["slots"])
    if workload.throughput is not None:
        of = measured.carried(company, shown["gpus_per_replica"])
    setup = Setup(shown["model_id"], shown["gpu_id"], shown["gpus_per_replica"], of)
    if shown["run"] != "burst":
        load = costs.work(setup, [stream])
        replicas, hours = costs.service.always(load, 1.0), None
        if shown["run"] != "always":
            hours = costs.service.hourly(load, 1.0, shown["run"] == "zero")
        busy = load.all / (hours / 730.5 if hours is not None else replicas) if replicas else 0.0
        if shown["replicas"] != replicas or abs(shown["utilization"] - min(busy, 1.0)) > EXACT * busy:
            raise Disagreement(f"fleet {shown['replicas']} {shown['utilization']!r} right {replicas} {busy!r}")
    made = costs.told([], [(setup, [stream], shown["pay"], shown["run"])], best)
    return agree(report, "hybrid" if shown["run"] == "burst" else "build", made)


def portfolio(report, company, costs, best):
    """The options' amounts are the least of all plans of their side, and their lines are those of that plan."""
    choices = measured.setups(company)
    if not choices:
        return 0
    if costs.months.build >= costs.months.count:
        # Nothing of one's own would run before the horizon ends.
        told = [one["id"] for one in report["options"] if one["id"] not in ("today", "buy")]
        if told:
            raise Disagreement(f"{told} told, and nothing is built within the horizon")
        return 1
    least = everything(company, costs, best, choices)
    theirs = {one["id"]: one["present"] for one in report["options"] if one["id"] != "today"}
    wrong = [
        f"{side} {theirs.get(side)!r} right {least[side][0][0] if side in least else None!r}"
        for side in ("buy", "hybrid", "build")
        if (side in theirs) != (side in least) or side in least and abs(theirs[side] - least[side][0][0]) > EXACT * abs(least[side][0][0]) + 1e-6
    ]
    if wrong:
        raise Disagreement("cheapest " + "; ".join(wrong))
    return len(least) + sum(lines(report, side, costs, best, plans) for side, plans in least.items() if side != "buy")


def lines(report, side, costs, best, plans):
    """The lines of a side's cheapest plan; of plans that cost the same, those of one of them."""
    for at, (_, rest, groups) in enumerate(plans):
        try:
            return agree(report, side, costs.told([best[stream] for stream in rest], groups, best))
        except Disagreement:
            if at + 1 == len(plans):
                raise


def check(kind, report):
    """How many numbers agree; raises where one does not."""
    company, costs = setting(report)
    checked, best = buy(report, company, costs)
    if kind != "buying":
        checked += fleet(report, company, costs, best)
    if kind in ("measured", "portfolio"):
        checked += portfolio(report, company, costs, best)
    return checked
