// @ts-check
/**
 * Defines <build-or-buy>: the calculator in an iframe that is as high as what it shows.
 *
 *   <script defer src="https://…/embed.js"></script>
 *   <build-or-buy assistant.requests="2M"><a href="https://…/?v=2&assistant.requests=2M">Build or buy?</a></build-or-buy>
 *
 * Attributes: any input; `link`, a whole query; `preset`, `accent`, `currency`, `rate`, `lang`, `lock` and `compact` as
 * in links; `view="card"`, the verdict, its picture and three questions; `by`, `contact` and `logo`, whose calculator it is, the
 * address to write to and a picture above it; `presets`, cases to begin from, as JSON of names and inputs; `word-api`, `word-own` and `word-both`, the options in the host's words; `ground="clear"`, the host's own color behind it; `theme` (`light`, `dark`, or like the text around); `catalog`, the host's own price list, which the host's
 * page fetches; `forward-query`, to hand on what stands behind the host page's `?` where nothing here says otherwise;
 * `height` in pixels until the calculator tells its own; `loading="lazy"`; `src`, another address than the
 * `embed.html` beside this script. The link inside is for pages without scripts.
 *
 * Works as a classic script and as a module. The host's policy need allow only this script and the frame.
 * Events: `verdict` and `change`, each with the link, the word, the side and the monthly costs in `detail`.
 * Methods: `getLink()` and `setLink(query)`.
 */
(() => {
  const script = /** @type {HTMLScriptElement | null} */ (
    document.currentScript ?? document.querySelector('script[src*="embed.js"]')
  );
  const home = script?.src || document.baseURI;
  const ownKey = 'build-or-buy:';
  /** Attributes that are the element's own, and no inputs. */
  const html = /^(id|class|style|title|hidden|slot|part|role|dir|is|inert|nonce|tabindex|height|link|loading|logo|src|(on|aria-|data-).*)$/;

  class BuildOrBuy extends HTMLElement {
    #frame = document.createElement('iframe');
    #link = '';
    /** The query that the frame started with, what the attributes say now, and what was asked for last. */
    #first = '';
    #fixed = '';
    #asked = '';
    /** Where the frame should be from, and where it is from once it spoke: `null` in a sandbox. */
    #home = '';
    #origin = '';
    /** @type {Promise<string> | undefined} */
    #catalog;
    #slot = document.createElement('slot');
    #logo = document.createElement('img');
    #watch = new MutationObserver(() => this.#update());
    #night = matchMedia('(prefers-color-scheme: dark)');

    connectedCallback() {
      const frame = this.#frame;
      const address = new URL(this.getAttribute('src') ?? 'embed.html', home);
      const catalog = this.getAttribute('catalog');
      // The host's page fetches, because the calculator may not: its policy knows no address but its own.
      if (catalog) this.#catalog = fetch(catalog).then(answer => answer.text(), () => '');
      frame.style.cssText = `display:block;width:100%;border:0;height:${Number(this.getAttribute('height')) || 640}px`;
      this.#first = this.#fixed = this.#asked = this.#query();
      this.#link = `${new URL('.', address)}?${this.#asked}`;
      this.#home = address.origin;
      this.#origin = '';
      // Behind `#` the inputs reach no server.
      address.hash = this.#asked;
      frame.src = address.href;
      frame.title = this.title || 'Build or buy?';
      frame.allow = 'clipboard-write';
      // Where the host's policy or the network keeps the calculator away, the link comes back.
      const slot = this.#slot;
      slot.hidden = true;
      const late = () => setTimeout(() => { slot.hidden = !!this.#origin; }, 8000);
      if (this.getAttribute('loading') === 'lazy') {
        frame.loading = 'lazy';
        frame.onload = late;
      } else late();
      // A shadow keeps the host's style off the frame, and the link out of sight.
      (this.shadowRoot ?? this.attachShadow({ mode: 'open' })).replaceChildren(slot, this.#logo, frame);
      this.#sign();
      addEventListener('message', this.#hear);
      // The host's own theme switch is an attribute of its root or body.
      for (const node of [this, document.documentElement, document.body]) this.#watch.observe(node, { attributes: true });
      this.#night.onchange = () => this.#update();
    }

    disconnectedCallback() {
      removeEventListener('message', this.#hear);
      this.#watch.disconnect();
      this.#night.onchange = null;
    }

    /** The link of what is shown, which opens the whole page. */
    getLink() {
      return this.#link;
    }

    /** Shows another link, or what stands behind its `?`. @param {string} link */
    setLink(link) {
      this.#asked = link;
      if (this.#origin) this.#send({ link, whole: link === this.#fixed });
    }

    #query() {
      const query = new URLSearchParams(this.hasAttribute('forward-query') ? location.search : '');
      // Whose calculator it is only the host may say, and no link to its page.
      for (const name of ['by', 'contact', 'lock', 'presets']) query.delete(name);
      const fixed = [...this.attributes].filter(({ name }) => !html.test(name)).map(({ name, value }) => [name, value]);
      const link = new URLSearchParams(this.getAttribute('link') ?? '');
      for (const [name, value] of [...link, ...fixed]) query.set(name, value);
      const theme = this.#theme();
      if (theme) query.set('theme', theme);
      this.#frame.style.colorScheme = theme;
      return String(query);
    }

    /** The theme of the attribute, else that of the text around, which says more than what the host declares. */
    #theme() {
      const theme = this.getAttribute('theme') ?? '';
      if (/^(light|dark)$/.test(theme)) return theme;
      const [, r, g, b] = getComputedStyle(this).color.match(/^rgba?\((\d+), (\d+), (\d+)/) ?? [];
      return b === undefined ? '' : +r + +g + +b > 384 ? 'dark' : 'light';
    }

    /** The host's logo, drawn on the host's page: the calculator's policy loads nothing of others. As wide as what it heads. */
    #sign() {
      const logo = this.#logo;
      const given = this.getAttribute('logo') ?? '';
      const address = Object.assign(document.createElement('a'), { href: given }).href;
      const shown = given && (/^(https:|data:image\/)/.test(address) || address.startsWith(`${location.origin}/`));
      const wide = this.getAttribute('view') === 'card' ? 520 : 1184;
      logo.style.cssText = !shown ? 'display:none' : `${this.#frame.style.cssText};height:52px;box-sizing:border-box;padding:12px max(16px,(100% - ${wide}px)/2) 0;object-fit:contain;object-position:0${this.getAttribute('ground') === 'clear' ? '' : ';background:light-dark(#fff,#14161a)'}`;
      logo.alt = this.getAttribute('by') ?? '';
      if (shown) logo.src = address;
      else if (given) console.warn(ownKey, given);
    }

    #update() {
      const query = this.#query();
      this.#sign();
      if (query !== this.#fixed) this.setLink(this.#fixed = query);
    }

    /** @param {object} message */
    #send(message) {
      const to = this.#origin === 'null' ? '*' : this.#origin;
      this.#frame.contentWindow?.postMessage({ type: `${ownKey}set`, ...message }, to);
    }

    /** @param {MessageEvent} event */
    #hear = ({ source, origin, data }) => {
      if (source !== this.#frame.contentWindow || (origin !== this.#home && origin !== 'null')) return;
      const { type, height, detail } = Object(data);
      if (type === `${ownKey}ready`) {
        this.#origin = origin;
        this.#slot.hidden = true;
        if (this.#asked !== this.#first) this.setLink(this.#asked);
        this.#catalog?.then(catalog => this.#send({ catalog }));
      } else if (type === `${ownKey}height` && typeof height === 'number' && height >= 120 && height <= 6000) {
        this.#frame.style.height = `${height}px`;
      } else if (type === `${ownKey}verdict` || type === `${ownKey}change`) {
        this.#link = String(Object(detail).link);
        // The event's name is what follows `build-or-buy:`.
        this.dispatchEvent(new CustomEvent(type.slice(13), { detail, bubbles: true }));
      }
    };
  }

  customElements.get('build-or-buy') ?? customElements.define('build-or-buy', BuildOrBuy);
})();
