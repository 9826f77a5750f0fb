// Sees to it that there is a browser before the first end-to-end test: the machine's own; else Debian's by apt where we
// are root; else the one that Puppeteer fetches for itself. Runs once, before the end-to-end project only.

import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { findBrowser } from '../../../server/browser/find-browser.ts';

export function installBrowser(): void {
  if (findBrowser()) return;
  console.log('No browser of the Chromium family was found: installing one …');
  const tries = [...(isDebianRoot() ? [fromDebian] : []), fromPuppeteer];
  for (const install of tries) {
    install();
    if (findBrowser()) return;
  }
  throw new Error(
    'The end-to-end tests need Chromium, Chrome or Edge, and none could be installed. Install one, or name it in THROUGHLINE_BROWSER.',
  );
}

const aptGet = 'apt-get';
const apt = (...words: string[]) =>
  spawnSync(aptGet, words, { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });

const isDebianRoot = () => process.platform === 'linux' && process.getuid?.() === 0 && apt('--version').status === 0;

function fromDebian(): void {
  // A list that is out of date is no reason to give up: the install says what is missing.
  apt('update', '-qq');
  apt('install', '-y', '-qq', '--no-install-recommends', 'chromium');
}

function fromPuppeteer(): void {
  const program = createRequire(import.meta.url).resolve('puppeteer/lib/puppeteer/node/cli.js');
  spawnSync(process.execPath, [program, 'browsers', 'install', 'chrome'], { stdio: 'inherit' });
}
