import { chromium, firefox } from 'playwright-core';
const base = 'http://127.0.0.1:8765/';
for (const [name, type, launch] of [['chromium', chromium, { executablePath: '/usr/bin/chromium', args: ['--headless', '--no-sandbox', '--disable-gpu'] }], ['firefox', firefox, { channel: 'moz-firefox', executablePath: '/usr/bin/firefox-esr' }]]) {
  const browser = await type.launch(launch);
  for (const width of [360, 1280]) {
    const page = await (await browser.newContext({ viewport: { width, height: 900 } })).newPage();
    page.on('pageerror', error => console.log(name, width, 'error', error.message));
    await page.goto(base + '?v=2&asof=2026-11-23&assistant.requests=2M');
    await page.waitForSelector('details[data-part="history"]', { timeout: 60000, state: 'attached' });
    await page.evaluate(() => { document.querySelector('details[data-part="history"]').open = true; });
    await page.waitForSelector('#history-chart svg');
    await page.selectOption('#history-of', 'cheapest model with 23 points');
    await page.waitForTimeout(800);
    const part = page.locator('details[data-part="history"]');
    await part.scrollIntoViewIfNeeded();
    await part.screenshot({ path: `/tmp/hx/shots/${name}-${width}-level.png` });
    await page.getByRole('button', { name: 'This decision with the prices of a year ago' }).click();
    await page.waitForSelector('#h-compare');
    await page.waitForTimeout(1500);
    await page.locator('section[aria-labelledby="h-compare"]').screenshot({ path: `/tmp/hx/shots/${name}-${width}-compare.png` });
    await page.goto(base + 'method.html');
    await page.locator('#back-test').scrollIntoViewIfNeeded();
    await page.evaluate(() => document.querySelector('#back-test').scrollIntoView());
    await page.waitForTimeout(300);
    await page.screenshot({ path: `/tmp/hx/shots/${name}-${width}-method.png` });
    console.log(name, width, 'page wider than window:', await page.evaluate(() => document.documentElement.scrollWidth > innerWidth));
  }
  await browser.close();
}
