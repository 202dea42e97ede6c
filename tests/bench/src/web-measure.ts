import { hasBrowser, openBrowser } from '@mingbai/tests-journeys/browser';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { percentile, type Measure, type Sample } from './sample.ts';
import { serve, type Service } from './served-district.ts';

const COLD_LOADS = 5;
const WARM_ROUTES = 10;
const SLOW_DOWN = 4;
const PATIENCE_MS = 60_000;
const SUMMARY = '/summary?org=D01&period=2025';
const FIGURE = '.paper [data-figure]';
/** The last part of the summary to be drawn: with it the whole page is there. */
const WHOLE = '.summary-side .ant-table-row';

/**
 * Runs in the page before its own code. `drawn` gives the milliseconds from an instant until something has been drawn:
 * it has a place in the page, and the frame after next comes when the browser has painted it.
 */
const STOPWATCH = `
  localStorage.setItem('mingbai.signed-in', '1');
  const drawn = (selector, start) => new Promise((resolve, reject) => {
    setTimeout(reject, ${PATIENCE_MS}, new Error('never drawn: ' + selector));
    const stop = () => requestAnimationFrame(() => resolve(performance.now() - start));
    const isThere = () => document.querySelector(selector)?.getClientRects().length > 0;
    if (isThere()) return requestAnimationFrame(stop);
    const watch = new MutationObserver(() => {
      if (!isThere()) return;
      watch.disconnect();
      requestAnimationFrame(stop);
    });
    watch.observe(document, { childList: true, subtree: true });
  });
  globalThis.loaded = Promise.all([drawn('${FIGURE}', 0), drawn('${WHOLE}', 0)]);
  addEventListener('click', ({ timeStamp }) => { globalThis.routed = drawn('${FIGURE}', timeStamp); }, true);
`;

type Visit = { readonly page: Page; readonly tools: CDPSession; readonly end: () => Promise<void> };

/** An empty page of a browser without a history, signed in; nothing of an earlier visit is kept. */
async function visit(browser: Browser, { url, cookie }: Service): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' });
  const [name = '', value = ''] = cookie.split('=');
  await context.addCookies([{ name, value, url: url.origin }]);
  const page = await context.newPage();
  await page.addInitScript(STOPWATCH);
  return { page, tools: await context.newCDPSession(page), end: () => context.close() };
}

/** One cold load on a slow processor. */
async function loadCold(browser: Browser, service: Service): Promise<Sample> {
  const { page, tools, end } = await visit(browser, service);
  let [requests, bytes] = [0, 0];
  tools.on('Network.loadingFinished', ({ encodedDataLength }) => {
    requests += 1;
    bytes += encodedDataLength;
  });
  await tools.send('Network.enable');
  await tools.send('Network.clearBrowserCache');
  await tools.send('Emulation.setCPUThrottlingRate', { rate: SLOW_DOWN });
  await page.goto(new URL(SUMMARY, service.url).href);
  const [figureMs = 0, wholeMs = 0] = await page.evaluate<number[]>('loaded');
  await page.waitForLoadState('networkidle');
  await end();
  return { figureMs, wholeMs, requests, bytes };
}

/** In the loaded pages: to the first page by the menu and back, so often; the times of the way back. */
async function routeWarm(browser: Browser, service: Service): Promise<readonly number[]> {
  const { page, end } = await visit(browser, service);
  await page.goto(new URL(SUMMARY, service.url).href);
  await page.evaluate('loaded');
  const times: number[] = [];
  for (let each = 0; each < WARM_ROUTES; each += 1) {
    await page.locator('[data-menu-id$="-/"]').click();
    await page.locator('.figure-card').first().waitFor();
    await page.locator('[data-menu-id$="-/summary"]').click();
    times.push(await page.evaluate<number>('routed'));
  }
  await end();
  return times;
}

/** The summary of the district in a browser: from nothing on a slow processor, and once the pages are there. */
export const shown: Measure = async (folder) => {
  if (!hasBrowser()) return undefined;
  const service = await serve(folder);
  const browser = await openBrowser();
  const loads: Sample[] = [];
  for (let each = 0; each < COLD_LOADS; each += 1) loads.push(await loadCold(browser, service));
  const warm = await routeWarm(browser, service);
  await browser.close();
  await service.stop();
  const loaded = (name: string): readonly number[] => loads.map((load) => load[name] ?? 0);
  return {
    slowDown: SLOW_DOWN,
    coldLoads: COLD_LOADS,
    coldMs: percentile(loaded('figureMs'), 0.5),
    coldWorstMs: Math.max(...loaded('figureMs')),
    wholeMs: percentile(loaded('wholeMs'), 0.5),
    wholeWorstMs: Math.max(...loaded('wholeMs')),
    requests: percentile(loaded('requests'), 0.5),
    transferredBytes: percentile(loaded('bytes'), 0.5),
    warmRoutes: WARM_ROUTES,
    warmMs: percentile(warm, 0.5),
    warmWorstMs: Math.max(...warm),
  };
};
