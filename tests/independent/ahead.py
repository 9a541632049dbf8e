"""What the answer says of other ways: a cheaper model first, and moving to cheaper models as they come; both where all is
bought."""

from check import EXACT, Disagreement, setting
from company import Inputs, bought_today
from months import level
from plan import Costs
from streams import Stream

# Below this part of the cost following is not told.
LEAST = 0.02
# Halvings of the share up to which a cheaper model first pays.
STEPS = 10


def least(company):
    """The present value of buying everything as is cheapest; None where something may not be bought."""
    company.streams = company.runnable = [Stream(company, slug, 1.0, workload.tuning == "private") for slug, workload in company.workloads.items()]
    costs = Costs(company)
    best = [costs.best(stream) for stream in company.streams]
    return sum(map(costs.bought, best)) if all(best) else None


def changed(inputs, **values):
    """Inputs with some numbers or words replaced."""
    replace = lambda row, value: {**row, "word": value} if isinstance(value, str) else {**row, "value": value}
    return Inputs({**inputs.rows, **{name: replace(inputs.rows[name], value) for name, value in values.items()}})


def said(report, beginnings):
    """The amounts of the sentence that begins so, by unit; None where it is not said."""
    found = None
    for part in report["verdict"]["ahead"]:
        if part["unit"] in ("text", "name"):
            text = part["text"].strip()
            if found is None and text.startswith(beginnings):
                found = {"text": text, "usd_month": [], "percent": [], "times": []}
            if found is not None and text.endswith("."):
                found["text"] += text
                return found
        elif found is not None:
            found.setdefault(part["unit"], []).append(part["value"])
    return found


def near(what, found, right):
    if abs(found - right) > EXACT * abs(right) + 1e-6:
        raise Disagreement(f"{what} {found!r} right {right!r}")


def ahead(report):
    """How many amounts agree; raises where one does not."""
    company, _ = setting(report)
    if len(company.streams) != len(company.workloads) or company.restricted:
        return 0
    visitors, inputs = dict(company.workloads), company.inputs
    month = level(inputs.discount_rate, max(1, round(inputs.horizon)))
    without = least(company)
    if without is None:
        return 0
    return first(report, company, visitors, month, without) + following(report, company, visitors, month, without)


def first(report, company, visitors, month, without):
    named = {
        slug: workload.passed_on
        for slug, workload in visitors.items()
        if workload.passed_on is not None and workload.tuning == "none" and bought_today(workload.model, company.day)["kind"] == "chat"
    }
    told = said(report, ("With a cheaper model first", "A cheaper model first does not pay"))
    share = max(named.values(), default=0.0)

    def at(largest):
        company.workloads = dict(visitors)
        for slug, own in named.items():
            workload = visitors[slug]
            passed = largest * (own / share if own < share else 1.0)
            company.workloads[slug] = changed(workload, requests=workload.requests * passed)
            company.workloads[slug + "-first"] = changed(workload, quality=workload.first_quality)
        return least(company)

    cost = at(share) if named else None
    company.workloads = dict(visitors)
    if (told is None) != (cost is None):
        raise Disagreement(f"a cheaper model first: {told} right {cost!r}")
    if told is None:
        return 1
    near("a cheaper model first", told["usd_month"][0], cost * month)
    near("what it saves", told["usd_month"][1], abs(without - cost) * month)
    low, high = (share, 1.0) if cost < without else (0.0, share)
    pays = lambda largest: at(largest) < without
    if pays(high):
        low = high
    elif cost >= without and not pays(low):
        low = None
    else:
        for _ in range(STEPS):
            middle = (low + high) / 2
            low, high = (middle, high) if pays(middle) else (low, middle)
    company.workloads = dict(visitors)
    if (low is None) != ("does not pay" in told["text"]):
        raise Disagreement(f"pays up to {told} right {low!r}")
    if len(named) == 1:
        near("share", told["percent"][0], share * 100)
        if low is not None and low < 1:
            near("pays up to", told["percent"][-1], low * 100)
    elif low is not None and share > 0:
        near("pays up to", told["times"][-1], low / share)
    return 5


def following(report, company, visitors, month, without):
    told = said(report, "If you move to cheaper models as they come")
    inputs = company.inputs
    company.inputs = changed(inputs, moves="follow")
    moving = least(company)
    company.inputs = inputs
    tied = any(not (inputs.moves == "follow" or inputs.moves == "by-work" and one.shape == "coding" and one.tuning == "none") for one in visitors.values())
    saved = without - moving
    if tied and abs(saved - LEAST * without) < EXACT * without:
        return 0
    if (told is not None) != (tied and saved > LEAST * without):
        raise Disagreement(f"moving: {told} right {saved * month!r}")
    if told is None:
        return 1
    near("moving", told["usd_month"][0], moving * month)
    return 2
