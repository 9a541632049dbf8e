// @ts-check
import init, { UsageReader } from './pkg/build_or_buy_usage.js';
import { baked, catalog, laterModule, startWorker } from './files.js';
import { t } from './language.js';

/**
 * Reads usage exports in a worker of its own, so that the page stays alive and a long file can be given up, or on the
 * page in small steps where no worker may run. Pieces of files go to the reader and nowhere else. The reader is a module
 * of its own, fetched when the first file comes.
 *
 * @typedef {import('./pkg/build_or_buy_usage.js').Usage} Usage
 */

/** Bytes between two breaths where the page itself reads. */
const STEP = 64 << 10;

export class UsageReading {
  /** @type {Worker | null} */
  #worker = null;
  /** @type {any} a reader on the page */
  #here = null;
  /** @type {{ settle: (answer: any) => void, fail: (error: Error) => void } | null} */
  #asked = null;
  /** Given up by the visitor. */
  stopped = false;

  /** Starts the reader. */
  async start() {
    const worker = await startWorker('usage_worker').catch(() => null);
    const [compiled, prices] = await Promise.all([laterModule('usage'), baked?.catalog ? JSON.stringify(baked.catalog) : catalog()]);
    if (worker && (await this.#inside(worker, compiled, prices))) return;
    await init({ module_or_path: compiled });
    this.#here = new UsageReader(JSON.parse(prices));
  }

  /** @param {Worker} worker @param {WebAssembly.Module} compiled @param {string} prices @returns {Promise<boolean>} */
  #inside(worker, compiled, prices) {
    return new Promise(ready => {
      worker.onmessage = ({ data }) => {
        if (data.ready) {
          this.#worker = worker;
          return ready(true);
        }
        const asked = this.#asked;
        this.#asked = null;
        if (data.failed) asked?.fail(new Error(data.failed));
        else asked?.settle(data.answer);
      };
      worker.onerror = worker.onmessageerror = () => {
        worker.terminate();
        this.#asked?.fail(new Error('the reader stopped'));
        if (this.#worker !== worker) ready(false);
      };
      worker.postMessage({ module: compiled, catalog: prices });
    });
  }

  /** @param {'push' | 'close' | 'broken' | 'cut' | 'finish'} method @param {any[]} args @param {Transferable[]} [moved] @returns {Promise<any>} */
  #ask(method, args, moved = []) {
    if (this.#here) return Promise.resolve(this.#here[method](...args));
    return new Promise((settle, fail) => {
      this.#asked = { settle, fail };
      this.#worker?.postMessage({ method, args }, moved);
    });
  }

  /**
   * Reads one file to its end.
   * @param {File} file
   * @param {(read: number) => void} told bytes read so far
   * @returns {Promise<boolean>} false where the visitor gave up
   */
  async read(file, told) {
    try {
      return await this.#pieces(file, told);
    } catch (error) {
      if (this.stopped) return false;
      // What was read of it stands, and so do the other files.
      const why = error instanceof Error ? error.message : String(error);
      await this.#ask('broken', [file.name, t`It could not be read to its end: ${why.replace(/\.$/, '')}. What stands before that was read.`]);
      return true;
    }
  }

  /** @param {File} file @param {(read: number) => void} told @returns {Promise<boolean>} */
  async #pieces(file, told) {
    const head = new Uint8Array(await file.slice(0, 2).arrayBuffer());
    const packed = head[0] === 0x1f && head[1] === 0x8b && typeof DecompressionStream !== 'undefined';
    let seen = 0;
    // Of a packed file what goes into the unpacking is counted; of another what the reader has taken, as a browser reads ahead.
    const counted = () => file.stream().pipeThrough(new TransformStream({
      transform(piece, to) {
        seen += piece.byteLength;
        to.enqueue(piece);
      },
    }));
    const unpacking = packed ? /** @type {any} */ (new DecompressionStream('gzip')) : null;
    const from = (unpacking?.readable ?? file.stream()).getReader();
    // An end that comes too early throws away what was unpacked and waits: it is told only when all of that was taken.
    let fed = unpacking && counted().pipeTo(unpacking.writable, { preventClose: true }).then(() => new Promise(rest => setTimeout(rest, 0, {})), () => new Promise(() => {}));
    let cut = false;
    await this.#ask('close', []);
    await this.#ask('push', [file.name, new Uint8Array()]);
    for (;;) {
      const next = from.read();
      if (fed && !('done' in (await Promise.race([next, fed])))) {
        fed = null;
        unpacking.writable.close().catch(() => {});
      }
      const { done, value } = await next.catch((/** @type {unknown} */ error) => {
        if (fed || !unpacking) throw error;
        cut = true;
        return { done: true, value: null };
      });
      if (this.stopped) {
        await from.cancel().catch(() => {});
        return false;
      }
      if (done) break;
      if (!packed) seen += value.byteLength;
      if (this.#here) {
        for (let at = 0; at < value.length; at += STEP) {
          this.#here.push(file.name, value.subarray(at, at + STEP));
          await new Promise(rest => setTimeout(rest));
        }
      } else {
        const whole = value.byteLength === value.buffer.byteLength ? value : value.slice();
        await this.#ask('push', [file.name, whole], [whole.buffer]);
      }
      told(seen);
    }
    await this.#ask(cut ? 'cut' : 'close', cut ? [file.name] : []);
    return true;
  }

  /**
   * What was read so far as a case.
   * @param {[string, string][]} pairs the case that stands
   * @param {[string, string][]} edits
   * @returns {Promise<Usage>}
   */
  finish(pairs, edits) {
    return this.#ask('finish', [pairs, edits]);
  }

  /** Ends the reader at once, whatever it is doing. */
  stop() {
    this.stopped = true;
    this.#worker?.terminate();
    this.#worker = null;
    this.#here?.free();
    this.#here = null;
    const asked = this.#asked;
    this.#asked = null;
    asked?.fail(new Error('given up'));
  }
}
