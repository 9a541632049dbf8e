// @ts-check
import { isForeign, t, writeAs } from './language.js';
/**
 * Amounts as people read them: rounded to what the evidence carries, in the visitor's locale and currency.
 * Nothing is computed here but the display currency.
 *
 * @typedef {import('./pkg/build_or_buy.js').Unit} Unit
 */

let locale = 'en';
let currency = 'USD';
let rate = 1;
/** To make a formatter takes a hundred times as long as to use it. @type {Map<string, Intl.NumberFormat>} */
const kept = new Map();

/**
 * Takes the display choices of a link. A currency without a rate stays in dollars.
 * @param {(key: string) => string} text
 */
export function setDisplay(text) {
  const known = (/** @type {() => unknown} */ attempt) => {
    try { attempt(); return true; } catch { return false; }
  };
  // The sentences are English, and so are their numbers unless another writing was asked for.
  const own = navigator.language ?? '';
  const wanted = text('lang') || (own.startsWith('en') ? own : 'en');
  locale = known(() => Intl.getCanonicalLocales(wanted)) ? wanted : 'en';
  const code = text('currency').toUpperCase();
  const per = Number(text('rate').replace(',', '.'));
  const usable = /^[A-Z]{3}$/.test(code) && code !== 'USD' && per > 0 && Number.isFinite(per);
  currency = usable ? code : 'USD';
  rate = usable ? per : 1;
}

/** What the display currency is, when it is not the dollar. */
export const currencyNote = () =>
  currency === 'USD' ? '' : t`Shown in ${currency} at ${number(rate, 6)} ${currency} to the US dollar.`;

/** The currency that amounts are shown in. */
export const shownCurrency = () => currency;

/** The language tag that numbers are shown in. */
export const shownLocale = () => locale;

/** @param {Intl.NumberFormatOptions} options @param {string} [tag] a language other than the one shown */
function format(options, tag = locale) {
  const key = tag + JSON.stringify(options);
  let found = kept.get(key);
  if (!found) kept.set(key, (found = new Intl.NumberFormat(tag, options)));
  return found;
}

/** Months as people say them: whole years as years. @param {number} months */
export const span = months => (months % 12 ? inMonths(number(months, 3)) : months === 12 ? t('1 year') : t`${number(months / 12, 3)} years`);

/** @param {string} count */
const inMonths = count => (count === '1' ? t('1 month') : t`${count} months`);

/** Two digits below ten thousand, three above. @param {number} value */
const digits = value => (Math.abs(value) < 1e4 ? 2 : 3);

/** @param {number} value @param {number} most significant digits */
export const number = (value, most) => format({ maximumSignificantDigits: most }).format(value);

/** A whole count, with its digits. @param {number} value */
export const count = value => format({ maximumFractionDigits: 2 }).format(value);

/** A rounded sum of money. @param {number} usd */
export const money = usd => {
  const value = Math.abs(usd) < 1e-3 ? 0 : usd * rate;
  return format({ style: 'currency', currency, currencyDisplay: 'narrowSymbol', maximumSignificantDigits: digits(value) })
    .format(value);
};

/** How far one amount lies above another, both as they are shown, so that the three add up. @param {number} from @param {number} to */
export const moreMoney = (from, to) => {
  const shown = (/** @type {number} */ usd) => Number((usd * rate).toPrecision(digits(usd * rate)));
  const by = Number((shown(to) - shown(from)).toPrecision(12));
  const cents = Number.isInteger(by) ? 0 : 2;
  return `${by > 0.005 ? '+' : ''}${format({ style: 'currency', currency, currencyDisplay: 'narrowSymbol', minimumFractionDigits: cents, maximumFractionDigits: cents }).format(Math.abs(by) < 0.005 ? 0 : by)}`;
};

/** Money in one significant digit, which is all that odds carry. @param {number} usd */
export const coarseMoney = usd => {
  const value = Math.abs(usd) < 1 ? 0 : usd * rate;
  return format({ style: 'currency', currency, currencyDisplay: 'narrowSymbol', maximumSignificantDigits: 1 }).format(value);
};

/** Money to the cent. @param {number} usd */
export const exactMoney = usd => {
  // Less than a tenth of a cent is rounding of the machine, no amount.
  const value = Math.abs(usd) < 1e-3 ? 0 : usd * rate;
  // Below a dollar two digits are not always enough: $0.0028, and $0.20.
  const small = Math.abs(value) < 1 && Math.abs(value * 100 - Math.round(value * 100)) > 1e-7;
  return format({ style: 'currency', currency, currencyDisplay: 'narrowSymbol',
    ...(small ? { maximumSignificantDigits: 6 } : { maximumFractionDigits: 2 }) }).format(value);
};

/** Money for an axis: `$10K`. @param {number} usd */
export const shortMoney = usd =>
  format({ style: 'currency', currency, currencyDisplay: 'narrowSymbol', notation: 'compact', maximumSignificantDigits: 2 })
    .format(usd * rate);

/** `12 million`, or plain digits below a million. @param {number} value */
export const large = value =>
  Math.abs(value) < 999_500 ? number(value, 3)
    : format({ notation: 'compact', compactDisplay: 'long', maximumSignificantDigits: 2 }).format(value);

/** `12M`, for axes. @param {number} value */
export const short = value => format({ notation: 'compact', maximumSignificantDigits: 2 }).format(value);

/** A unit beside a number, in words. @param {string} unit */
export const unitOf = unit => (unit === 'x' ? t('times') : t(unit));

/** A number for a control with its unit, which may be a mark behind it. @param {string} text @param {string} unit */
export const inUnit = (text, unit) => (unit === 'x' ? `${text}×`
  : text === '1' && unit === 'person-weeks' ? t('1 person-week') : text === '1' && /^\w{3,}s$/.test(unit) ? t(`1 ${unit.slice(0, -1)}`) : t`${text} ${unitOf(unit)}`);

/** A multiple: `0.44×`. @param {number} value */
export const times = value => `${number(value, digits(value))}×`;

/** A percentage given in percent. @param {number} value */
export const percent = value => `${number(value, 2)} %`;

/** A share given as a part of one. @param {number} value */
export const share = value => format({ style: 'percent', maximumSignificantDigits: 2 }).format(value);

/** The language of words that are put together here: of the table, or English. */
const wordsTag = () => (isForeign() ? locale : 'en-GB');

/** @type {Map<string, Intl.DateTimeFormat>} */
const keptDates = new Map();

/** @param {Intl.DateTimeFormatOptions} options */
function dates(options) {
  const key = wordsTag() + JSON.stringify(options);
  let found = keptDates.get(key);
  if (!found) keptDates.set(key, (found = new Intl.DateTimeFormat(wordsTag(), { ...options, timeZone: 'UTC' })));
  return found;
}

/** @param {string} date `2026-11-23` */
export const day = date => {
  const parsed = new Date(`${date}T12:00:00Z`);
  return Number.isNaN(parsed.getTime()) ? date : dates({ day: 'numeric', month: 'long', year: 'numeric' }).format(parsed);
};

// Numbers and days inside the engine's texts, and names in a row, where those are said in another language.
writeAs(text => (text.length === 10 && text[4] === '-' ? day(text) : format({ maximumFractionDigits: 6 }).format(Number(text.replaceAll(',', '')))),
  names => new Intl.ListFormat(wordsTag()).format(names));

/** A day of the week, from Monday on. @param {number} at */
export const weekday = at => dates({ weekday: 'long' }).format(Date.UTC(2024, 0, 1 + at));

/** An amount in words. @param {Unit} unit @param {number} value */
export function amount(unit, value) {
  switch (unit) {
    case 'usd': return money(value);
    case 'usd_month': return t`${money(value)} a month`;
    case 'usd_year': return t`${money(value)} a year`;
    case 'usd_hour': return t`${money(value)} an hour`;
    case 'usd_mtok': return t`${money(value)} per million tokens`;
    case 'times': return t`${number(value, 2)} times`;
    case 'percent': return percent(value);
    case 'months': return inMonths(number(value, 2));
    case 'tokens_month': return t`${large(value)} tokens a month`;
    case 'tokens_second': return t`${number(value, 2)} tokens a second`;
    case 'gigabytes': return t`${number(value, 2)} GB`;
    case 'number': return large(value);
    default: return '';
  }
}

/** The same, with digits enough to work with it on a calculator. @param {Unit} unit @param {number} value */
export const exact = (unit, value) => (unit.startsWith('usd') ? exactMoney(value) : Math.abs(value) < 1 ? number(value, 6) : count(value));

/**
 * A number for a control, in a form the engine reads one way only: words for millions, no decimal comma.
 * @param {number} value @param {boolean} [plainly] without words
 */
export function typed(value, plainly) {
  const english = locale.startsWith('en');
  const plain = (/** @type {number} */ n) => format({ maximumSignificantDigits: 12 }, 'en').format(n);
  for (const [size, word] of /** @type {[number, (n: string) => string][]} */ ([[1e9, n => t`${n} billion`], [1e6, n => t`${n} million`]])) {
    if (!plainly && Math.abs(value) >= size && Number.isInteger((value / size) * 1000)) return word(plain(value / size));
  }
  return english ? plain(value) : plain(value).replaceAll(',', '\u202f');
}

/** The numbers of a range for a control: all with words or none, since the word of the last would hold for those before it. @param {number[]} values */
export const typedTogether = (...values) => {
  const plainly = values.some(value => !/\p{L}/u.test(typed(value)));
  return values.map(value => typed(value, plainly));
};
