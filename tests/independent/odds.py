"""Odds by draws of its own, within their standard error."""

import math
import random

import measured
from check import Disagreement, setting
from company import Inputs, is_open
from following import moves
from hosted import below
from plan import Costs
from ranges import OPEN, TOGETHER, VENDOR, Range, first_year, given_ranges, held, overrun, rent_steps, spreads, walk
from streams import Setup, Stream


def odds(report, plain, count, seed):
    """How many statistics agree. `plain` is the report of the default company, for the defaults."""
    known = report["uncertainty"]
    strategies = [one["strategy"] for one in known["strategies"]]
    if strategies != ["buy", "build"]:
        return 0
    company, costs = setting(report)
    stream = company.streams[0]
    shown = report["workloads"][0]["fleet"]
    size = shown["gpus_per_replica"]
    setup = Setup(shown["model_id"], shown["gpu_id"], size, measured.carried(company, size))
    best = costs.best(stream)
    # "In draws the offer is one of those that some plan buys", or today's model bought well.
    kept = [(offer.how, offer.row["id"]) for offer in (best, costs.interim(stream)) if offer is not None]
    kept.append(("well", stream.offers[0].row["id"]))
    defaults = {row["key"]: row["value"] for row in plain["ledger"]}
    given = given_ranges(report)
    slug = stream.slug
    ranges, own_ranges = spreads(company, slug, defaults, given)
    prices = walk(OPEN if is_open(best.row) else VENDOR)
    rents = walk(rent_steps(company))
    if given.get("api_drift"):
        prices = first_year(*given["api_drift"], company.inputs.rows["api_drift"]["value"])
    if given.get("gpu_drift"):
        rents = first_year(*given["gpu_drift"], company.inputs.rows["gpu_drift"]["value"])
    rng = random.Random(seed)
    bought, run = [], []
    globals_, workloads = company.inputs.rows, company.workloads[slug].rows
    plan = globals_["overrun"]["value"] == defaults["overrun"] and not given.get("overrun")
    moving = moves(company.inputs, stream.workload)
    for _ in range(count):
        scores = {name: rng.gauss(0, 1) for name in ranges}
        scores["oncall_stipend"] = scores.get("engineer_cost", 0.0)
        rent = rng.gauss(0, 1)
        if moving:
            rent = TOGETHER * scores["follow_fall"] + math.sqrt(1 - TOGETHER**2) * rent
        drawn = {name: {**globals_[name], "value": held(name, at.at(scores[name]))} for name, at in ranges.items()}
        if plan:
            drawn["overrun"] = {**globals_["overrun"], "value": overrun(rng.gauss(0, 1))}
        company.inputs = Inputs({**globals_, **drawn}, {"api_drift": prices(rng.gauss(0, 1)), "gpu_drift": rents(rent)})
        drawn = {name: {**workloads[name], "value": at.at(rng.gauss(0, 1))} for name, at in own_ranges.items()}
        company.workloads[slug] = Inputs({**workloads, **drawn})
        now = Stream(company, slug, stream.part, stream.own_only)
        now.offers = [now.offers[0]] + [offer for offer in now.offers[1:] if (offer.how, offer.row["id"]) in kept]
        company.streams = company.runnable = [now]
        at = Costs(company)
        offer = next(offer for offer in now.offers if (offer.how, offer.row["id"]) == kept[0])
        bought.append(at.bought(offer))
        made = at.plan([], [(setup, [now], shown["pay"], shown["run"])], {now: offer})
        run.append(sum(made.present().values()))
    return agree(known, bought, run)


def agree(known, bought, run):
    """The engine's statistics within four standard errors of these draws', counting the error of both."""
    count, theirs = len(bought), known["draws"]
    wrong = []

    def near(what, chance, expected):
        # Of rare events a few more or less are chance: both sides' draws together tell how rare they are.
        known = max(expected, (count * chance + theirs * expected) / (count + theirs))
        error = math.sqrt(max(known * (1 - known), 0.25 / count) * (1 / count + 1 / theirs))
        if abs(chance - expected) > 4 * error:
            wrong.append(f"{what} {expected:.4f} right {chance:.4f} ± {error:.4f}")

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
