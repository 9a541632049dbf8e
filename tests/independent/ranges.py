"""What an uncertain number may turn out to be, by the method page's table of inputs and its ranges."""

import math

from hosted import below

# Ranges and spreads of the method page's table of inputs.
RANGES = """
volume_factor 0.5 2 lognormal
retries 0.5 6 logit
growth -10 100 normal
discount_rate 5 20 lognormal
engineer_cost 108000 326000 lognormal
build_months 1 9 lognormal
build_team 1 4 lognormal
time_to_hire 40 150 lognormal
run_people_small 0.2 1.5 lognormal
run_people_medium 1 4 lognormal
run_people_large 4 12 lognormal
marginal_share 10 50 logit
rota_absorbed 40 98 logit
oncall_stipend 200 1000 lognormal
incidents 0.3 4 lognormal
eval_cycle 500 50000 lognormal
upgrades 1 4 lognormal
upgrade_effort 1 6 lognormal
hosted_changes 0.4 2 lognormal
hosted_change_effort 0.3 4 lognormal
migration_effort 1 6 lognormal
product_team 4 16 lognormal
gpu_price_change -25 30 normal
overhead_small 10 35 logit
overhead_large 5 30 logit
minute_burst 1.2 3 lognormal
gpu_life 3 6 lognormal
resale_decay 10 45 logit
colo 174 217 lognormal
pue 1.1 1.58 lognormal
electricity 0.06 0.295 lognormal
replacement_rate 2.5 6.1 logit
model_lag 3 9 lognormal
follow_fall -90 0 normal
follow_moves 0.5 3 lognormal
own_fall -75 -5 normal
api_uptime 99.2 99.94 logit
own_uptime 98.5 99.9 logit
"""
CACHED = (20, 90, "logit")
# "Held within what the input may be": the bounds that a draw can reach.
LEAST = {"minute_burst": 1, "pue": 1, "gpu_life": 1, "build_months": 0, "growth": -95, "api_uptime": 90, "own_uptime": 90, "gpu_price_change": -100,
         "follow_fall": -99, "own_fall": -99}
MOST = {"gpu_life": 10, "resale_decay": 90, "api_uptime": 100, "own_uptime": 100, "retries": 100, "discount_rate": 60,
        "overhead_small": 100, "overhead_large": 100, "replacement_rate": 50, "build_months": 60, "model_lag": 36, "minute_burst": 20, "pue": 3,
        "hosted_changes": 24, "upgrades": 24, "rota_absorbed": 100, "marginal_share": 100, "product_team": 5000,
        "follow_fall": 0, "own_fall": 0, "follow_moves": 12}
# "Normal scores of follow_fall and gpu_drift have a correlation of 0.2", where any workload moves.
TOGETHER = 0.2
SCALES = {
    "normal": (lambda x: x, lambda y: y),
    "lognormal": (math.log, math.exp),
    "logit": (lambda x: math.log(x / (100 - x)), lambda y: 100 / (1 + math.exp(-y))),
}
P90 = 1.2815515655446004
# "(s, m): a vendor's own model, open weights": a year passes without a step with chance s, a step is m on average.
VENDOR, OPEN = (0.81, 0.50), (0.55, 0.26)
RENTS = {"hyperscaler": (0.89, 0.25), "specialist": (0.44, 0.24), "marketplace": (0.31, 0.23)}
SPECIALISTS = {"a100": (0.52, 0.25), "h100": (0.30, 0.25)}


class Range:
    """The defaults' widths around a middle."""

    def __init__(self, low, high, spread, default, middle):
        on, self.back = SCALES[spread]
        self.middle = on(middle)
        self.below, self.above = (on(default) - on(low)) / P90, (on(high) - on(default)) / P90

    def at(self, score):
        return self.back(self.middle + score * (self.below if score < 0 else self.above))


def walk(steps):
    """What prices moved by after some years, in logarithms, at a normal score: where they move in steps."""
    still, size = steps

    def at(years, score):
        if years == 0:
            return 0.0
        moved = 1 - still**years
        far = size * math.sqrt(-math.log(still) * years / moved)
        return math.copysign(far * max(0.0, math.log(moved / 2 / below(-abs(score)))), score)

    return lambda score: lambda years: at(years, score)


def first_year(low, high, middle):
    """The same where a range was typed: it is of the first year, and grows with the root of time."""
    range_ = Range(low, high, "normal", middle, middle)
    logarithm = lambda change: math.log(max(1 + change / 100, 1e-3))

    def drawn(score):
        year = logarithm(range_.at(score)) - logarithm(middle)
        return lambda years: year * math.sqrt(years)

    return drawn


def rent_steps(company):
    """How rents move, by who lets them and where the record is long enough by GPU."""
    rents = RENTS[company.inputs.provider]
    if company.inputs.provider == "specialist":
        rents = SPECIALISTS.get((company.inputs.gpu or "")[:4], rents)
    return rents


def drawable(spread, middle):
    return spread == "normal" or middle > 0 and (spread == "lognormal" or middle < 100)


def overrun(score):
    chance = below(score)
    if chance < 0.82:
        return 0.8 + 0.7 * chance / 0.82
    return min(10.0, 1 + 0.5 * ((1 - chance) / 0.18) ** (-1 / 1.126))


def given_ranges(report):
    """By key of what a link gives the ends of a range, None for a plain number."""
    return {one["key"]: (one["low"], one["high"]) if one["low"] is not None else None for one in report["given"]}


def spreads(company, slug, defaults, given):
    """The ranges of a company's inputs and of one workload's, each by name."""
    inputs, workload = company.inputs, company.workloads[slug]
    # A rent and an overhead of one's own are no longer spread over the market's.
    replaced = {"gpu_price_change": inputs.gpu_hour, "overhead_small": inputs.overhead, "overhead_large": inputs.overhead}
    found, own = {}, {}
    for line in RANGES.strip().split("\n"):
        name, low, high, spread = line.split()
        middle = inputs.rows[name]["value"]
        if given.get(name):
            found[name] = Range(*given[name], spread, middle, middle)
        elif drawable(spread, middle) and replaced.get(name) is None:
            found[name] = Range(float(low), float(high), spread, defaults[name], middle)
    for name, (low, high, spread), default in (("cached", CACHED, 50), ("requests", (None, None, "lognormal"), None)):
        middle, key = workload.rows[name]["value"], f"{slug}.{name}"
        if key in given and given[key]:
            own[name] = Range(*given[key], spread, middle, middle)
        elif low is not None and drawable(spread, middle) and (workload.measured == "no" or key not in given):
            own[name] = Range(low, high, spread, default, middle)
    return found, own


def held(name, value):
    return min(max(value, LEAST.get(name, -math.inf)), MOST.get(name, math.inf))
