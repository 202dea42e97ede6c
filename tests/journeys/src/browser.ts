import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const FILE = process.env['MINGBAI_CHROMIUM'] ?? '/usr/bin/chromium';

export const hasBrowser = (): boolean => existsSync(FILE);
export const openBrowser = (): Promise<Browser> => chromium.launch({ executablePath: FILE, args: FLAGS });
