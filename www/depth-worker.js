// @ts-check
/** The whole engine in a worker: one question at a time, answered in the order asked. */
import { Engine, initSync } from './pkg/build_or_buy.js';

/** @type {any} */
let engine = null;

self.onmessage = ({ data }) => {
  try {
    if (data.module) {
      initSync({ module: data.module });
      engine = new Engine(JSON.parse(data.catalog));
    }
    self.postMessage({ answer: data.method ? engine[data.method](...data.args) : null });
  } catch (error) {
    self.postMessage({ failed: String(error) });
  }
};
