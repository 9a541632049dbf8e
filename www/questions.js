// @ts-check

/**
 * What may be asked of the engine, and in which order: of the questions that wait the most urgent comes next, and the latest
 * of a kind takes the place of those before it.
 *
 * @typedef {'lay' | 'answer' | 'whole' | 'form' | 'usual' | 'odds' | 'flips' | 'memo' | 'beside'} Kind
 * @typedef {'first' | 'evaluate' | 'sensitivity' | 'markdown' | 'sheet' | 'form' | 'overlay' | 'refused'} Method
 * @typedef {{ kind: Kind, method: Method, args: any[], settle: (answer: any) => void }} Question
 */

/** What comes first. @type {Kind[]} */
const URGENT = ['lay', 'answer', 'form', 'whole', 'usual', 'memo', 'beside', 'odds', 'flips'];

/** What a new answer makes pointless. @type {Kind[]} */
export const BEHIND = ['whole', 'odds', 'flips'];

/** What takes long. @type {Kind[]} */
export const LONG = [...BEHIND, 'usual', 'beside'];

/** The questions that wait. */
export class Waiting {
  /** @type {Question[]} */
  #all = [];

  /** @param {Question} question */
  put(question) {
    this.#all.push(question);
  }

  /** Takes those of some kinds out. @param {Kind[]} kinds @returns {Question[]} */
  drop(kinds) {
    const of = (/** @type {Question} */ { kind }) => kinds.includes(kind);
    const dropped = this.#all.filter(of);
    this.#all = this.#all.filter(one => !of(one));
    return dropped;
  }

  /** Takes the most urgent out. @returns {Question | null} */
  next() {
    this.#all.sort((a, b) => URGENT.indexOf(a.kind) - URGENT.indexOf(b.kind));
    return this.#all.shift() ?? null;
  }
}
