"""Random companies, as links: every input is asked for now and then, from a seed."""

import json
import random

from allowed import BOUGHT, GPUS, NUMBERS, PLAIN, QUALITIES, SMALL, WHOLE, WORDS, WORKLOAD
from company import CATALOG, MODELS, in_force, retired


def number(rng, ends, whole=False):
    low, high = ends
    if whole:
        return str(rng.randint(low, high))
    value = rng.uniform(low, high)
    if high > 100 and low >= 0:
        value = max(low, 10 ** rng.uniform(0, len(str(int(high))) - 0.3)) if low < 100 else value
    return f"{min(max(value, low), high):.4g}" if high < 1e4 else str(round(min(max(value, low), high)))


def globals_(rng, pairs):
    for name in rng.sample(sorted(NUMBERS), rng.randint(2, 14)):
        pairs[name] = number(rng, NUMBERS[name], name in WHOLE)
    for name in rng.sample(sorted(WORDS), rng.randint(0, 3)):
        pairs[name] = rng.choice(WORDS[name])
    # Half of the companies move, whatever they do.
    if rng.random() < 0.5:
        pairs["moves"] = "follow"
    if rng.random() < 0.1:
        # A rule that binds, one that restricts, and two that do neither.
        pairs["regime"] = rng.choice(["air-gap", "written-order", "itar", "gdpr"])
        if rng.random() < 0.8:
            pairs["clause"] = "Article 9"
        pairs["premises"] = rng.choice(["unknown", "rented", "owned"])


def workload(rng, slug, pairs, models, volume):
    low, high = volume
    pairs[f"{slug}.requests"] = str(round(10 ** rng.uniform(low, high)))
    pairs[f"{slug}.model"] = rng.choice(models)
    pairs[f"{slug}.shape"] = rng.choice(["chat", "coding", "flat", "office"])
    pairs[f"{slug}.quality"] = rng.choice(QUALITIES)
    for name in rng.sample(sorted(WORKLOAD), rng.randint(1, 8)):
        pairs[f"{slug}.{name}"] = number(rng, WORKLOAD[name])
    if rng.random() < 0.3:
        pairs[f"{slug}.caching_today"] = "no"
    if rng.random() < 0.3:
        pairs[f"{slug}.batching_today"] = "yes"
    if rng.random() < 0.1:
        pairs[f"{slug}.tuning"] = rng.choice(["adapter", "private"])


def chat_models():
    return sorted(id_ for id_, row in in_force(CATALOG["asof"]).items() if row["kind"] == "chat")


def any_models():
    """All on sale, and some that are no longer."""
    gone = {row["id"] for row in CATALOG["hosted"] if retired(row, CATALOG["asof"])}
    return sorted(in_force(CATALOG["asof"])) + sorted(gone)


def tiered():
    return sorted(
        id_ for id_, row in in_force(CATALOG["asof"]).items() if row.get("tiers") or row.get("peak_hours") or "cache_write" in row
    )


def buying(rng):
    """One to four workloads, everything about hosts."""
    pairs = {}
    slugs = ["a", "b", "c", "d"][: rng.randint(1, 4)]
    pairs["workloads"] = ",".join(slugs)
    globals_(rng, pairs)
    models = rng.choice([any_models(), chat_models(), tiered()])
    for slug in slugs:
        workload(rng, slug, pairs, models, (2, 8))
    # Nothing to run: the search is somebody else's question.
    pairs["gpu"] = "a10"
    return pairs


def ahead(rng):
    """As buying, with a cheaper model first where one can be."""
    pairs = buying(rng)
    pairs.pop("regime", None)
    for slug in pairs["workloads"].split(","):
        pairs[f"{slug}.name"] = rng.choice(["Chat", "Code review", "2nd line"])
        if rng.random() < 0.6:
            pairs[f"{slug}.passed_on"] = number(rng, (0, 100))
            pairs[f"{slug}.first_quality"] = rng.choice(QUALITIES[:-1])
            pairs[f"{slug}.quality"] = rng.choice(["strong", "frontier", "same"])
    return pairs


def altered():
    """The catalog with what no row of it has today: marginal tiers, and announced steps within a month."""
    catalog = json.loads(json.dumps(CATALOG))
    for at, row in enumerate(catalog["hosted"]):
        if row.get("tiers"):
            row["tier_style"] = ("cliff", "marginal")[at % 2]
        if row.get("announced"):
            row["from"] = row["from"][:8] + "17"
    return catalog


def steps(rng):
    """As buying, at the altered catalog."""
    pairs = buying(rng)
    found = sorted(id_ for id_, row in in_force(CATALOG["asof"]).items() if row.get("tiers"))
    found += [row["id"] for row in CATALOG["hosted"] if row.get("announced")] * 4
    for slug in pairs["workloads"].split(","):
        pairs[f"{slug}.model"] = rng.choice([id_ for id_ in found if id_ in in_force(CATALOG["asof"])])
        pairs[f"{slug}.input_tokens"] = number(rng, (1000, 300_000))
    return pairs


def running(rng):
    """One workload on a fleet whose throughput is predicted."""
    pairs = {"workloads": "a"}
    globals_(rng, pairs)
    workload(rng, "a", pairs, chat_models(), (3, 7.3))
    pairs["a.quality"] = rng.choice(["any", "any", "basic"])
    pairs["a.open_model"] = rng.choice(SMALL)
    pay(rng, pairs)
    return pairs


def pay(rng, pairs):
    pairs["payment"] = rng.choice(["on-demand", "reserved", "spot", "owned", "auto"])
    pairs["gpu"] = rng.choice(BOUGHT if pairs["payment"] in ("owned", "auto") else GPUS)
    pairs["schedule"] = rng.choice(["always", "hourly", "zero", "auto", "auto"])


def measured(rng, most=1):
    """Workloads on one model and GPU whose throughput was measured: everything can be worked out here."""
    pairs = {}
    slugs = ["a", "b", "c", "d"][:most]
    pairs["workloads"] = ",".join(slugs)
    globals_(rng, pairs)
    pairs.pop("regime", None)
    models = chat_models()
    small = [one for one in SMALL if MODELS[one]["total"] < 16]
    model = rng.choice(small)
    for slug in slugs:
        workload(rng, slug, pairs, models, (3.5, 7.3 if most == 1 else 6.8))
        pairs[f"{slug}.open_model"] = model
        pairs[f"{slug}.input_tokens"] = number(rng, (50, 4000))
        pairs[f"{slug}.output_tokens"] = number(rng, (20, 1000))
        pairs.pop(f"{slug}.reasoning_tokens", None)
        pairs.pop(f"{slug}.input_p95", None)
        pairs.pop(f"{slug}.tuning", None)
        pairs[f"{slug}.throughput"] = number(rng, (500, 9000))
        pairs[f"{slug}.latency"] = "100"
        if rng.random() < 0.3:
            # A load test that says when answers began.
            pairs[f"{slug}.first_token"], pairs[f"{slug}.first_token_measured"] = number(rng, (0.3, 5)), number(rng, (0.3, 5))
        if rng.random() < 0.2:
            pairs[f"{slug}.throughput_gpus"] = rng.choice(["1", "2", "4"])
    pay(rng, pairs)
    if most > 1 and rng.random() < 0.6:
        # Two models side by side, which may share GPUs. Their tests were of one GPU.
        for slug in slugs:
            pairs[f"{slug}.open_model"] = rng.choice(PLAIN)
            pairs.pop(f"{slug}.throughput_gpus", None)
        # Every way is tried here: of four workloads only where ways to pay are few.
        if most == 4 and pairs["payment"] == "auto":
            pairs["payment"] = "reserved"
        if rng.random() < 0.5:
            pairs["schedule"] = "always"
    pairs["gpu"] = rng.choice(BOUGHT if pairs["payment"] in ("owned", "auto") else ["h100", "h200", "l40s", "a100-80"])
    if pairs["payment"] == "owned" and rng.random() < 0.5:
        pairs["owned_gpus"] = str(rng.randint(1, 12))
    return pairs


def crossing(rng):
    """One measured workload whose fleet is always on: cheap enough to look at hundreds of volumes."""
    pairs = measured(rng)
    for name in ("outage_cost", "owned_gpus"):
        pairs.pop(name, None)
    pairs["horizon"] = str(rng.randint(3, 36))
    pairs["build_months"] = number(rng, (0, 6))
    pairs["schedule"] = "always"
    # Dear tokens and few who could take their place, so that either side may win.
    pairs["a.model"] = rng.choice(["anthropic/claude-sonnet-5.5", "openai/gpt-6-sol", "anthropic/claude-opus-5"])
    pairs["a.quality"] = rng.choice(["good", "strong", "strong", "frontier"])
    pairs["a.input_tokens"] = number(rng, (300, 4000))
    pairs["a.output_tokens"] = number(rng, (100, 1000))
    pairs["a.requests"] = str(round(10 ** rng.uniform(5, 7)))
    return pairs


def uncertain(rng):
    """One measured workload with one way to run it, so that no plan is chosen anew."""
    pairs = crossing(rng)
    pairs["payment"] = rng.choice(["on-demand", "reserved", "owned"])
    pairs["gpu"] = rng.choice(BOUGHT)
    pairs["a.quality"] = "frontier"
    if rng.random() < 0.5:
        # Nearly all that moves a bill is known, so that what following saves decides.
        pairs.update({"volume_factor": "0.95~1.05", "growth": "0~4", "retries": "1.9~2.1", "api_drift": "-1~1"})
        pairs.update({"a.cached": "49~51", "moves": "follow", "horizon": "36"})
        return pairs
    if rng.random() < 0.3:
        pairs["a.requests"] = f"{number(rng, (3e5, 9e5))}~{number(rng, (1e6, 5e6))}"
    if rng.random() < 0.3:
        pairs[rng.choice(["api_drift", "gpu_drift"])] = f"{number(rng, (-30, 0))}~{number(rng, (5, 30))}"
    if rng.random() < 0.3:
        pairs["a.measured"] = rng.choice(["yes", "not-requests", "not-model", "neither"])
    if rng.random() < 0.5:
        pairs["follow_fall"], pairs["own_fall"] = "-90~-20", "-60~0"
    return pairs


def link(pairs):
    """The pairs as a link, of who stays on a model: moving to cheaper ones is not worked out a second time."""
    pairs.setdefault("moves", "follow")
    return "&".join(f"{key}={value.replace(' ', '+')}" for key, value in pairs.items())


def companies(seed, count):
    """So many links, each with its kind."""
    rng = random.Random(seed)
    kinds = {"buying": buying, "running": running, "measured": measured, "crossing": crossing, "odds": uncertain, "steps": steps, "ahead": ahead}
    kinds["portfolio"] = lambda rng: measured(rng, rng.choice([2, 2, 3, 3, 4]))
    order = ["buying", "running", "measured", "portfolio", "running", "buying", "running", "crossing", "measured", "steps"]
    found = []
    for at in range(count):
        name = {49: "odds", 24: "odds", 10: "ahead", 30: "ahead", 45: "ahead"}.get(at % 50, order[at % 10])
        found.append((name, link(kinds[name](rng))))
    return found
