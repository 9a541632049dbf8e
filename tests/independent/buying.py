"""What buying costs: tokens month by month, and the work and risk beside them."""

import fleet
import following
from company import is_open
from ledger import Ledger
from months import Months

# "A second vendor that works nine times in ten when it is needed", and the hours of work for each hour that a service is down.
SECOND_WORKS, WORK_PER_DOWNTIME = 0.9, 6


class Buying:
    """Costs of what one company buys at one multiple of volume."""

    def __init__(self, company, scale=1.0, own_fall=None):
        inputs = company.inputs
        self.company, self.inputs, self.scale = company, inputs, scale
        company.months = self.months = Months(inputs)
        self.service = fleet.Service(inputs)
        self.left, self.kept = {}, {}
        fall = inputs.own_fall if own_fall is None else own_fall
        # Groups share servers, so every stream that could run on them has its say.
        self.lighter = following.run(inputs, company.runnable, company.day, self.months.count, self.months.build, fall)
        # GPUs that the visitor has and that no group has taken.
        self.mine = inputs.owned_gpus
        up = inputs.api_uptime
        self.standby = 1 - SECOND_WORKS * up if inputs.failover == "yes" else 1.0
        self.lost_hosted = (1 - up) * self.standby
        self.share = inputs.marginal_share if inputs.ml_ops == "platform" else 1.0
        self.incidents = min(1.0, inputs.incidents * self.share * inputs.incident_hours / WORK_PER_DOWNTIME / 730.5)

    def followed(self, stream):
        """What is left of a stream's price in each month where it moves to cheaper models."""
        if stream not in self.left:
            self.left[stream] = following.bought(self.inputs, stream, self.company.day, self.months.count)
        return self.left[stream]

    def add_tokens(self, book_, offer, parts):
        months, left = self.months, self.followed(offer.stream)
        for t, bill in enumerate(offer.bills()):
            times = months.volume[t] * months.hosted[t] * self.scale * parts[t]
            for line, amount in bill.items():
                book_.add(line, t, amount * times)
            book_.add("following", t, -sum(bill.values()) * times * (1 - left[t]))

    def add_changes(self, book_, stream, parts):
        """Tests of a new model: as often as the host changes it, or as one moves oneself where that is more often and
        anything is saved by it."""
        inputs = self.inputs
        a_year = inputs.hosted_changes
        if self.followed(stream)[-1] < 1:
            a_year = max(a_year, inputs.follow_moves)
        each = a_year / 12 * stream.part
        for t, part in enumerate(parts):
            book_.add("evaluation", t, each * inputs.eval_cycle * part)
            book_.add("upgrades", t, each * inputs.hosted_change_effort / 52 * inputs.engineer_cost * part)

    def add_move(self, book_, stream):
        inputs = self.inputs
        book_.add("migration", 0, (inputs.migration_effort / 52 * inputs.engineer_cost + inputs.eval_cycle) * stream.part)

    def add_offer(self, book_, offer, parts):
        """A bought stream with all that buying takes, in those parts of the months."""
        inputs, stream = self.inputs, offer.stream
        self.add_tokens(book_, offer, parts)
        self.add_changes(book_, stream, parts)
        behind = offer.moved and is_open(offer.row) and stream.closed
        for t, part in enumerate(parts):
            book_.add("outage", t, stream.weight * self.lost_hosted * 730.5 * inputs.outage_cost * part)
            if behind:
                book_.add("lag", t, inputs.lag_value * inputs.model_lag * stream.weight * part)
        if offer.moved:
            self.add_move(book_, stream)

    def bought(self, offer, parts=None):
        """The present value of an offer, over the horizon or in the parts of its months that build."""
        key = ("bought", id(offer), parts is None)
        if key not in self.kept:
            made = Ledger(self.months)
            self.add_offer(made, offer, parts or [1.0] * self.months.count)
            self.kept[key] = sum(made.present().values())
        return self.kept[key]

    def best(self, stream):
        allowed = [offer for offer in stream.offers if offer.feasible]
        return min(allowed, key=self.bought) if allowed else None

    def interim(self, stream, host=None):
        """The offer that serves a stream while its own fleet is built: the cheapest of that time. Where the stream's
        overflow goes to a host afterwards, one that serves in both is moved to once."""
        allowed = [offer for offer in stream.offers if offer.feasible]
        if not allowed:
            return None

        def cost(offer):
            return self.bought(offer, self.months.building)

        best = min(sorted(allowed, key=lambda offer: offer.how != "well"), key=cost)
        if host is not None and host.moved and host is not best:
            move = Ledger(self.months)
            self.add_move(move, stream)
            if cost(host) - cost(best) <= sum(move.present().values()):
                return host
        return best
