"""The hosted bill of one stream at one offer, in a month without growth."""

import math
from statistics import NormalDist

NORMAL = NormalDist()
SECONDS = 730.5 * 3600


def below(score):
    return 0.5 * math.erfc(-score / math.sqrt(2))


def least_root(ratio, score):
    """The least root above 0 of s² − 2·score·s + 2·ln ratio."""
    inside = score * score - 2 * math.log(ratio)
    if inside < 0:
        return None
    return next((root for root in (score - math.sqrt(inside), score + math.sqrt(inside)) if root > 0), None)


class Lengths:
    """How prompts spread; nothing is known with neither input given."""

    def __init__(self, workload, today):
        self.mean = workload.input_tokens
        p95 = workload.input_p95
        self.shares = []
        for tier, share in zip(today.get("tiers", []), (workload.above_tier, workload.above_second_tier)):
            if share is not None:
                self.shares.append((tier["above"] / today.get("tokenizer_factor", 1), share))
        self.known = self.mean > 0 and (p95 is not None or bool(self.shares))
        self.spread = None
        if self.known:
            for limit, share in self.shares:
                if self.spread is None and 0 < share < 1 and limit > 0:
                    self.spread = least_root(limit / self.mean, NORMAL.inv_cdf(1 - share))
            if self.spread is None and p95 is not None and p95 > self.mean:
                self.spread = least_root(p95 / self.mean, 1.6448536269514727)

    def above(self, limit):
        """The part of the prompts longer than a limit, and of the tokens in them."""
        if limit <= 0:
            return 1.0, 1.0
        if self.spread:
            z = (math.log(limit / self.mean) + self.spread**2 / 2) / self.spread
            prompts, tokens = below(-z), below(self.spread - z)
        else:
            prompts = tokens = 1.0 if self.mean > limit else 0.0
        for at, share in self.shares:
            if abs(at / limit - 1) < 1e-9:
                if share in (0.0, 1.0):
                    return share, share
                least = share * max(limit / self.mean, 1.0)
                return share, min(max(tokens, least) if self.spread else least, 1.0)
        return prompts, tokens


def prices(row, own):
    """The four prices with no tier reached."""
    at = own.get("input", row["input"]) if own.get("input") is not None else row["input"]
    scale = at / row["input"] if row["input"] > 0 else 1.0
    read = own.get("cached")
    if read is None:
        read = row["cached_read"] * scale if "cached_read" in row else at
    write = row["cache_write"] * scale if "cache_write" in row else at
    out = own.get("output")
    return at, read, write, row["output"] if out is None else out


def in_tier(row, own, tier):
    """The four prices in a tier; own ones keep their proportion to the list's."""

    def over(mine, listed):
        return mine / listed if mine is not None and listed > 0 else 1.0

    at = tier["input"]
    dearer = over(at, row["input"])
    read = tier.get("cached_read", row["cached_read"] * dearer if "cached_read" in row else at)
    write = tier.get("cache_write", row["cache_write"] * dearer if "cache_write" in row else at)
    mine = over(own.get("input"), row["input"])
    cached = own.get("cached")
    if cached is None:
        read *= mine
    elif row.get("cached_read", 0) > 0:
        read *= cached / row["cached_read"]
    else:
        read = cached * dearer
    return at * mine, read, write * mine, tier["output"] * over(own.get("output"), row["output"])


def mixed(row, own, lengths, tokens):
    """The means of the tiers' prices."""
    levels = [prices(row, own)] + [in_tier(row, own, tier) for tier in row.get("tiers", [])]
    read, written = [1.0], [1.0]
    for tier in row.get("tiers", []):
        limit = tier["above"]
        if lengths.known:
            above, inside = lengths.above(limit / row.get("tokenizer_factor", 1))
        else:
            above = inside = 1.0 if tokens > limit else 0.0
        if row.get("tier_style") == "cliff":
            parts = (inside, above)
        else:
            beyond = min(max(inside - above * limit / max(tokens, 1.0), 0.0), 1.0)
            parts = (beyond, beyond)
        read.append(min(parts[0], read[-1]))
        written.append(min(parts[1], written[-1]))
    read.append(0.0)
    written.append(0.0)
    return [
        sum(levels[at][price] * (held[at] - held[at + 1]) for at in range(len(levels)))
        for price, held in enumerate((read, read, read, written))
    ]


def peak_share(week, ranges):
    """The part of a week's load in a host's weekday hours."""
    pairs = list(zip(ranges[::2], ranges[1::2]))
    inside = [h for h in range(120) if any(start <= h % 24 < end for start, end in pairs)]
    return sum(week[h] for h in inside) / 168


def bill(company, workload, part, how, row, week, today):
    """By line, USD a month."""
    inputs = company.inputs
    yours = how in ("today", "well")
    own = (
        {"input": workload.price_input, "output": workload.price_output, "cached": workload.price_cached} if yours else {}
    )
    factor = row.get("tokenizer_factor", 1)
    count = requests(inputs, workload, part)
    tokens_in = workload.input_tokens * factor
    cached = workload.cached
    written = min(workload.cache_writes, 1 - cached)
    at, read, write, _ = prices(row, own)
    used = workload.caching_today == "yes" if how == "today" else cached * (at - read) > written * (write - at)
    if not used:
        cached = written = 0.0
    at, read, write, out = mixed(row, own, Lengths(workload, today), tokens_in)
    lines = {
        "input": count * tokens_in * (1 - cached - written) * at / 1e6,
        "cached_read": count * tokens_in * cached * read / 1e6,
        "cache_write": count * tokens_in * written * write / 1e6,
        "output": count * workload.output_tokens * factor * out / 1e6,
        "reasoning": count * workload.reasoning_tokens * factor * out / 1e6,
        "searches": count * row.get("per_request", 0),
    }
    whole = sum(lines.values())
    batched = workload.waiting if how != "today" or workload.batching_today == "yes" else 0.0
    lines["batch"] = -whole * batched * row.get("batch_discount", 0)
    peak = peak_share(week, row["peak_hours"]) * (1 - batched) if row.get("peak_hours") else 0.0
    times = 1 + peak * (row.get("peak_factor", 1) - 1)
    if inputs.in_region == "yes" or company.restricted:
        times *= 1 + row.get("region_surcharge", 0.1)
    if row["host"] in company.hosts:
        times *= 1 - inputs.committed_discount
    times *= (1 + inputs.gateway_fee) * max(0.0, 1 + inputs.api_price_change)
    lines["adjustments"] = (whole + lines["batch"]) * (times - 1)
    return lines


def requests(inputs, workload, part):
    return workload.requests * inputs.volume_factor * (1 + inputs.retries) * part
