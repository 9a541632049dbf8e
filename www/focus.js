// @ts-check
/**
 * Focus is never lost: where the control that has it goes, it passes to what is nearest. To start again at the top of the
 * page would leave those who cannot see it without their place.
 */

const CONTROLS = 'input, select, textarea, button, summary, a[href]';

/** An element and the places it stands in, from the inside. @param {Element | null} element */
export function placesOf(element) {
  /** @type {Element[]} */
  const places = [];
  for (let one = element; one && one !== document.body; one = one.parentElement) places.push(one);
  return places;
}

/** Passes the focus on where what had it is gone. @param {Element[]} places */
export function inherit([had, ...places]) {
  if (!had || had.isConnected) return;
  for (let place = places.find(one => one.isConnected) ?? null; place && place !== document.body; place = place.parentElement) {
    // A place that takes the focus itself has a name to be heard by.
    const all = place.matches('[tabindex="-1"]:is([aria-label], [aria-labelledby])') ? [place] : place.querySelectorAll(CONTROLS);
    const heir = /** @type {HTMLElement | undefined} */ ([...all].find(one => one.checkVisibility() && !one.matches(':disabled')));
    if (heir) return heir.focus({ preventScroll: true });
  }
}
