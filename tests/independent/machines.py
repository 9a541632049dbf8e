"""What GPUs cost: rent by the hour, or bought, powered, replaced and sold."""

import math

from company import CATALOG, GPUS
from months import level

SPOT_LOST = 0.175 * 24 / 730.5


def quotes(gpu, billing, provider, day):
    """The median quote and the fewest GPUs of it; None where there is none."""
    latest = {}
    for row in CATALOG["rents"]:
        if row["gpu"] != gpu or row["from"] > day or row["billing"] != billing:
            continue
        key = (row["provider"], row["gpus_min"], row.get("region"))
        if key not in latest or latest[key]["from"] < row["from"]:
            latest[key] = row
    wanted = (lambda market: market == provider) if billing == "on-demand" else (lambda market: market != "marketplace")
    found = [(row["hour"], max(1, row["gpus_min"])) for row in latest.values() if wanted(row["market"])]
    # Of equal hours the order of the catalog counts; sorting by the hour alone keeps it.
    found.sort(key=lambda quote: quote[0])
    return found[(len(found) - 1) // 2] if found else None


class Gpu:
    """A kind of GPU paid in one way."""

    def __init__(self, company, gpu, pay):
        inputs = company.inputs
        self.inputs, self.pay, self.owned = inputs, pay, pay == "owned"
        self.change = max(0.0, 1 + inputs.gpu_price_change)
        self.node = 1
        if self.owned:
            rows = [row for row in CATALOG["purchases"] if row["gpu"] == gpu and row["from"] <= company.day]
            self.server = max(rows, key=lambda row: row["from"])["price"] * self.change
            kilowatts = GPUS[gpu].get("watts", 700) / 1000 * 1.8
            drawn = kilowatts * 0.7 * inputs.pue * inputs.electricity * 730.5
            self.power = kilowatts * inputs.colo + drawn + inputs.replacement_rate / 12 * 1.12 * self.server
            kept = self.server * (1 - inputs.resale_decay) ** inputs.gpu_life
            net = 1.12 * self.server - kept * (1 + inputs.discount_rate) ** -inputs.gpu_life
            self.month = net * level(inputs.discount_rate, 12 * inputs.gpu_life) + self.power
        else:
            own = inputs.gpu_hour if pay == "on-demand" else None
            quote = None if own is not None else quotes(gpu, pay, inputs.provider, company.day)
            hour, self.node = (own, 1) if own is not None else quote
            self.hour = hour * self.change
            if pay == "spot":
                self.hour *= 1 + SPOT_LOST + 0.175 * inputs.startup / 730.5

    def whole(self, gpus):
        return math.ceil(gpus / self.node - 1e-9) * self.node

    def overhead(self, gpus):
        """What storage, network and logs come to beside so many GPUs of one fleet, in months of a GPU."""
        inputs = self.inputs
        if inputs.overhead is not None:
            return inputs.overhead * gpus
        return inputs.overhead_small * min(gpus, 8) + inputs.overhead_large * max(0, gpus - 8)

    def together(self, gpus, rent):
        """What so many GPUs cost a month, overhead with it."""
        each = self.month if self.owned else self.hour * 730.5 * rent
        return each * (gpus + self.overhead(gpus))


class Owned:
    """GPUs of one fleet as they are bought, age and are sold."""

    def __init__(self, gpu, mine):
        self.gpu, self.inputs, self.batches, self.mine = gpu, gpu.inputs, [], mine
        self.life = gpu.inputs.gpu_life * 12

    def worth(self, batch, t):
        month, _, age, new = batch
        return new * (1 - self.inputs.resale_decay) ** (age + (t - month) / 12)

    def month(self, t, need, rent):
        """What is paid for hardware in month t (from 0), and how many GPUs are there."""
        paid, kept = 0.0, []
        for batch in self.batches:
            if t - batch[0] + batch[2] * 12 >= self.life:
                paid -= self.worth(batch, t) * batch[1]
            else:
                kept.append(batch)
        self.batches = kept
        missing = need - sum(batch[1] for batch in kept)
        if missing > 0:
            age = 1 + t / 12
            mine = min(self.mine, missing) if age * 12 < self.life else 0
            self.mine -= mine
            for batch in ((t, mine, age, self.gpu.server), (t, missing - mine, 0.0, self.gpu.server * rent)):
                if batch[1] > 0:
                    self.batches.append(batch)
                    paid += self.worth(batch, t) * batch[1] * (1.12 if batch[2] == 0 else 1)
        return paid, sum(batch[1] for batch in self.batches)

    def sold(self, months):
        return sum(self.worth(batch, months) * batch[1] for batch in self.batches)
