// @ts-check
/** The engine in a worker, one question at a time, answered in the order asked; also the reader of usage exports. */
import { Engine, UsageReader, initSync } from './pkg/build_or_buy.js';

/** @type {any} */
let engine = null;
/** @type {any} */
let reader = null;
/** @type {any} */
let prices = null;

self.onmessage = ({ data: { module, catalog, over, of, method, args } }) => {
  try {
    if (module) {
      initSync({ module });
      prices = JSON.parse(catalog);
      if (of !== 'usage') {
        engine = new Engine(prices);
        if (over) engine.overlay(over);
      } else reader = new UsageReader(prices);
      self.postMessage({ ready: true });
    } else self.postMessage({ answer: (of === 'usage' ? reader : engine)[method](...args) });
  } catch (error) {
    self.postMessage({ failed: error instanceof Error ? error.message : String(error) });
  }
};
