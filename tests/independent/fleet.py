"""From load to replicas: the week, staffing, schedules, a base load, and what failures lose."""

import functools
import math

from company import SHAPES

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def even(hours):
    mean = math.fsum(hours) / 168
    return [hour / mean for hour in hours]


def week(workload):
    """A workload's 168 hours over their mean, bent to its peak."""
    return bent_week(workload.shape, workload.peak_to_average)


@functools.lru_cache(maxsize=None)
def bent_week(shape, peak):
    base = even(SHAPES[shape])
    if peak is None:
        return base
    if max(base) < 1.001:
        base = even(SHAPES["chat"])
    if abs(max(base) - peak) < 1e-9 or all(hour in (0, max(base)) for hour in base):
        return base
    bent = lambda power: even([(hour / max(base)) ** power if hour > 0 else 0.0 for hour in base])
    low, high = 0.0, 24.0
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if max(bent(middle)) < peak else (low, middle)
    return bent((low + high) / 2)


class Work:
    """Replicas of interactive work by the hour, the mean of what may wait, and what one replica is."""

    def __init__(self, hours, waiting, slots, beside, requests):
        self.hours, self.waiting, self.beside, self.requests = hours, waiting, beside, requests
        self.slots = min(max(slots, 1.0), 1e6)
        self.mean = math.fsum(hours) / 168
        self.all = self.mean + waiting


class Service:
    def __init__(self, inputs):
        whole = lambda number: math.floor(number + 0.5)
        self.burst = max(1.0, inputs.minute_burst)
        self.spare, self.share = whole(inputs.spare_replicas), inputs.spare_capacity
        self.regions = max(1, whole(inputs.regions))
        self.startup = inputs.startup

    def serving(self, load, slots):
        busy = load * self.burst
        if busy <= 0:
            return 0
        return max(1, math.ceil(busy + self.margin(busy, slots) - 1e-9))

    @staticmethod
    def margin(busy, slots):
        return 1.645 * math.sqrt(busy / slots) + 0.8 / slots

    def spared(self, count):
        if count <= 0:
            return 0
        return self.regions * (count + max(self.spare, math.ceil(self.share * count - 1e-9)))

    def always(self, work, volume):
        share = volume / self.regions
        need = self.serving(max(work.hours) * share, work.slots)
        if work.waiting > 0:
            days = []
            for day in range(7):
                inside = 0.0
                for load in work.hours[day * 24 : day * 24 + 24]:
                    inside += self.serving(load * share, work.slots) * (1 - work.beside)
                    inside += load * share * self.burst * work.beside
                days.append(share * work.waiting + inside / 24)
            need = max(need, math.ceil(max(days) - 1e-9))
        return self.spared(need)

    def hourly(self, work, volume, to_zero, whole=0):
        """Replica-hours a month; those paid for, where replicas are paid in wholes of so many."""
        def paid(count):
            all_of_them = self.spared(count)
            return math.ceil(all_of_them / whole - 1e-9) * whole if whole else all_of_them

        share = volume / self.regions
        sleepless = min(work.hours) * share * work.requests >= 20
        floor = 0 if to_zero and not sleepless else 1
        serving = [self.serving(load * share, work.slots) for load in work.hours]
        need = [max(count, floor) for count in serving]
        hours = paid(floor) * 168
        levels = sorted({count for count in need if count > floor}, reverse=True)
        for at, count in enumerate(levels):
            below = levels[at + 1] if at + 1 < len(levels) else floor
            on = [one >= count for one in need]
            held = sum(on)
            runs = 0 if held == 168 else sum(now and not on[h - 1] for h, now in enumerate(on))
            hours += (paid(count) - paid(below)) * (held + min(runs * self.startup, 168 - held))
        if floor == 0 and math.isfinite(work.requests):
            for load, count in zip(work.hours, serving):
                expected = load * share * work.requests
                if 0 < expected < 20 and count <= 1:
                    idle = math.exp(-expected)
                    hours -= paid(1) * idle * max(0.0, 1 - self.startup * (1 - idle))
        if work.waiting > 0:
            for day in range(7):
                slack = 0.0
                for h in range(day * 24, day * 24 + 24):
                    slack += (serving[h] - work.hours[h] * share * self.burst) * work.beside
                    slack += max(0, floor - serving[h])
                hours += max(0.0, 24 * share * work.waiting - slack) * self.regions
        month = hours / 168 * 730.5
        return min(month, self.hourly(work, volume, False, whole)) if floor == 0 else month

    def base(self, work, volume, replicas):
        """The overflow of a base load."""
        half = 1.645 / (2 * math.sqrt(work.slots))
        each = max(0.0, replicas / self.regions - 0.8 / work.slots)
        busiest = self.regions * (math.sqrt(half * half + each) - half) ** 2
        level = busiest / self.burst
        carried = volume * math.fsum(min(load, level / volume) for load in work.hours) / 168
        waiting = volume * work.waiting
        if waiting > 0:
            busy = carried * self.burst
            margin = self.regions * (self.margin(busy / self.regions, work.slots) + 1)
            serving = min(busy + margin, replicas) if busy > 0 else 0.0
            shared = max(0.0, min(serving, busiest) - busy) * work.beside
            waiting = min(waiting, replicas - serving + shared)
        return min(max(1 - (carried + waiting) / (volume * work.all), 0.0), 1.0)

    def base_load(self, work, volume, priced, elsewhere):
        """Replicas that cost least with what overflows, and that overflow. Every number is tried; `priced` is what one costs."""
        all_ = volume * work.all
        if all_ <= 0:
            return 0, 1.0
        best = (all_ * elsewhere, 0, 1.0)
        count = 0
        # More than holds everything is never cheaper; nor is more than the whole bill buys.
        most = self.always(work, volume) + self.regions * (2 + math.ceil(volume * work.waiting))
        while count < most and priced(count) < all_ * elsewhere:
            count += self.regions
            over = self.base(work, volume, count)
            cost = priced(count) + over * all_ * elsewhere
            if cost < best[0]:
                best = (cost, count, over)
        if best[1] == 0:
            return self.regions, self.base(work, volume, self.regions)
        return best[1:]

    def failed(self, work, volume, up, replicas):
        """The part of the work that failing replicas lose; `replicas` gives those that stand at an hour's load."""
        interactive = max(work.hours) > 0
        known, total = {}, 0.0
        for load in work.hours:
            load = (load if interactive else work.waiting) * volume
            if load not in known:
                count = max(1, replicas(load))
                known[load] = lost(count, up, max(load, 1.0))
            total += known[load]
        return total / 168


def lost(count, up, load):
    """Expected part lost where `count` independent replicas, each up that part of the hours, meet a load."""
    if up >= 1:
        return 0.0
    if up <= 0:
        return 1.0
    total = 0.0
    for working in range(min(count, math.ceil(load) - 1), -1, -1):
        ways = math.lgamma(count + 1) - math.lgamma(working + 1) - math.lgamma(count - working + 1)
        chance = math.exp(ways + working * math.log(up) + (count - working) * math.log1p(-up))
        total += chance * (1 - working / load)
        if chance < 1e-25 and working < count * up:
            break
    return total
