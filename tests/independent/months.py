"""Months: growth, drift, discounting, the build, and what a level month is."""

import math


class Months:
    def __init__(self, inputs):
        self.count = count = min(max(math.floor(inputs.horizon + 0.5), 1), 120)
        path = lambda change: [max(0.0, 1 + change) ** (t / 12) for t in range(count)]
        self.discount = [(1 + inputs.discount_rate) ** (-(t + 1) / 12) for t in range(count)]
        self.volume, self.hosted, self.rent = path(inputs.growth), path(inputs.api_drift), path(inputs.gpu_drift)
        # In a draw: the logarithm of what prices and rents moved by, in force from month 1 + 3, 9, 15 ... on.
        moved = lambda path, walk: [price * math.exp(walk((t + 3) // 6 / 2)) for t, price in enumerate(path)]
        self.hosted = moved(self.hosted, inputs.walks.get("api_drift", lambda years: 0.0))
        self.rent = moved(self.rent, inputs.walks.get("gpu_drift", lambda years: 0.0))
        work = inputs.build_months * inputs.overrun
        work *= inputs.marginal_share if inputs.ml_ops == "platform" else 1
        hiring = inputs.time_to_hire / 30.4375 if inputs.ml_ops == "none" else 0
        wages = work * inputs.build_team * inputs.engineer_cost / 12
        slip = work * inputs.build_team / max(inputs.product_team, inputs.build_team, 0.5)
        self.build, self.wages = work + hiring, wages
        self.delay = max(0.0, slip * inputs.cost_of_delay - wages)
        self.span = max(1, min(math.ceil(self.build), count))
        self.building = [min(max(self.build - t, 0.0), 1.0) for t in range(count)]
        self.running = [1 - part for part in self.building]
        self.first = next((t for t, running in enumerate(self.running) if running > 0), count)
        self.rate = inputs.discount_rate

    def year(self, t):
        """The first month of month t's contract year: whoever reserves signs when replicas begin."""
        return self.first + (t - self.first) // 12 * 12

    def present(self, amounts):
        return math.fsum(amount * worth for amount, worth in zip(amounts, self.discount))


def level(rate, months):
    """What a month each dollar of today is."""
    monthly = (1 + rate) ** (1 / 12) - 1
    return 1 / months if abs(monthly) < 1e-12 else monthly / (1 - (1 + monthly) ** -months)
