// @ts-check
/**
 * What an embedded calculator and the page around it say to each other. The page around it may be anyone's: whatever
 * it sends is checked here and then read like any link.
 *
 * @typedef {{ link?: string, whole?: boolean, theme?: string, catalog?: string }} Wish
 */

const LONGEST_LINK = 8192;
const LONGEST_CATALOG = 5_000_000;
const HEIGHTS = { least: 120, most: 6000 };
/** A little more than a fifth of a second, since the host's clock may run unevenly. */
const PAUSE_MS = 220;

/** Whether there is a page around this one. */
export const isFramed = window.parent !== window;

/** Tells the page around. @param {object | string} message */
function tell(message) {
  // To anyone: the parent's address cannot be known, and nothing said here is secret.
  if (isFramed) window.parent.postMessage(message, '*');
}

/** Says that wishes can be heard now. */
export const tellReady = () => tell({ type: 'build-or-buy:ready' });

/** @param {'verdict' | 'change'} event @param {object} detail */
export const tellAnswer = (event, detail) => tell({ type: `build-or-buy:${event}`, detail });

/** Keeps the page around informed of the height of what is shown, at most five times a second. */
export function tellHeight() {
  const root = document.documentElement;
  let told = 0;
  let last = -PAUSE_MS;
  let due = 0;
  const now = () => {
    due = 0;
    const height = Math.min(HEIGHTS.most, Math.max(HEIGHTS.least, Math.ceil(root.getBoundingClientRect().height)));
    // A difference of one pixel may be the host's own rounding: answering it could go on for ever.
    if (Math.abs(height - told) <= 1) return;
    told = height;
    last = performance.now();
    tell({ type: 'build-or-buy:height', height });
    // The dialects of AMP pages and of Medium.
    tell({ sentinel: 'amp', type: 'embed-size', height });
    tell(JSON.stringify({ src: location.href, context: 'iframe.resize', height }));
  };
  const soon = () => {
    due ||= window.setTimeout(now, Math.max(0, last + PAUSE_MS - performance.now()));
  };
  new ResizeObserver(soon).observe(root);
}

/** Calls `wish` for every well-formed wish of the page around, and of nobody else. @param {(wish: Wish) => void} wish */
export function hear(wish) {
  addEventListener('message', ({ source, data }) => {
    if (!isFramed || source !== window.parent || Object(data).type !== 'build-or-buy:set') return;
    const { link, whole, theme, catalog } = data;
    wish({
      ...(typeof link === 'string' && link.length <= LONGEST_LINK && { link, whole: whole === true }),
      ...(/^(auto|light|dark)$/.test(theme) && { theme }),
      ...(typeof catalog === 'string' && catalog.length <= LONGEST_CATALOG && { catalog }),
    });
  });
}

/**
 * The pairs of a whole link, of its query or of its fragment.
 * @param {string} link
 * @returns {[string, string][]}
 */
export function pairsOf(link) {
  const [before, fragment = ''] = link.trim().split(/#(.*)/s);
  const query = before.includes('?') ? before.slice(before.indexOf('?') + 1) : before.includes('://') ? '' : before;
  return [...new URLSearchParams(fragment.includes('=') ? fragment.replace(/^[?/]+/, '') : query)];
}
