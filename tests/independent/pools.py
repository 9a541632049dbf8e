"""Small models that share GPUs: which groups of a plan do, and what their work comes to."""

import math

import fleet
from company import GPUS, MODELS

# Bytes of a parameter of a dense model by its format.
BYTES = {"bf16": 2, "fp8": 1, "fp4": 0.5625, "int4": 0.53}


def formats(model, gpu):
    """The formats of a dense model on a GPU: 16 bits only where nothing smaller is published that it can compute."""
    published, can = MODELS[model]["precisions"], {"fp8": "fp8" in GPUS[gpu], "fp4": "fp4" in GPUS[gpu], "int4": True}
    small = [name for name in ("fp8", "fp4", "int4") if name in published and can[name]]
    return small if "fp8" in small else [*small, "bf16"]


def is_plain(model):
    """Whether every layer keeps keys and values of everything, so that the cache of a sequence is told by the page."""
    row = MODELS[model]
    return row["attention"] == "gqa" and row.get("full_layers") == row["layers"] and not row.get("experts")


class Memory:
    """What a dense model takes of one GPU, GB."""

    def __init__(self, model, gpu, form):
        row, self.gpu = MODELS[model], GPUS[gpu]
        self.weights = row["total"] * BYTES[form]
        self.workspace = 1.5 + 0.02 * self.gpu["memory"]
        self.usable = 0.94 * self.gpu["memory"]
        number = 1 if "fp8" in self.gpu else 2
        self.token = row["layers"] * 2 * row["kv_heads"] * row["head_dim"] * number / 1e9

    def taken(self, streams, slots):
        """With the longest sequence of the streams in every slot."""
        works = [stream.workload for stream in streams]
        longest = max(work.input_tokens + work.output_tokens + work.reasoning_tokens for work in works)
        return self.weights + self.workspace + self.token * longest * slots


def known(of):
    """Keeps what a function of costs and groups gave: a search asks for the same few of them thousands of times."""

    def kept(costs, members):
        key = (of.__name__, *((id(one[0]), *map(id, one[1]), *one[2:]) for one in members))
        if key not in costs.kept:
            costs.kept[key] = of(costs, members)
        return costs.kept[key]

    return kept


@known
def together(costs, members):
    """The work of groups on the same GPUs, None where they do not fit. Each is (setup, streams)."""
    loads = [costs.work(setup, streams) for setup, streams in members]
    if len(loads) == 1:
        return loads[0]
    taken = sum(setup.memory.taken(streams, load.slots) for (setup, streams), load in zip(members, loads))
    if taken > members[0][0].memory.usable:
        return None
    hours = [sum(at) for at in zip(*(load.hours for load in loads))]
    # All that waits is done at the pace of interactive work.
    paced = sum(load.waiting / load.beside for load in loads)
    return fleet.Work(hours, paced, min(load.slots for load in loads), 1.0, math.inf)


@known
def replica_months(costs, members):
    load = together(costs, members)
    return sum(costs.service.always(load, costs.scale * volume * part) for volume, part in zip(costs.months.volume, costs.lighter))


@known
def form(costs, groups):
    """The pools of groups (setup, streams, pay, run): places of their members, the host first, and their work."""
    if len(groups) < 2 or any(setup.memory is None for setup, *_ in groups):
        return []
    order = sorted(range(len(groups)), key=lambda at: -groups[at][0].memory.weights)
    pools, taken = [], set()
    for place, host in enumerate(order):
        setup, streams, pay, run = groups[host]
        if run != "always" or setup.gpus != 1 or host in taken:
            continue
        members, places = [(setup, streams)], [host]
        for guest in reversed(order[place + 1 :]):
            its, served, paid, runs = groups[guest]
            bought = "owned" in (pay, paid) and pay != paid
            if guest in taken or runs == "burst" or bought or its.model == setup.model:
                continue
            more = [*members, (its, served)]
            if together(costs, more) is None:
                continue
            alone, now = replica_months(costs, members), replica_months(costs, more)
            saved = replica_months(costs, [(its, served)]) * its.gpus if paid == pay else 0
            if now < alone + saved or now <= alone:
                members, places = more, [*places, guest]
        if len(places) > 1:
            pools.append((places, together(costs, members)))
            taken.update(places)
    return pools
