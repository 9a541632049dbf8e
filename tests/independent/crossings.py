"""Break-even over volume by sweeping it, against the engine's bands."""

import math

import measured
from check import EXACT, Disagreement, setting
from plan import Costs
from search import everything

# "An edge is right to half a percent, and a band narrower than that can be missed."
RESOLUTION = 1.005
POINTS = 100


def crossings(report):
    """How many volumes agree; raises where a band is not there, or is somebody else's."""
    company, costs = setting(report)
    choices = measured.setups(company)
    bands = report["break_even"]["bands"]
    if not choices or report["break_even"]["unsettled"]:
        return 0
    factor = company.inputs.volume_factor
    known = {}

    def winner(volume):
        if volume not in known:
            at = Costs(company, volume)
            best = {stream: at.best(stream) for stream in company.streams}
            costs_of = {side: plans[0][0] for side, plans in everything(company, at, best, choices).items()}
            buy = costs_of.get("buy", math.inf)
            own = min((cost for side, cost in costs_of.items() if side != "buy"), default=math.inf)
            known[volume] = None if abs(buy - own) <= EXACT * buy else "buy" if buy < own else "own"
        return known[volume]

    def theirs(volume):
        band = next(band for band in bands if volume < (band["to"] or math.inf))
        return "buy" if band["side"] == "buy" else "own"

    # Where the bands change hands between buying and running.
    edges = [band["from"] for band in bands[1:]]
    changes = [edge for edge in edges if theirs(edge * 0.999999) != theirs(edge * 1.000001)]
    low = 1e-4 / factor
    high = min(max([*changes, 1.0]) * 30, 1e6 / factor)
    volumes = [low * (high / low) ** (at / (POINTS - 1)) for at in range(POINTS)]
    for edge in changes:
        volumes += [edge / RESOLUTION / 1.001, edge * RESOLUTION * 1.001]
    checked = 0
    for volume in volumes:
        if any(edge / RESOLUTION < volume < edge * RESOLUTION for edge in edges):
            continue
        if winner(volume) in (None, theirs(volume)):
            checked += 1
            continue
        # A band of its own may be missed where it is narrower than half a percent.
        beside = (winner(volume / RESOLUTION), winner(volume * RESOLUTION))
        if winner(volume) in beside:
            raise Disagreement(f"at {volume!r} times today's volume {winner(volume)} wins, the band says {theirs(volume)}")
        checked += 1
    last = changes[-1] if changes and theirs(changes[-1] * 2) == "own" else None
    durable = report["break_even"]["durable"]
    if (durable is None) != (last is None) or durable is not None and abs(durable / last - 1) > 1e-12:
        raise Disagreement(f"durable {durable!r}, the bands say {last!r}")
    return checked + 1
