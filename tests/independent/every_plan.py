"""The cheapest plan of each side, by trying them all."""

import itertools

from company import CATALOG
from ledger import Ledger
from machines import quotes


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
