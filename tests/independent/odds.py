"""Odds by draws of its own, within their standard error."""

import math
import random

from check import Disagreement, measured_setups, setting
from company import Inputs, is_open
from hosted import below
from plan import Costs
from streams import Stream

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
api_uptime 99.2 99.94 logit
own_uptime 98.5 99.9 logit
"""
CACHED = (20, 90, "logit")
# "Held within what the input may be": the bounds that a draw can reach.
LEAST = {"minute_burst": 1, "pue": 1, "gpu_life": 1, "build_months": 0, "growth": -95, "api_uptime": 90, "own_uptime": 90, "gpu_price_change": -100}
MOST = {"gpu_life": 10, "resale_decay": 90, "api_uptime": 100, "own_uptime": 100, "retries": 100, "discount_rate": 60,
        "overhead_small": 100, "overhead_large": 100, "replacement_rate": 50, "build_months": 60, "model_lag": 36, "minute_burst": 20, "pue": 3,
        "hosted_changes": 24, "upgrades": 24, "rota_absorbed": 100, "marginal_share": 100, "product_team": 5000}
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


def walk(steps, score):
    """What prices moved by after some years, in logarithms, at a normal score."""
    still, size = steps

    def at(years):
        if years == 0:
            return 0.0
        moved = 1 - still**years
        far = size * math.sqrt(-math.log(still) * years / moved)
        return math.copysign(far * max(0.0, math.log(moved / 2 / below(-abs(score)))), score)

    return at


def drawable(spread, middle):
    return spread == "normal" or middle > 0 and (spread == "lognormal" or middle < 100)


def overrun(score):
    chance = below(score)
    if chance < 0.82:
        return 0.8 + 0.7 * chance / 0.82
    return min(10.0, 1 + 0.5 * ((1 - chance) / 0.18) ** (-1 / 1.126))


def odds(report, plain, count, seed):
    """How many statistics agree. `plain` is the report of the default company, for the defaults."""
    known = report["uncertainty"]
    strategies = [one["strategy"] for one in known["strategies"]]
    if strategies != ["buy", "build"]:
        return 0
    company, costs = setting(report)
    setups = measured_setups(report, company)
    stream = company.streams[0]
    setup = setups[stream.workload.open_model]
    shown = report["workloads"][0]["fleet"]
    best = costs.best(stream)
    wanted = (best.how, best.row["id"])
    defaults = {row["key"]: row["value"] for row in plain["ledger"]}
    slug = stream.slug
    ranges = {}
    for line in RANGES.split("\n"):
        if not line:
            continue
        name, low, high, spread = line.split()
        middle = company.inputs.rows[name]["value"]
        replaced = {"gpu_price_change": company.inputs.gpu_hour, "overhead_small": company.inputs.overhead, "overhead_large": company.inputs.overhead}
        if drawable(spread, middle) and replaced.get(name) is None:
            ranges[name] = Range(float(low), float(high), spread, defaults[name], middle)
    cached = company.workloads[slug].rows["cached"]["value"]
    workload_range = Range(*CACHED, 50, cached) if drawable("logit", cached) else None
    prices = OPEN if is_open(best.row) else VENDOR
    rents = RENTS[company.inputs.provider]
    if company.inputs.provider == "specialist":
        rents = SPECIALISTS.get((company.inputs.gpu or "")[:4], rents)
    rng = random.Random(seed)
    bought, run = [], []
    globals_, workloads = company.inputs.rows, company.workloads[slug].rows
    fixed = globals_["overrun"]["value"] != defaults["overrun"]
    for _ in range(count):
        scores = {name: rng.gauss(0, 1) for name in ranges}
        scores["oncall_stipend"] = scores.get("engineer_cost", 0.0)
        drawn = dict(globals_)
        for name, range_ in ranges.items():
            value = min(max(range_.at(scores[name]), LEAST.get(name, -math.inf)), MOST.get(name, math.inf))
            drawn[name] = {**globals_[name], "value": value}
        if not fixed:
            drawn["overrun"] = {**globals_["overrun"], "value": overrun(rng.gauss(0, 1))}
        company.inputs = Inputs(drawn, {"api_drift": walk(prices, rng.gauss(0, 1)), "gpu_drift": walk(rents, rng.gauss(0, 1))})
        if workload_range:
            company.workloads[slug] = Inputs({**workloads, "cached": {**workloads["cached"], "value": workload_range.at(rng.gauss(0, 1))}})
        now = Stream(company, slug, stream.part, stream.own_only)
        company.streams = [now]
        at = Costs(company)
        offer = next(offer for offer in now.offers if (offer.how, offer.row["id"]) == wanted)
        bought.append(at.bought(offer))
        made = at.plan([], [(setup, [now], shown["pay"], shown["run"])], {now: offer})
        run.append(sum(made.present().values()))
    return agree(known, bought, run)


def agree(known, bought, run):
    """The engine's statistics within four standard errors of these draws', counting the error of both."""
    count, theirs = len(bought), known["draws"]
    error = lambda chance: 4 * math.sqrt(max(chance * (1 - chance), 0.25 / count) * (1 / count + 1 / theirs))
    wrong = []

    def near(what, chance, expected):
        if abs(chance - expected) > error(expected):
            wrong.append(f"{what} {expected:.4f} right {chance:.4f} ± {error(expected) / 4:.4f}")

    difference = sorted(one - other for one, other in zip(run, bought))
    near("chance", sum(value < 0 for value in difference) / count, known["own"]["exact"])
    for name, chance in (("p10", 0.1), ("p50", 0.5), ("p90", 0.9)):
        value = known["difference"]["present"][name]
        near(f"difference {name} at {value:.0f}: chance", sum(one <= value for one in difference) / count, chance)
    for costs, strategy in zip((bought, run), known["strategies"]):
        for name, chance in (("p10", 0.1), ("p50", 0.5), ("p90", 0.9)):
            value = strategy[name]
            near(f"{strategy['strategy']} {name}: chance", sum(one <= value for one in costs) / count, chance)
    least = [min(pair) for pair in zip(bought, run)]
    mean = lambda values: math.fsum(values) / len(values)
    best = min((bought, run), key=mean)
    regrets = [one - other for one, other in zip(best, least)]
    spread = math.sqrt(mean([(one - mean(regrets)) ** 2 for one in regrets]) / count)
    evpi = mean(regrets)
    if abs(evpi - known["evpi"]) > 4 * math.hypot(spread, known["evpi_error"]) + 1e-6:
        wrong.append(f"evpi {known['evpi']:.0f} right {evpi:.0f} ± {spread:.0f}")
    if wrong:
        raise Disagreement("; ".join(wrong))
    return 11
