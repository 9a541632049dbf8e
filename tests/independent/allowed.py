"""What a random company may be asked: inputs with what they may be, and the models and GPUs they are drawn from."""

# Globals with what they may be; a number is drawn between two ends, with few digits.
NUMBERS = {
    "volume_factor": (0.2, 5), "api_price_change": (-50, 100), "committed_discount": (0, 40), "gateway_fee": (0, 10),
    "retries": (0, 30), "horizon": (1, 60), "growth": (-40, 80), "api_drift": (-40, 40), "gpu_drift": (-30, 40),
    "discount_rate": (0, 30), "engineer_cost": (60_000, 400_000), "build_months": (0, 20), "build_team": (0, 8),
    "overrun": (0.6, 4), "time_to_hire": (0, 300), "run_people_small": (0, 3), "run_people_medium": (0, 6),
    "run_people_large": (0, 15), "run_people_more": (20, 2000), "marginal_share": (0, 90), "rota": (0, 12), "rota_absorbed": (0, 100),
    "oncall_stipend": (0, 2000), "incidents": (0, 12), "incident_hours": (0, 30), "eval_cycle": (0, 40_000),
    "upgrades": (0, 8), "upgrade_effort": (0, 8), "hosted_changes": (0, 4), "hosted_change_effort": (0, 6),
    "migration_effort": (0, 10), "cost_of_delay": (0, 300_000), "product_team": (0.5, 30), "gpu_hour": (0.3, 9),
    "gpu_price_change": (-60, 80), "overhead": (0, 60), "overhead_small": (0, 60), "overhead_large": (0, 60), "spare_replicas": (0, 3), "regions": (1, 3),
    "spare_capacity": (0, 40), "minute_burst": (1, 6), "throughput_factor": (0.4, 2), "startup": (0, 3),
    "gpu_life": (1, 8), "resale_decay": (0, 70), "colo": (50, 400), "pue": (1, 2), "electricity": (0.02, 0.5),
    "replacement_rate": (0, 20), "owned_gpus": (0, 30), "lag_value": (0, 30_000), "model_lag": (0, 12),
    "outage_cost": (0, 20_000), "api_uptime": (95, 100), "own_uptime": (95, 100), "switch_weeks": (0, 20),
    "switch_cost": (0, 100_000), "sunk": (0, 1e6), "bill_today": (0, 1e5), "their_number": (1, 1e5),
    "follow_fall": (-95, 0), "follow_moves": (0, 6), "own_fall": (-90, 0),
}
WORDS = {
    "in_region": ["yes"], "ml_ops": ["none", "some", "platform"], "provider": ["specialist", "hyperscaler", "marketplace"],
    "failover": ["no"], "maturity": ["tuned", "new", "first"], "speculative": ["yes"], "identity": ["yes"],
    "sovereignty": ["yes"], "moves": ["follow", "by-work", "stay"], "parallelism": ["pipeline", "expert", "disaggregated"],
    "convention": ["utilization", "single-stream", "no-people", "gpu-rent-only"],
}
WORKLOAD = {
    "input_tokens": (20, 20_000), "output_tokens": (5, 2000), "reasoning_tokens": (0, 2000), "cached": (0, 95),
    "cache_writes": (0, 60), "waiting": (0, 90), "peak_to_average": (1, 12), "latency": (15, 200),
    "input_p95": (50, 300_000), "above_tier": (0, 60), "above_second_tier": (0, 30), "price_input": (0.05, 8), "price_output": (0.1, 20),
    "price_cached": (0, 3), "in_scope": (0, 100),
}
QUALITIES = ["any", "basic", "good", "strong", "frontier", "same"]
GPUS = ["h100", "h200", "b200", "mi300x", "l40s", "a100-80"]
BOUGHT = ["h100", "h200", "b200", "mi300x"]
SMALL = ["llama-3.1-8b", "qwen3-8b", "qwen3-14b", "gpt-oss-20b", "qwen3.5-9b", "gemma-4-26b-a4b", "qwen3-30b-a3b"]
# Models whose cache the page tells exactly: what fits beside another one can be worked out here.
PLAIN = ["llama-3.1-8b", "qwen3-8b", "qwen3-14b"]

WHOLE = ("horizon", "spare_replicas", "regions", "owned_gpus")
