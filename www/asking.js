// @ts-check
import { goingBack } from './earlier.js';
import { has, listened, startWorker } from './files.js';
import { answerHere, engineHere } from './here.js';
import { BEHIND, LONG, Waiting } from './questions.js';

/**
 * Questions to the engine and its answers. It works in a worker, so that neither typing nor painting waits for it, or
 * on the page itself where no worker may run: whoever asks cannot tell. What takes long has a worker of its own, for which
 * the next answer never waits.
 *
 * One question is worked on at a time.
 *
 * @typedef {import('./questions.js').Kind} Kind
 * @typedef {import('./questions.js').Method} Method
 * @typedef {import('./questions.js').Question} Question
 * @typedef {{ module: () => Promise<WebAssembly.Module>, catalog: () => Promise<string>, late?: Source }} Source
 */

/** How long a worker may take to start. Milliseconds. */
const PATIENCE = 10_000;

export class Asking {
  /** @type {Worker | null} */
  #worker = null;
  /** @type {any} an engine on the page */
  #here = null;
  /** A small price list that every engine started here begins with. @type {any} */
  #over = null;
  #waiting = new Waiting();
  /** @type {Question | null} */
  #asked = null;
  /** For what takes long; made when that is first asked for. @type {Asking | null} */
  #second = null;
  /** What this engine was made of, for the second one. @type {Source | null} */
  #same = null;
  /** Whether what was on sale on the day asked for could not be fetched. */
  lacking = false;
  /** @type {Promise<boolean>} */
  #turning = Promise.resolve(false);
  /** The day of its newest prices. */
  #newest = '';

  /** An engine that is there already. @param {any} engine */
  static on(engine) {
    const asking = new Asking();
    asking.#here = engine;
    return asking;
  }

  /**
   * Starts this page's engine; it takes questions at once.
   *
   * @param {Source} source
   * @returns {{ asking: Asking, ready: Promise<void> }} `ready` fails where the engine or its prices cannot be used
   */
  static start(source) {
    const asking = new Asking();
    return { asking, ready: asking.#start(source) };
  }

  /** @param {Source} source */
  async #start(source) {
    /** @type {Source | undefined} */
    this.source = source;
    // The worker's script, the module and the prices come side by side.
    const worker = startWorker().then(listened, () => null);
    const [module, catalog] = await Promise.all([source.module(), source.catalog()]);
    this.#same = { module: async () => module, catalog: async () => catalog };
    this.#newest = /"asof":\s*"([^"]*)/.exec(catalog)?.[1] ?? '';
    const started = await worker;
    if (!started || started.lost() || !(await this.#inside(started.worker, module, catalog))) await this.#onPage(module, catalog);
    this.#next();
  }

  /**
   * Hands module and prices to a worker.
   * @param {Worker} worker @param {WebAssembly.Module} module @param {string} catalog
   * @returns {Promise<boolean>} false where the worker does not run
   */
  #inside(worker, module, catalog) {
    return new Promise((ready, refused) => {
      const lost = () => {
        clearTimeout(late);
        worker.terminate();
        if (this.#worker !== worker) return ready(false);
        this.#worker = null;
        this.#onPage(module, catalog).then(() => this.#again(), () => this.#settle(null));
      };
      // A worker that neither starts nor says why would leave the page without an answer.
      const late = setTimeout(lost, PATIENCE);
      worker.onmessage = ({ data }) => {
        clearTimeout(late);
        if (data.ready) {
          this.#worker = worker;
          ready(true);
        } else if (this.#worker !== worker) {
          worker.terminate();
          refused(new Error(data.failed));
        } else if (data.failed) {
          // What stopped in the middle cannot be trusted any more.
          this.#restart();
        } else this.#settle(data.answer);
      };
      worker.onerror = worker.onmessageerror = lost;
      worker.postMessage({ module, catalog, over: this.#over });
    });
  }

  /** @param {WebAssembly.Module} module @param {string} catalog */
  async #onPage(module, catalog) {
    this.#here = await engineHere(module, catalog, this.#over);
  }

  /**
   * Starts the engine anew with a price list over its catalog, or without one; tells what was taken and refused.
   * @param {any} over as parsed @returns {Promise<any>} null without a list, or where the engine knows none
   */
  async lay(over) {
    if (!this.source) return null;
    this.#over = over || null;
    if (this.#second) {
      this.#second.#drop(LONG);
      this.#second.#stop();
      this.#second = null;
    }
    this.#stop();
    await this.#start(this.source);
    return over ? this.ask('lay', 'overlay', over) : null;
  }

  /**
   * Starts the engine anew where a day asks for other rows than it has: for one before the catalog's own with what was on
   * sale then, for every other without.
   * @param {string | undefined} asof @returns {Promise<boolean>} whether it did
   */
  turn(asof) {
    // One after another: of two engines that start at once the last to be ready would count.
    const turned = this.#turning.then(async () => {
      const { source } = this;
      if (!source || !this.#lacks(asof)) return false;
      this.source = source.late ?? goingBack(source);
      this.lacking = false;
      await this.lay(this.#over).catch(error => { console.error(error); this.source = source; this.lacking = true; return this.lay(this.#over); });
      return true;
    });
    this.#turning = turned.catch(() => false);
    return turned;
  }

  /** Whether a day asks for other rows than this engine has. @param {string | undefined} asof */
  #lacks(asof) {
    const back = Boolean(asof && asof < this.#newest && has('earlier'));
    return Boolean(this.source) && back !== Boolean(this.source?.late);
  }

  /** An engine for a day beside the one at hand: this one where its rows do, else one that is stopped after use. @param {string | undefined} asof @returns {{ asking: Asking, done: () => void }} */
  beside(asof) {
    if (!this.source || !this.#lacks(asof)) return { asking: this, done: () => {} };
    const asking = new Asking();
    asking.#over = this.#over;
    // Where it does not start, nothing waits for it.
    asking.#start(this.source.late ?? goingBack(this.source)).catch(() => asking.#drop(['answer']));
    return { asking, done: () => asking.#stop() };
  }

  /** Drops the engine and the question that it is busy with. */
  #stop() {
    this.#worker?.terminate();
    this.#worker = this.#here = null;
    const asked = this.#asked;
    this.#asked = null;
    asked?.settle(null);
  }

  /** The engine for what takes long: this one where there is only one. @returns {Asking} */
  #long() {
    if (!this.#second && this.#worker && this.#same) {
      this.#second = new Asking();
      this.#second.#over = this.#over;
      this.#second.#start(this.#same);
    }
    return this.#second ?? this;
  }

  /** A fresh worker in place of one that is busy with what nobody wants any more. */
  #restart() {
    this.#stop();
    if (this.source) this.#start(this.source);
  }

  /**
   * Answers when it is this question's turn; null where a newer question took its place.
   * @param {Kind} kind
   * @param {Method} method
   * @param {...any} args
   * @returns {Promise<any>}
   */
  ask(kind, method, ...args) {
    const by = LONG.includes(kind) ? this.#long() : this;
    by.#drop([kind]);
    if (kind === 'answer') {
      this.#overtaken();
      if (this.#second) this.#second.#overtaken();
    }
    return new Promise(settle => {
      by.#waiting.put({ kind, method, args, settle });
      by.#next();
    });
  }

  /** Questions that wait are not asked any more. @param {Kind[]} kinds */
  #drop(kinds) {
    for (const one of this.#waiting.drop(kinds)) one.settle(null);
  }

  /** What a new answer makes pointless is dropped. Flips take longest: nothing waits for those of older inputs. */
  #overtaken() {
    this.#drop(BEHIND);
    if (this.#asked?.kind === 'flips' && this.#worker) this.#restart();
  }

  #next() {
    if (this.#asked || !(this.#worker || this.#here)) return;
    this.#asked = this.#waiting.next();
    if (this.#asked) this.#again();
  }

  /** Puts the question of the moment, once more where a worker was lost over it. */
  #again() {
    const asked = this.#asked;
    if (!asked) return this.#next();
    const { method, args } = asked;
    if (this.#worker) this.#worker.postMessage({ method, args });
    else {
      // In a task of its own, so that what was painted shows first.
      setTimeout(() => this.#settle(answerHere(this.#here, method, args)));
    }
  }

  /** @param {any} answer */
  #settle(answer) {
    const asked = this.#asked;
    this.#asked = null;
    asked?.settle(answer);
    this.#next();
  }
}
