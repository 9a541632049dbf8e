"""One report against the second implementation."""

import itertools

from company import CATALOG, Company
from machines import quotes
from months import level
from ledger import LINES, PEOPLE, TOKENS, Ledger
from plan import Costs
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
    return company, Costs(company)


def agree(report, name, ledger):
    """An option's lines are those of the plan."""
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
    if workload.throughput is not None:
        rate = full = workload.throughput * company.inputs.throughput_factor / max(1.0, workload.output_tokens + workload.reasoning_tokens)
    setup = Setup(shown["model_id"], shown["gpu_id"], shown["gpus_per_replica"], lambda _: (rate, full, shown["slots"]))
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


def ways(company, only):
    """How GPUs may be paid and run."""
    payment, schedule = company.inputs.payment, company.inputs.schedule
    pays = ["on-demand", "reserved", "owned"] if payment == "auto" else [payment]
    for pay in pays:
        by_hour = pay in ("on-demand", "spot")
        if schedule == "auto":
            yield pay, "always"
            if by_hour:
                yield pay, "hourly"
                yield pay, "zero"
            if not only:
                yield pay, "burst"
        else:
            yield pay, schedule if by_hour else "always"


def partitions(streams):
    """Every way to part streams into groups."""
    if not streams:
        yield []
        return
    first, rest = streams[0], streams[1:]
    for parts in partitions(rest):
        yield [[first], *parts]
        for at, part in enumerate(parts):
            yield parts[:at] + [[first, *part]] + parts[at + 1 :]


def has_price(company, gpu, pay):
    """Whether a GPU can be had in a way to pay."""
    if pay == "owned":
        return any(row["gpu"] == gpu for row in CATALOG["purchases"])
    if pay == "on-demand" and company.inputs.gpu_hour is not None:
        return True
    return quotes(gpu, pay, company.inputs.provider, company.day) is not None


def everything(company, costs, best, setups):
    """What the cheapest plan of each side costs, by trying them all."""
    streams = company.streams
    found = {}
    groups = {}
    setup_of = lambda part: setups[part[0].workload.open_model]

    def cost_of(part, way):
        # Groups on bought GPUs take what the visitor has one after the other, so that they depend on those before.
        key = (tuple(id(stream) for stream in part), way, costs.mine if way[0] == "owned" else 0)
        if key not in groups:
            made = Ledger(costs.months)
            counts = costs.add_group(made, setup_of(part), list(part), *way, best)
            groups[key] = (sum(made.present().values()), counts, costs.mine)
        total, counts, costs.mine = *groups[key][:2], groups[key][2] if way[0] == "owned" else costs.mine
        return total, counts

    for bits in itertools.product((False, True), repeat=len(streams)):
        run = [stream for stream, own in zip(streams, bits) if own]
        rest = [stream for stream, own in zip(streams, bits) if not own]
        if any(best[stream] is None for stream in rest):
            continue
        base = sum(costs.bought(best[stream]) for stream in rest)
        for parts in partitions(run):
            # In the order of their first workloads.
            parts = sorted(parts, key=lambda part: min(map(streams.index, part)))
            # One group runs one model.
            if any(len({stream.workload.open_model for stream in part}) > 1 for part in parts):
                continue
            choices = [
                [way for way in ways(company, any(stream.own_only for stream in part)) if has_price(company, setup_of(part).gpu, way[0])]
                for part in parts
            ]
            for taken in itertools.product(*choices):
                costs.mine = costs.inputs.owned_gpus
                total, counts = base, [0] * costs.months.count
                for part, way in zip(parts, taken):
                    if way[1] == "burst" and any(best[stream] is None for stream in part):
                        break
                    present, gpus = cost_of(part, way)
                    total += present
                    counts = [one + other for one, other in zip(counts, gpus)]
                else:
                    if parts:
                        common = Ledger(costs.months)
                        costs.add_common(common, counts)
                        total += sum(common.present().values())
                    side = "buy" if not parts else "build"
                    if parts and (rest or any(way[1] == "burst" for way in taken)):
                        side = "hybrid"
                    if side not in found or total < found[side]:
                        found[side] = total
    return found


def measured_setups(report, company):
    """By model the setup of a company whose every workload was measured; None where the report shows no fleet of one."""

    def carried(stream):
        workload = stream.workload
        written = max(1.0, workload.output_tokens + workload.reasoning_tokens)
        rate = workload.throughput * company.inputs.throughput_factor / written
        return rate, rate, 32

    made = {}
    for one in report["workloads"]:
        shown = one["fleet"]
        if shown:
            made[shown["model_id"]] = Setup(shown["model_id"], shown["gpu_id"], shown["gpus_per_replica"], carried)
    return made if all(workload.open_model in made for workload in company.workloads.values()) else None


def portfolio(report, company, costs, best):
    """The options' amounts are the least of all plans of their side."""
    setups = measured_setups(report, company)
    if setups is None or costs.months.build >= costs.months.count:
        return 0
    least = everything(company, costs, best, setups)
    theirs = {one["id"]: one["present"] for one in report["options"] if one["id"] != "today"}
    wrong = [
        f"{side} {theirs.get(side)!r} right {least.get(side)!r}"
        for side in ("buy", "hybrid", "build")
        if (side in theirs) != (side in least) or side in least and abs(theirs[side] - least[side]) > EXACT * abs(least[side]) + 1e-6
    ]
    if wrong:
        raise Disagreement("cheapest " + "; ".join(wrong))
    return len(least)


def check(kind, report):
    """How many numbers agree; raises where one does not."""
    company, costs = setting(report)
    checked, best = buy(report, company, costs)
    if kind != "buying":
        checked += fleet(report, company, costs, best)
    if kind in ("measured", "portfolio"):
        checked += portfolio(report, company, costs, best)
    return checked
