"""What is bought or run: a workload, or its part under a mandate, and its offers."""

import company as book
import fleet
import following
import hosted


class Stream:
    """A workload, or its part under a mandate."""

    def __init__(self, company, slug, part, own_only):
        self.company, self.slug, self.part, self.own_only = company, slug, part, own_only
        self.workload = company.workloads[slug]
        self.week = fleet.week(self.workload)
        self.weight = part / len(company.workloads)
        self.count = hosted.requests(company.inputs, self.workload, part)
        self.offers = [Offer(self, *offer) for offer in book.offers(company, self.workload)]
        self.closed = bool(self.offers) and not book.is_open(self.offers[0].row)
        self.asked = following.points(self.workload, book.floor(self.workload, self.offers[0].row))


class Offer:
    """A way to buy a stream."""

    def __init__(self, stream, how, row, serves, sold):
        self.stream, self.how, self.row = stream, how, row
        self.serves = serves and not stream.own_only
        self.feasible = self.serves and sold
        self.moved = how == "other"
        self.known = None

    def bills(self):
        """The bill of each month at its price row, before growth, drift and moves."""
        if self.known is None:
            stream = self.stream
            today = stream.offers[0].row
            rows = book.steps(self.row, stream.company.day)
            made = [
                (month, hosted.bill(stream.company, stream.workload, stream.part, self.how, row, stream.week, today))
                for month, row in rows
            ]
            count = stream.company.months.count
            self.known = [[bill for month, bill in made if month <= t + 1][-1] for t in range(count)]
        return self.known


class Setup:
    """A model on GPUs: what one replica carries of each stream, and what it takes of one GPU's memory where that is known."""

    def __init__(self, model, gpu, gpus, carried, memory=None):
        self.model, self.gpu, self.gpus, self.carried, self.memory = model, gpu, gpus, carried, memory
