// @ts-check
/** The engine in a worker, one question at a time, answered in the order asked. */
import { Engine, initSync } from './pkg/build_or_buy.js';

/** @type {any} */
let engine = null;

self.onmessage = ({ data: { module, catalog, over, method, args } }) => {
  try {
    if (module) {
      initSync({ module });
      engine = new Engine(JSON.parse(catalog));
      if (over) engine.overlay(over);
      self.postMessage({ ready: true });
    } else self.postMessage({ answer: engine[method](...args) });
  } catch (error) {
    self.postMessage({ failed: error instanceof Error ? error.message : String(error) });
  }
};
