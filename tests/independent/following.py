"""Moving to cheaper models: what is left of a price, and of the work of one's own servers, month by month."""

import math

# "When a quality could first be bought, and first run on open weights": points with reasoning, year and month of each.
FIRST = (
    (7, (2023, 4), (2024, 8)), (9.5, (2024, 4), (2024, 10)), (12, (2024, 10), (2025, 1)), (15, (2024, 10), (2025, 2)),
    (18.5, (2025, 2), (2025, 2)), (23, (2025, 2), (2025, 9)), (28, (2025, 5), (2025, 10)), (33, (2025, 8), (2026, 1)),
    (38, (2025, 12), (2026, 2)), (44, (2026, 3), (2026, 5)), (50, (2026, 4), (2026, 7)), (55, (2026, 6), None),
)
HALF = 7.5
ASKED = {"basic": 8, "good": 23, "strong": 33, "frontier": 48}


def moves(inputs, workload):
    """Whether a workload moves to cheaper models."""
    if inputs.moves == "by-work":
        return workload.shape == "coding" and workload.tuning == "none"
    return inputs.moves == "follow"


def points(workload, least):
    """What a workload asks in points with reasoning; None where anything will do, or nobody knows what would."""
    if workload.quality == "any" or least is None:
        return None
    if workload.quality == "same":
        return least if workload.reasoning_tokens > 0 else least * 4 / 3
    return ASKED[workload.quality]


def age(asked, day, own):
    """Months since so many points were first sold, or first open; without end where none are asked."""
    if asked is None:
        return math.inf
    year, month = (int(part) for part in day.split("-")[:2])
    for reached, sold, opened in FIRST:
        if reached >= asked:
            first = opened if own else sold
            return max(0, (year - first[0]) * 12 + month - first[1]) if first else 0
    return 0


def last_move(a_year, months):
    """Months up to the last move made by then, the first one interval on."""
    if a_year <= 0 or months <= 0:
        return 0.0
    return math.floor(months * a_year / 12 + 1e-9) * 12 / a_year


def left(fall, age_, moved):
    """What is left of a price: L is how far it falls in all, as a logarithm."""
    whole = -math.log(max(1 + fall, 0.001)) / (1 - 2 ** (-12 / HALF))
    return math.exp(-whole * 2 ** (-age_ / HALF) * (1 - 2 ** (-moved / HALF)))


def bought(inputs, stream, day, months):
    """What is left of a bought stream's price in each month."""
    if not moves(inputs, stream.workload):
        return [1.0] * months
    known = age(stream.asked, day, False)
    return [left(inputs.follow_fall, known, last_move(inputs.follow_moves, t)) for t in range(months)]


def run(inputs, streams, day, months, build, fall):
    """What is left of the work of own servers in each month, where all of these streams could run on them."""
    ages = [age(stream.asked if moves(inputs, stream.workload) else None, day, True) for stream in streams]
    found = []
    for t in range(months):
        since = last_move(inputs.upgrades, t - build)
        found.append(left(fall, max(ages, default=math.inf), since + build if since > 0 else 0.0))
    return found
