// @ts-check
import { Case } from './case.js';
import { PARTS } from './layout.js';
import { breath } from './state.js';

/** The page as it is drawn: all of it, or a part in each task. */
export class Painting extends Case {
  /** @type {Set<string>} which parts stand open */
  open = new Set();
  /** How much of the page is drawn while it starts; then all. */
  step = Infinity;
  /** The only part that is drawn at this moment; null for all. @type {import('./layout.js').Part | null} */
  only = null;
  /** @type {Record<string, any>} what single views remember */
  memory = {};

  /**
   * @param {import('./pkg/build_or_buy.js').Form} form
   * @param {{ compact: boolean, paint: (page: any) => void }} options
   */
  constructor(form, options) {
    super(form);
    this.compact = options.compact;
    this.paint = options.paint;
  }

  /** Draws one part and leaves the others as they are. @param {import('./layout.js').Part} part */
  draw(part) {
    this.only = part;
    this.paint(this);
    this.only = null;
  }

  /** Draws the page a part in each task, unless a newer answer draws all of it meanwhile. */
  async drawInParts() {
    if (this.compact) return this.paint(this);
    const { asked, report } = this;
    for (const part of PARTS) {
      if (asked !== this.asked || report !== this.report) return;
      this.draw(part);
      await breath();
    }
  }
}
