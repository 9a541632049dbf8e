"""What running costs, and a whole plan."""

import math

import fleet
import hosted
import pools
from buying import Buying
from ledger import Ledger
from machines import SPOT_LOST, Gpu, Owned


class Costs(Buying):
    """Costs of plans of one company at one multiple of volume."""

    def work(self, setup, streams):
        hours, waiting, paced, slots, rates, busy = [0.0] * 168, 0.0, 0.0, math.inf, 0.0, 0.0
        for stream in streams:
            rate, full, most = setup.carried(stream)
            a_second = stream.count / hosted.SECONDS
            now, later = a_second * (1 - stream.workload.waiting), a_second * stream.workload.waiting
            hours = [known + now / rate * hour for known, hour in zip(hours, stream.week)]
            waiting += later / full
            paced += later / rate
            rates, busy = rates + now, busy + now / rate
            slots = min(slots, most)
        beside = min(max(waiting / paced, 0.0), 1.0) if paced > 0 else 1.0
        return fleet.Work(hours, waiting, slots, beside, rates / busy * 3600 if busy > 0 else math.inf)

    def add_group(self, book_, setup, streams, pay, run, hosts):
        """One group on GPUs of its own; `hosts` has the offer that is cheapest over the horizon for each stream. Gives its
        GPUs by month."""
        self.add_upkeep(book_, streams, run, hosts)
        return self.add_fleet(book_, setup, streams, pay, run, hosts, self.work(setup, streams), streams)

    def add_upkeep(self, book_, streams, run, hosts):
        """What a group takes beside its GPUs: what is bought while it is built, upgrades, moving, lag."""
        inputs, months = self.inputs, self.months
        if months.building[0] > 0:
            for stream in streams:
                offer = self.interim(stream, hosts[stream] if run == "burst" else None)
                if offer is not None:
                    self.add_offer(book_, offer, months.building)
        for t, running in enumerate(months.running):
            for stream in streams:
                book_.add("evaluation", t, inputs.upgrades / 12 * inputs.eval_cycle * stream.part * running)
                if stream.closed:
                    behind = inputs.model_lag + 6 / max(inputs.upgrades, 0.1)
                    book_.add("lag", t, inputs.lag_value * behind * stream.weight * running)
            work = inputs.upgrade_effort / 52 * inputs.engineer_cost
            book_.add("upgrades", t, inputs.upgrades / 12 * work * running)
        for stream in streams:
            self.add_move(book_, stream)

    def add_fleet(self, book_, setup, streams, pay, run, hosts, load, served):
        """A group's GPUs, which carry the load of all streams that are `served`, and what overflows from them."""
        inputs, months, service = self.inputs, self.months, self.service
        gpu = Gpu(self.company, setup.gpu, pay)
        owned = Owned(gpu, self.mine) if gpu.owned else None
        up = inputs.own_uptime * (1 - SPOT_LOST if pay == "spot" else 1)
        counts, overflow = [0] * months.count, [0.0] * months.count
        for t, running in enumerate(months.running):
            if running <= 0:
                continue
            volume = self.scale * months.volume[t] * self.lighter[t]
            asked = months.rent[months.year(t) if pay == "reserved" else t]
            over = 0.0
            if run == "burst":
                bill = sum(sum(hosts[stream].bills()[t].values()) * self.followed(stream)[t] for stream in streams)
                bill *= months.hosted[t] / self.lighter[t]
                replicas, over = service.base_load(load, volume, lambda count: gpu.together(count * setup.gpus, asked), bill / load.all)
                hours = replicas * 730.5
                overflow[t] = over * running
            elif run == "always":
                sized = volume
                if pay == "reserved":
                    year = months.year(t)
                    work = [months.volume[at] * self.lighter[at] for at in range(year, min(year + 12, months.count))]
                    sized = self.scale * max(work)
                replicas = service.always(load, sized)
                hours = replicas * 730.5
            else:
                replicas = service.always(load, volume)
                part = gpu.node / setup.gpus
                hours = service.hourly(load, volume, run == "zero", 0 if (1 / part).is_integer() else part)
            count = gpu.whole(replicas * setup.gpus)
            counts[t] = count
            self.add_outage(book_, t, served, load, volume, run, replicas, over, up)
            if owned:
                paid, there = owned.month(t, count, months.rent[t])
                book_.add("hardware", t, paid)
                book_.add("power", t, gpu.power * there * running)
                book_.add("overhead", t, gpu.overhead(count) * gpu.month * running)
            else:
                paid = count * 730.5 if run in ("always", "burst") else hours * setup.gpus
                book_.add("gpus", t, paid * gpu.hour * asked * running)
                book_.add("overhead", t, gpu.overhead(paid / 730.5) * 730.5 * gpu.hour * asked * running)
        if owned:
            self.mine = owned.mine
            book_.add("hardware", months.count - 1, -owned.sold(months.count))
        if run == "burst":
            for stream in streams:
                host = hosts[stream]
                self.add_tokens(book_, host, overflow)
                self.add_changes(book_, stream, months.running)
                there = months.building[0] > 0 and self.interim(stream, host) is host
                if host.moved and not there:
                    self.add_move(book_, stream)
        return counts

    def add_outage(self, book_, t, streams, load, volume, run, replicas, over, up):
        inputs, service = self.inputs, self.service
        if inputs.outage_cost <= 0:
            return
        hosted_part = 0.0
        if run == "burst":
            failed = 1 - up * (1 - self.incidents)
            own = (1 - over) * failed * (1 - inputs.api_uptime)
            hosted_part = over * self.lost_hosted
        else:
            if run == "always":
                stands = lambda _: replicas
            else:
                least = service.spared(1)
                stands = lambda x: max(least, service.spared(service.serving(x / service.regions, load.slots)))
            failed = service.failed(load, volume, up, stands)
            own = 1 - (1 - failed) * (1 - self.incidents)
        for stream in streams:
            helped = 1.0 if run == "burst" or stream.own_only else self.standby
            lost = (own * helped + hosted_part) * stream.weight
            book_.add("outage", t, lost * 730.5 * inputs.outage_cost * self.months.running[t])

    def add_common(self, book_, counts):
        """The build, and people for all GPUs together."""
        inputs, months, share = self.inputs, self.months, self.share
        for t in range(months.span):
            book_.add("build", t, months.wages / months.span)
            book_.add("delay", t, months.delay / months.span)
        small, medium, large = inputs.run_people_small, inputs.run_people_medium, inputs.run_people_large
        wage = inputs.engineer_cost
        missing = 0.0 if inputs.ml_ops == "platform" else 1 - inputs.rota_absorbed
        for t, gpus in enumerate(counts):
            running = months.running[t]
            if gpus <= 0 or running <= 0:
                continue
            crew = small if gpus <= 8 else max(small, medium) if gpus <= 64 else max(small, medium, large)
            crew += max(0, gpus - 64) / inputs.run_people_more
            book_.add("people", t, crew * share * wage / 12 * running)
            book_.add("rota", t, max(0.0, inputs.rota * missing - crew * share) * wage / 12 * running)
            pager = 2 * inputs.oncall_stipend * 30.4375 / 7 * missing
            incidents = inputs.incidents * share + 0.115 * math.ceil(gpus / 8)
            book_.add("on_call", t, (pager + incidents * inputs.incident_hours * wage / 2080) * running)

    # ---- plans ----
    def plan(self, bought, groups, hosts):
        """Lines of a plan: offers bought, and groups as (setup, streams, pay, run)."""
        made = Ledger(self.months)
        for offer in bought:
            self.add_offer(made, offer, [1.0] * self.months.count)
        counts = [0] * self.months.count
        self.mine = self.inputs.owned_gpus
        joined = pools.form(self, groups)
        for at, (setup, streams, pay, run) in enumerate(groups):
            self.add_upkeep(made, streams, run, hosts)
            load, served = pools.together(self, [(setup, streams)]), streams
            for places, shared in joined:
                if at in places:
                    # A guest's work is done on its host's GPUs.
                    load = shared if at == places[0] else None
                    served = [stream for place in places for stream in groups[place][1]]
            if load is not None:
                more = self.add_fleet(made, setup, streams, pay, run, hosts, load, served)
                counts = [one + other for one, other in zip(counts, more)]
        if groups:
            self.add_common(made, counts)
        return made

    def told(self, bought, groups, hosts):
        """The same as a report tells it, what newer open models save in a line of its own."""
        made = self.plan(bought, groups, hosts)
        if not groups:
            return made
        return made.told(Costs(self.company, self.scale, own_fall=0.0).plan(bought, groups, hosts))
