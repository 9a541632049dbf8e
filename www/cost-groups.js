// @ts-check
import { t } from './language.js';
/**
 * The four things that every option is paid for, in the order of every bar, with the lines of each.
 *
 * @type {{ id: string, label: string, short: string, lines: string[] }[]}
 */
export const COST_GROUPS = [
  { id: 'tokens', label: t('tokens'), short: t('tokens'), lines: ['input', 'cached_read', 'cache_write', 'output', 'reasoning', 'searches', 'batch', 'adjustments', 'following'] },
  { id: 'people', label: t('people and on-call'), short: t('people'), lines: ['people', 'rota', 'on_call'] },
  { id: 'gpus', label: t('GPUs and hardware'), short: t('GPUs'), lines: ['gpus', 'overhead', 'hardware', 'power', 'newer'] },
  { id: 'change', label: t('building and change'), short: t('building and change'), lines: ['build', 'migration', 'delay', 'evaluation', 'upgrades', 'outage', 'lag'] },
];

/** Whether an option answers the question of API or own servers, as today's bill and a cheaper model first do not. @param {{ id: string }} option */
export const isAnswer = option => option.id !== 'today' && option.id !== 'cascade';

/** An option's own color, whatever its plan comes to. @param {{ id: string, side: string }} option */
export const colorOf = option => (option.id === 'build' ? 'build' : option.side);

/** An option's monthly amount of each group, discounts taken off. @param {{ lines: { id: string, monthly: number }[] }} option */
export const groupsOf = option => COST_GROUPS.map(group => ({
  ...group,
  monthly: option.lines.filter(line => group.lines.includes(line.id)).reduce((sum, line) => sum + line.monthly, 0),
}));
