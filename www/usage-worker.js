// @ts-check
/** The reader of usage exports in a worker of its own: a long file can be given up, and the engine answers meanwhile. */
import { UsageReader, initSync } from './pkg/build_or_buy_usage.js';

/** @type {any} */
let reader = null;

self.onmessage = ({ data: { module, catalog, method, args } }) => {
  try {
    if (module) {
      initSync({ module });
      reader = new UsageReader(JSON.parse(catalog));
      self.postMessage({ ready: true });
    } else self.postMessage({ answer: reader[method](...args) });
  } catch (error) {
    self.postMessage({ failed: error instanceof Error ? error.message : String(error) });
  }
};
