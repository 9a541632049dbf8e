"""The cheapest plan of each side, by trying them all."""

import itertools

import pools
from company import CATALOG
from ledger import Ledger
from machines import quotes

# Plans whose totals differ by less cost the same.
SAME = 1e-12


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


class Search:
    """Plans of one company at one volume, with a format chosen for each model."""

    def __init__(self, company, costs, best):
        self.company, self.costs, self.best = company, costs, best
        self.known, self.common = {}, {}

    def groups_of(self, part, setups):
        """Every way to run some streams together: on one model, on any of its setups that is fast enough."""
        if len({stream.workload.open_model for stream in part}) > 1:
            return []
        only = any(stream.own_only for stream in part)
        hosted = all(self.best[stream] is not None for stream in part)
        return [
            (setup, part, *way)
            for setup in setups[part[0].workload.open_model]
            if all(setup.carried(stream)[0] > 0 for stream in part)
            for way in ways(self.company, only)
            if has_price(self.company, setup.gpu, way[0]) and (way[1] != "burst" or hosted)
        ]

    def fleet(self, group, load, served):
        """What a group costs and has, people left out; with a load, its GPUs carry that of others too. None without GPUs."""
        setup, part, pay, run = group
        costs = self.costs
        # Groups on bought GPUs take what the visitor has one after the other, so that they depend on those before.
        key = (setup.model, setup.gpus, tuple(map(id, part)), pay, run, tuple(map(id, served)), costs.mine if pay == "owned" else 0)
        if key not in self.known:
            made = Ledger(costs.months)
            costs.add_upkeep(made, part, run, self.best)
            counts = [0] * costs.months.count
            if served:
                counts = costs.add_fleet(made, setup, part, pay, run, self.best, load or pools.together(costs, [(setup, part)]), served)
            self.known[key] = (sum(made.present().values()), counts, costs.mine)
        total, counts, mine = self.known[key]
        if pay == "owned":
            costs.mine = mine
        return total, counts

    def plan(self, groups):
        """What groups cost together."""
        costs = self.costs
        costs.mine = costs.inputs.owned_gpus
        joined = pools.form(costs, groups)
        total, counts = 0.0, [0] * costs.months.count
        for at, group in enumerate(groups):
            load, served = None, list(group[1])
            for places, shared in joined:
                if at in places:
                    load = shared
                    served = [stream for place in places for stream in groups[place][1]] if at == places[0] else []
            present, gpus = self.fleet(group, load, served)
            total += present
            counts = [one + other for one, other in zip(counts, gpus)]
        key = tuple(counts)
        if key not in self.common:
            common = Ledger(costs.months)
            costs.add_common(common, counts)
            self.common[key] = sum(common.present().values())
        return total + self.common[key]


def keep(found, side, made):
    """Remembers a plan among the cheapest of its side."""
    plans = found.setdefault(side, [made])
    beyond = SAME * abs(plans[0][0])
    if made[0] < plans[0][0] - beyond:
        found[side] = [made]
    elif made[0] <= plans[0][0] + beyond and made is not plans[0]:
        plans.append(made)


def everything(company, costs, best, choices):
    """The cheapest plan of each side, and those that cost the same: what it costs, whose streams are bought, the groups.
    `choices` are the setups of each model for every choice of formats."""
    streams, found, by_count = company.streams, {}, {}
    for at, setups in enumerate(choices):
        search = Search(company, costs, best)
        for bits in itertools.product((False, True), repeat=len(streams)):
            run = [stream for stream, own in zip(streams, bits) if own]
            rest = [stream for stream, own in zip(streams, bits) if not own]
            if any(best[stream] is None for stream in rest):
                continue
            base = sum(costs.bought(best[stream]) for stream in rest)
            for parts in partitions(run):
                # In the order of their first workloads.
                parts = sorted(parts, key=lambda part: min(map(streams.index, part)))
                if at and len(parts) < 2:
                    # A format matters where models share a GPU, and only there.
                    continue
                for groups in itertools.product(*(search.groups_of(part, setups) for part in parts)):
                    if at and not any(group[3] == "always" for group in groups):
                        continue
                    made = (base + (search.plan(groups) if groups else 0.0), rest, groups)
                    side = "buy" if not groups else "build"
                    if groups and (rest or any(group[3] == "burst" for group in groups)):
                        side = "hybrid"
                    keep(found, side, made)
                    if groups:
                        keep(by_count, len(run), made)
    most = max(by_count, default=len(streams))
    # Where not everything can be run, everything run is what can be; told once where that is the cheapest mix.
    if most < len(streams) and by_count[most][0][0] > found["hybrid"][0][0] + SAME * abs(found["hybrid"][0][0]):
        found["build"] = by_count[most]
    return found
