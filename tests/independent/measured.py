"""Setups of a company whose every workload was measured: what a replica carries is known without the capacity model."""

import itertools
import math

import pools
from streams import Setup

# The 95th percentile of an exponential wait over its mean, and the requests under way that a load test is taken to have had.
LN_20, SLOTS = math.log(20), 32


def carried(company, gpus):
    """What one replica of so many GPUs carries of a stream: requests a second in time and full, and slots."""

    def of(stream):
        workload = stream.workload
        tested = workload.throughput * (gpus / workload.throughput_gpus if workload.throughput_gpus else 1)
        full = tested * company.inputs.throughput_factor / max(1.0, workload.output_tokens + workload.reasoning_tokens)
        rate = full
        if workload.first_token is not None:
            rate -= LN_20 * max(0.0, 1 / workload.first_token - 1 / workload.first_token_measured)
        return rate, full, SLOTS

    return of


def setups(company):
    """Every choice of a format for each model: its setups of 1, 2, 4 and 8 GPUs, by model; nothing where not all is known."""
    workloads, gpu = company.workloads.values(), company.inputs.gpu
    if any(one.throughput is None or one.first_token is not None and one.first_token_measured is None for one in workloads):
        return []
    models = sorted({one.open_model for one in workloads})
    # More GPUs to a replica carry more only where the test says of how many it was; else one is the cheapest.
    sizes = (1, 2, 4, 8) if any(one.throughput_gpus for one in workloads) else (1,)
    if len(models) == 1 or not all(map(pools.is_plain, models)):
        return [{model: [Setup(model, gpu, size, carried(company, size)) for size in sizes] for model in models}]
    memory = lambda model, form: pools.Memory(model, gpu, form)
    return [
        {
            model: [Setup(model, gpu, size, carried(company, size), memory(model, form) if size == 1 else None) for size in sizes]
            for model, form in zip(models, taken)
        }
        for taken in itertools.product(*(pools.formats(model, gpu) for model in models))
    ]


def runnable(company):
    """The streams that some setup is fast enough for; all of them where that is not known here."""
    setups_ = [setup for choice in setups(company) for sizes in choice.values() for setup in sizes]
    fast = lambda stream: any(setup.model == stream.workload.open_model and setup.carried(stream)[0] > 0 for setup in setups_)
    return [stream for stream in company.streams if not setups_ or fast(stream)]
