// @ts-check
import init, { Engine } from './pkg/build_or_buy.js';

/**
 * An engine on the page itself, where no worker may run.
 * @param {WebAssembly.Module} module @param {string} catalog @param {any} over a small price list, if any
 */
export async function engineHere(module, catalog, over) {
  await init({ module_or_path: module });
  const engine = new Engine(JSON.parse(catalog));
  if (over) engine.overlay(over);
  return engine;
}

/** What such an engine answers; null where it cannot. @param {any} engine @param {string} method @param {any[]} args @returns {any} */
export function answerHere(engine, method, args) {
  // An older engine may lack a method.
  try { return engine[method]?.(...args) ?? null; } catch (error) { console.error(error); return null; }
}
