import type { Browser, Locator, Page } from 'playwright-core';
import { openBrowser } from './browser.ts';
import { PASSWORD } from './served-store.ts';

/** The browser itself notes answers of 4xx; a journey that provokes a refusal says which. */
const REFUSAL = /Failed to load resource: the server responded with a status of (\d+)/;

type Walking = { readonly width?: number; readonly refusals?: readonly number[] };

/** One browser page that notes every error on its console. */
export class Walk {
  readonly page: Page;
  readonly #browser: Browser;
  readonly #errors: string[] = [];

  private constructor(browser: Browser, page: Page, refusals: readonly number[]) {
    this.#browser = browser;
    this.page = page;
    page.on('pageerror', (error) => this.#errors.push(error.message));
    page.on('console', (message) => {
      const status = Number(REFUSAL.exec(message.text())?.[1]);
      if (message.type() === 'error' && !refusals.includes(status)) this.#errors.push(message.text());
    });
  }

  static async begin({ width = 1440, refusals = [] }: Walking = {}): Promise<Walk> {
    const browser = await openBrowser();
    // Without movement a page is what it will be as soon as it shows it: what is on its way out takes no clicks.
    const viewport = { width, height: 900 };
    const context = await browser.newContext({ viewport, locale: 'zh-CN', reducedMotion: 'reduce' });
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    return new Walk(browser, page, refusals);
  }

  get errors(): readonly string[] {
    return this.#errors;
  }

  async signIn(url: string, login: string, password: string = PASSWORD): Promise<void> {
    await this.page.goto(url);
    await this.typeIn(login, password);
    await this.page.getByRole('button', { name: login }).waitFor();
  }

  async typeIn(login: string, password: string): Promise<void> {
    await this.page.getByLabel('用户名').fill(login);
    await this.page.getByLabel('密码').fill(password);
    await this.page.getByRole('button', { name: '登录', exact: true }).click();
  }

  async signOut(login: string): Promise<void> {
    await this.page.getByRole('button', { name: login }).click();
    await this.page.getByText('退出登录').click();
    await this.page.getByRole('button', { name: '登录', exact: true }).waitFor();
  }

  /** The drawer or dialog of that title. */
  dialog(title: string): Locator {
    return this.page.getByRole('dialog').filter({ hasText: title });
  }

  /** Chooses an option of a select by its words. */
  async choose(select: Locator, option: string): Promise<void> {
    await select.click();
    await this.page.locator('.ant-select-dropdown:visible').getByTitle(option, { exact: true }).click();
  }

  /** How far the page is wider than the window. */
  async overflow(): Promise<number> {
    const root = 'document.documentElement';
    return Number(await this.page.evaluate(`${root}.scrollWidth - ${root}.clientWidth`));
  }

  async end(): Promise<void> {
    await this.#browser.close();
  }
}
