// What a screen reader says: of the element that has the focus, of live regions, of the page's headings and landmarks.
// Chromium is asked for its accessibility tree. Firefox gives none, so there roles and names are worked out in the page;
// both are held against the same text, which holds the working out against Chromium's tree, too.

/** Runs in the page before anything else: keeps what live regions say and when the page last stirred. */
export function listen() {
  const LIVE = '[role=status], [role=alert], [role=log], output, [aria-live=polite], [aria-live=assertive]';
  /** What each region said last. */
  const known = new WeakMap();
  const state = { said: [], stirred: 0 };
  window.walk = state;
  const plain = region => {
    const copy = region.cloneNode(true);
    for (const one of copy.querySelectorAll('[aria-hidden=true]')) one.remove();
    return copy.textContent.replace(/\s+/g, ' ').trim();
  };
  const ids = new WeakMap();
  let last = 0;
  const say = (region, how, text) => {
    if (!ids.has(region)) ids.set(region, last += 1);
    state.said.push({ how, text, region: ids.get(region) });
  };
  new MutationObserver(records => {
    state.stirred = performance.now();
    const regions = new Set(records.flatMap(({ target }) => (target instanceof Element ? target : target.parentElement)?.closest(LIVE) ?? []));
    for (const region of document.querySelectorAll(LIVE)) {
      const text = region.checkVisibility() ? plain(region) : '';
      if (!known.has(region)) {
        // A region that comes with its words is heard of few screen readers; only of an alert it may be relied on.
        if (text) say(region, region.matches('[role=alert]') ? 'said' : 'NOT HEARD', text);
      } else if (regions.has(region) && text && text !== known.get(region)) say(region, 'said', text);
      known.set(region, text);
    }
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
}

/** Runs in the page: role, name, value, description and states of what has the focus. */
function focused() {
  const shown = one => !(one instanceof Element) || (one.getAttribute('aria-hidden') !== 'true' && getComputedStyle(one).display !== 'none' && getComputedStyle(one).visibility !== 'hidden');
  const tidy = text => text.replace(/\s+/g, ' ').trim();
  /** @returns {string} */
  const content = (node, skip) => {
    if (node === skip || !shown(node)) return '';
    if (node.nodeType === Node.TEXT_NODE) return node.textContent;
    if (!(node instanceof Element)) return '';
    if (node.hasAttribute('aria-label')) return node.getAttribute('aria-label');
    const inner = [...node.childNodes].map(one => content(one, skip)).join('');
    return getComputedStyle(node).display.startsWith('inline') ? inner : ` ${inner} `;
  };
  const byIds = ids => tidy((ids ?? '').split(/\s+/).filter(Boolean).map(id => { const one = document.getElementById(id); return one ? content(one) : ''; }).join(' '));
  const at = document.activeElement;
  const tag = at.tagName.toLowerCase();
  const type = at.getAttribute('type') ?? '';
  const roles = { a: 'link', button: 'button', summary: 'disclosure', select: 'combobox', textarea: 'textbox', body: 'document', section: 'region', form: 'form', dialog: 'dialog',
    h1: 'heading', h2: 'heading', h3: 'heading', h4: 'heading', input: { range: 'slider', file: 'button', checkbox: 'checkbox' }[type] ?? 'textbox' };
  const role = at.getAttribute('role') ?? roles[tag] ?? tag;
  const labelled = byIds(at.getAttribute('aria-labelledby'));
  const labels = tidy([...(at.labels ?? [])].map(one => content(one, at)).join(' '));
  const own = /^(link|button|disclosure|heading)$/.test(role) && tag !== 'input' ? tidy(content(at)) : '';
  const title = at.getAttribute('title') ?? '';
  const name = labelled || at.getAttribute('aria-label') || labels || own || title;
  const described = byIds(at.getAttribute('aria-describedby')) || at.getAttribute('aria-description') || (title !== name ? title : '');
  const value = role === 'slider' ? at.getAttribute('aria-valuetext') ?? at.value : tag === 'select' ? tidy(at.selectedOptions[0]?.textContent ?? '') : role === 'textbox' ? at.value : '';
  const states = [];
  const expanded = tag === 'summary' ? String(at.parentElement.open) : at.getAttribute('aria-expanded');
  if (expanded) states.push(expanded === 'true' ? 'expanded' : 'collapsed');
  if (at.getAttribute('aria-invalid') === 'true') states.push('invalid');
  if (at.matches(':disabled')) states.push('disabled');
  if (at.readOnly) states.push('read only');
  return { role, name, value, described: described.trim(), states };
}

/** The same of Chromium's accessibility tree. */
async function fromTree(cdp) {
  const { result: { objectId } } = await cdp.send('Runtime.evaluate', { expression: 'document.activeElement' });
  const { nodes: [node] } = await cdp.send('Accessibility.getPartialAXTree', { objectId, fetchRelatives: false });
  const has = Object.fromEntries((node.properties ?? []).map(one => [one.name, one.value.value]));
  const role = { DisclosureTriangle: 'disclosure', RootWebArea: 'document', generic: 'document', none: 'document' }[node.role.value] ?? node.role.value;
  const states = [];
  if (has.expanded !== undefined && role !== 'combobox') states.push(has.expanded ? 'expanded' : 'collapsed');
  if (has.invalid === 'true') states.push('invalid');
  if (has.disabled) states.push('disabled');
  if (has.readonly) states.push('read only');
  // The inspector tells a slider's number, assistive technology its text.
  const value = role === 'slider' ? (await cdp.send('Runtime.evaluate', { expression: 'document.activeElement.ariaValueText ?? document.activeElement.value' })).result.value : /^(textbox|combobox)$/.test(role) ? node.value?.value : '';
  const text = one => String(one ?? '');
  return { role, name: text(node.name?.value), value: text(value), described: text(node.description?.value), states, raw: node };
}

/** Spaces as they are heard: browsers differ in them where a box of its own begins or ends, as before a comma. */
const tidy = text => text.replace(/\s+/g, ' ').replace(/ ([,.:;?!])(\S)?/g, (_, mark, next) => `${mark}${next ? ` ${next}` : ''}`).trim();

/** What is said of the focus, in a line. */
export async function line(page, cdp) {
  const { role, name, value, described, states } = cdp ? await fromTree(cdp) : await page.evaluate(focused);
  if (role === 'document') return 'nothing has the focus';
  return [`${role} “${tidy(name)}”`, value && `= ${tidy(value)}`, described && `(${tidy(described)})`, states.length ? `[${states.join(', ')}]` : ''].filter(Boolean).join(' ');
}

/** The named place that the focus has come into since the last time, which is told before what has the focus. */
export const entered = page => page.evaluate(() => {
  const before = window.walk.place;
  window.walk.place = null;
  for (let one = document.activeElement?.parentElement; one; one = one.parentElement) {
    if (!one.matches('section, form, dialog, figure, [role=region], [role=group]')) continue;
    const name = one.getAttribute('aria-label') ?? document.getElementById(one.getAttribute('aria-labelledby') ?? '')?.textContent ?? '';
    if (!name) continue;
    window.walk.place = one;
    return one === before ? '' : `${one.getAttribute('role') ?? { section: 'region' }[one.localName] ?? one.localName} “${name.replace(/\s+/g, ' ').trim()}”, `;
  }
  return '';
});

/** The line without asking the browser's tree: quick, for each of many presses. */
export const quickLine = page => line(page, null);

/** What live regions said since the last time. */
export const said = page => page.evaluate(() => window.walk.said.splice(0));

/** Headings in their order, as a screen reader jumps by them. */
export const headings = page => page.evaluate(() => [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
  .filter(one => one.checkVisibility() && !one.closest('[aria-hidden=true]'))
  .map(one => ({ level: Number(one.tagName[1]), text: one.textContent.replace(/\s+/g, ' ').trim() })));

/** What is read in a part of the page, a line for each paragraph, row or heading; amounts that are buttons as they are read. */
export const reading = (page, selector) => page.evaluate(selector => {
  const lines = [];
  const text = one => {
    const copy = one.cloneNode(true);
    // Of a list of choices the one that is chosen is read; of the rest what may be heard.
    const chosen = [...one.querySelectorAll('select')].map(list => list.selectedOptions[0]?.textContent ?? '');
    [...copy.querySelectorAll('select')].forEach((list, at) => list.replaceWith(` [${chosen[at]}]`));
    for (const hidden of copy.querySelectorAll('[aria-hidden=true]')) hidden.remove();
    return copy.textContent.replace(/\s+/g, ' ').trim();
  };
  for (const one of document.querySelector(selector).querySelectorAll('h1, h2, h3, p, tr, li, figcaption, desc, caption')) {
    if (one.closest('[aria-hidden=true]') || (one instanceof HTMLElement && !one.checkVisibility()) || one.parentElement.closest('p, tr, li')) continue;
    const said = one.localName === 'tr' ? [...one.children].map(text).join(' | ') : text(one);
    if (said) lines.push(said);
  }
  return lines;
}, selector);

/** Landmarks and named regions in their order. */
export const landmarks = page => page.evaluate(() => [...document.querySelectorAll('header, main, footer, nav, section, form, [role=region], [role=group]')].flatMap(one => {
  if (!one.checkVisibility() || one.closest('[aria-hidden=true]')) return [];
  const name = (one.getAttribute('aria-label') ?? (one.getAttribute('aria-labelledby') ?? '').split(' ').map(id => document.getElementById(id)?.textContent ?? '').join(' ')).replace(/\s+/g, ' ').trim();
  const role = one.getAttribute('role') ?? { header: 'banner', footer: 'contentinfo', section: 'region' }[one.localName] ?? one.localName;
  return role === 'region' && !name ? [] : [{ role, name }];
}));
