// @ts-check
/**
 * The order of the inputs of a group: the one whose flip is nearest first, once the flips are known.
 *
 * @typedef {import('./page.js').Page} Page
 * @typedef {import('./pkg/build_or_buy.js').Field} Field
 */

/**
 * Fields in order. Nothing moves under a hand: while a control of the part has the focus its order stays.
 * @param {Page} page @param {string} part the part of the page that holds them
 * @param {Field[]} fields @param {(name: string) => string} keyOf
 */
export function nearest(page, part, fields, keyOf) {
  const kept = (page.memory.order ??= new Map());
  const held = document.querySelector(`details[data-part="${CSS.escape(part)}"]`)?.contains(document.activeElement?.closest('.field') ?? null);
  if (page.along && page.followed && !held) {
    const flips = page.along.flips.flips.filter(flip => flip.distance !== null).map(flip => flip.key);
    kept.set(part, flips);
  }
  /** @type {string[]} */
  const order = kept.get(part) ?? [];
  const place = (/** @type {Field} */ field) => {
    const at = order.indexOf(keyOf(field.name));
    return at < 0 ? order.length : at;
  };
  return [...fields].sort((a, b) => place(a) - place(b));
}

/** Whether the order is by flips, and some input of the part has one. @param {Page} page @param {string} part @param {Field[]} fields @param {(name: string) => string} keyOf */
export const ordered = (page, part, fields, keyOf) =>
  fields.some(field => page.memory.order?.get(part)?.includes(keyOf(field.name)));
