"""Amounts of a plan by line and month."""

LINES = (
    "input cached_read cache_write output reasoning searches batch adjustments gpus overhead hardware power people rota "
    "on_call evaluation upgrades build migration delay outage lag"
).split()
TOKENS = LINES[:8]


class Ledger:
    """Amounts by line and month."""

    def __init__(self, months):
        self.months = months
        self.lines = {line: [0.0] * months.count for line in LINES}

    def add(self, line, t, amount):
        self.lines[line][t] += amount

    def present(self):
        return {line: self.months.present(amounts) for line, amounts in self.lines.items()}
