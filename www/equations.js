// @ts-check
/**
 * The equation behind each line of a cost table, in words. Every month is computed at its own volume and prices.
 *
 * @type {Record<string, string>}
 */
export const equations = {
  input: 'requests × (1 + retries) × tokens in × (1 − cached share − cache writes) × price of a million tokens in, each month at its volume and price',
  cached_read: 'requests × tokens in × cached share × price of a million tokens read from the cache',
  cache_write: 'requests × tokens in × share written to the cache × price of a cache write',
  output: 'requests × (1 + retries) × tokens out × price of a million tokens out, each month at its volume and price',
  reasoning: 'requests × hidden reasoning tokens × price of a million tokens out',
  batch: 'share of work that may wait × the host’s batch discount on it, taken off',
  adjustments: 'surcharges for peak hours and one region, less your contract’s discount, plus the gateway’s fee',
  gpus: 'whole GPUs for the busiest load with spares × hours of the month × rent of a GPU-hour; an idle GPU costs the same',
  overhead: 'GPU cost × overhead share',
  hardware: 'price of the servers − what they will sell for, spread over their life at your discount rate, plus those that die',
  power: 'kilowatts × (colocation + hours × power overhead × price of a kilowatt-hour)',
  people: 'engineers for a fleet of this size × cost of an engineer; only a part where a platform exists',
  rota: 'engineers on the rota × share that no existing rota takes over × cost of an engineer',
  on_call: 'on-call pay for two people every week + incidents × hours × cost of an hour',
  evaluation: 'changes of model in a year × cost of one evaluation × workloads',
  upgrades: 'changes of model in a year × person-weeks of each × cost of a week',
  build: 'people who build × months × overrun × cost of an engineer; hiring first where nobody has done it',
  migration: 'workloads moved × person-weeks × cost of a week',
  delay: 'months the roadmap slips × profit lost in a month, as far as that exceeds the wages',
  outage: 'hours without the service in a month × profit lost in an hour',
  lag: 'months behind the best hosted model × value of a month',
};
