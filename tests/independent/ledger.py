"""Amounts by line and month, and their present values."""

LINES = (
    "input cached_read cache_write output reasoning searches batch adjustments following gpus overhead hardware power newer "
    "people rota on_call evaluation upgrades build migration delay outage lag"
).split()
TOKENS = LINES[:9]
PEOPLE = ("people", "rota", "on_call", "evaluation", "upgrades", "build", "migration", "delay")


class Ledger:
    def __init__(self, months):
        self.months = months
        self.lines = {line: [0.0] * months.count for line in LINES}

    def add(self, line, t, amount):
        self.lines[line][t] += amount

    def present(self):
        return {line: self.months.present(amounts) for line, amounts in self.lines.items()}

    def told(self, kept):
        """The lines as they are told: those of who keeps the first model, and what newer ones save in one line."""
        made = Ledger(self.months)
        made.lines = {line: list(amounts) for line, amounts in kept.lines.items()}
        for line, amounts in self.lines.items():
            for t, amount in enumerate(amounts):
                made.add("newer", t, amount - kept.lines[line][t])
        return made
