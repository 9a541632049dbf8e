// @ts-check
import { comesInTwo, startWorker, wholeModule } from './files.js';

/**
 * The engine's slow half: odds, reasons, flips, the memo. It works in a worker, so that typing never waits for it, or
 * on the page itself where a page may start none.
 *
 * @typedef {'evaluate' | 'sensitivity' | 'markdown' | 'form'} Method
 * @typedef {{ method: Method, args: any[], settle: (answer: any) => void }} Question
 */
export class Depth {
  /** @type {Worker | null} */
  #worker = null;
  /** @type {any} an engine on the page */
  #here = null;
  /** @type {Question[]} */
  #waiting = [];
  /** @type {Question | null} */
  #asked = null;
  /** Whether nothing can answer here. */
  failed = false;

  /** An engine that is there already. @param {any} engine */
  static on(engine) {
    const depth = new Depth('', async () => engine);
    depth.#here = engine;
    return depth;
  }

  /**
   * @param {string} catalog the prices as text
   * @param {() => Promise<any>} fallback a whole engine on the page
   */
  constructor(catalog, fallback) {
    this.catalog = catalog;
    this.fallback = fallback;
  }

  /** Loads the whole engine. Questions may be asked before. */
  async begin() {
    if (this.#here || this.#worker) return;
    try {
      const [module, worker] = await Promise.all([wholeModule(), startWorker()]);
      worker.onmessage = ({ data }) => {
        if (data.failed) this.#giveUp();
        else this.#settle(data.answer);
      };
      worker.onerror = () => this.#giveUp();
      worker.onmessageerror = () => this.#giveUp();
      this.#worker = worker;
      this.#asked = { method: 'form', args: [], settle: () => {} };
      worker.postMessage({ module, catalog: this.catalog });
    } catch {
      await this.#giveUp();
    }
  }

  /**
   * Answers when it is this question's turn; null where a newer question of the kind took its place or nothing can
   * answer.
   * @param {Method} method
   * @param {...any} args
   * @returns {Promise<any>}
   */
  ask(method, ...args) {
    if (this.failed) return Promise.resolve(null);
    return new Promise(settle => {
      const older = this.#waiting.findIndex(one => one.method === method);
      if (older >= 0) this.#waiting.splice(older, 1)[0].settle(null);
      this.#waiting.push({ method, args, settle });
      this.#next();
    });
  }

  #next() {
    if (this.#asked || !(this.#worker || this.#here)) return;
    this.#asked = this.#waiting.shift() ?? null;
    if (!this.#asked) return;
    const { method, args } = this.#asked;
    if (this.#worker) this.#worker.postMessage({ method, args });
    // Between two frames, so that what was painted shows first.
    else setTimeout(() => this.#settle(this.#here[method](...args)));
  }

  /** @param {any} answer */
  #settle(answer) {
    const asked = this.#asked;
    this.#asked = null;
    asked?.settle(answer);
    this.#next();
  }

  /** No worker, or none that answers: the page itself does the work. */
  async #giveUp() {
    this.#worker?.terminate();
    this.#worker = null;
    const asked = this.#asked;
    try {
      this.#here = await this.fallback();
      if (asked?.args.length) this.#waiting.unshift(asked);
    } catch {
      this.failed = true;
      asked?.settle(null);
      for (const one of this.#waiting.splice(0)) one.settle(null);
    }
    this.#asked = null;
    this.#next();
  }
}

/** Once the first answer stands, the whole engine is loaded behind it. @param {import('./page.js').Page} page */
export async function deepen(page) {
  const { depth } = page;
  await depth.begin();
  if (depth.failed) page.paint(page);
  const form = comesInTwo ? await depth.ask('form', '') : null;
  if (!form || depth !== page.depth) return;
  page.use(page.engine, depth, form);
  page.paint(page);
}
