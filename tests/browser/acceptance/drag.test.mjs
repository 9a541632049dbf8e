// The answer follows a dragged number: frames while the hand moves, and how long the answer is behind it.

import { needs, open, sentence } from './top.mjs';

/** How long the hand moves, milliseconds. */
const DRAG = 2500;
/**
 * A page at rest and an empty one have a 95th percentile of 16.9 ms in Chromium and 18 in Firefox, so that "within a frame"
 * is counted: frames of the drag against those of as long a rest before it.
 *
 * Held here: alone it is 22 ms and 56, with five other jobs on the same two cores up to 340 ms and 1,130; what must be reached
 * stands beside each in the table. Of the frames at rest 88 to 99 % are kept alone and 43 to 63 % at a quarter of the speed, where
 * one answer takes longer than a frame; beside one other job 77 and 30: held at 60 and 20, for a shared machine.
 */
const [FRAME, BEHIND] = [120, 700];

const TWELVE = `workloads=${Array.from({ length: 12 }, (_, at) => `w${at}`).join('~')}&${Array.from({ length: 12 }, (_, at) => `w${at}.requests=${(at + 1) * 40}k`).join('&')}`;

/** Frames of a page that nobody touches for a while. */
const resting = (page, long) => page.evaluate(async long => {
  const end = performance.now() + long;
  let frames = 0;
  for (; performance.now() < end; frames += 1) await new Promise(next => { requestAnimationFrame(next); });
  return frames;
}, long);

/** Drags the slider in the picture for a while, one step a frame. */
const drag = (page, long) => page.evaluate(async long => {
  const slider = document.querySelector('#bands input[type="range"]');
  const verdict = document.getElementById('verdict');
  const answers = [];
  const seen = new MutationObserver(() => answers.push(performance.now()));
  seen.observe(verdict, { subtree: true, childList: true, characterData: true });
  const frames = [];
  const begun = performance.now();
  let at = begun;
  for (let step = 0; at - begun < long; step += 1) {
    slider.value = String(350 + (step * 7) % 250);
    slider.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await new Promise(next => { requestAnimationFrame(next); });
    const now = performance.now();
    frames.push(now - at);
    at = now;
  }
  const letGo = at;
  await new Promise(rest => { setTimeout(rest, 1500); });
  seen.disconnect();
  const moving = answers.filter(time => time <= letGo);
  const stretches = [begun, ...moving, letGo].map((time, n, all) => time - (all[n - 1] ?? time));
  const rank = (list, share) => [...list].sort((a, b) => a - b)[Math.min(Math.floor(list.length * share), list.length - 1)];
  return { frame: rank(frames, 0.95), frames: frames.length, longest: Math.max(...stretches), answers: moving.length / (long / 1000) };
}, long);

const CASES = [
  ['the default company', '', 1],
  ['twelve workloads', TWELVE, 1],
  ['the default company at a quarter of the speed', '', 4],
];

export const tests = CASES.map(([name, query, slower]) => ({
  name: `the answer follows a dragged number: ${name}`,
  needs,
  alone: true,
  browsers: slower > 1 ? ['chromium'] : undefined,
  async run(t) {
    const page = await open(t, query && `?${query}`);
    await sentence(page);
    await page.waitForTimeout(1500);
    if (slower > 1) {
      const control = await page.context().newCDPSession(page);
      await control.send('Emulation.setCPUThrottlingRate', { rate: slower });
    }
    const atRest = await resting(page, DRAG);
    const { frame, frames: shown, longest, answers } = await drag(page, DRAG);
    const [frames, behind] = [FRAME * slower, BEHIND * slower];
    t.measure('speed', `dragging, ${name}: frame, 95th percentile`, `<= 16.7 ms; held at ${frames}`, Math.round(frame * 10) / 10, frame <= frames, { unit: 'ms' });
    const kept = Math.round((100 * shown) / atRest);
    const least = slower > 1 ? 20 : 60;
    t.measure('speed', `dragging, ${name}: frames, of those of a page at rest`, `100 %; held at ${least}`, kept, kept >= least, { unit: '%' });
    t.measure('speed', `dragging, ${name}: longest without an answer`, `held at ${behind} ms`, Math.round(longest), longest <= behind, { unit: 'ms' });
    t.measure('speed', `dragging, ${name}: answers a second`, '60; held at 2', Math.round(answers), answers >= 2);
  },
}));
