// Which browser is taken, on machines that are told by their files alone.

import { expect, test } from 'vitest';
import { findBrowser } from '../../../server/browser/find-browser.ts';

const machine = (platform: NodeJS.Platform, programs: string[], env: Record<string, string> = {}) => ({
  platform,
  env,
  home: platform === 'win32' ? 'C:\\Users\\ada' : '/home/ada',
  isProgram: (path: string) => programs.includes(path),
  list: (folder: string) => [
    ...new Set(
      programs.filter(path => path.startsWith(`${folder}/`)).map(path => path.slice(folder.length + 1).split('/')[0]),
    ),
  ],
});
const cached = (build: string) => `/home/ada/.cache/puppeteer/chrome/${build}/chrome-linux64/chrome`;

test.runIf(process.platform !== 'win32')('on Linux the first of PATH, Chromium before branded Chrome', () => {
  const programs = ['/opt/bin/google-chrome', '/usr/bin/chromium', cached('linux-150.0.1')];
  expect(findBrowser(machine('linux', programs, { PATH: '/opt/bin:/usr/bin' }))).toBe('/usr/bin/chromium');
  expect(findBrowser(machine('linux', programs, { PATH: '/opt/bin' }))).toBe('/opt/bin/google-chrome');
});

test.runIf(process.platform !== 'win32')("without one of the system's, the newest that Puppeteer fetched", () => {
  const programs = [cached('linux-99.0.1'), cached('linux-150.0.10'), cached('linux-150.0.9')];
  expect(findBrowser(machine('linux', programs))).toBe(cached('linux-150.0.10'));
  const moved = ['/cache/chrome/linux-1.0/chrome-linux64/chrome'];
  expect(findBrowser(machine('linux', moved, { PUPPETEER_CACHE_DIR: '/cache' }))).toBe(moved[0]);
});

test.runIf(process.platform !== 'win32')('on a Mac an application, the whole machine’s or the user’s own', () => {
  const own = '/home/ada/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
  expect(findBrowser(machine('darwin', [own]))).toBe(own);
});

test('on Windows Edge, where there is nothing else', () => {
  const edge = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe';
  const env = { PROGRAMFILES: 'C:\\Program Files', 'PROGRAMFILES(X86)': 'C:\\Program Files (x86)' };
  expect(findBrowser(machine('win32', [edge], env))).toBe(edge);
});

test('the one that THROUGHLINE_BROWSER names wins; named wrongly, no other is taken instead', () => {
  const programs = ['/usr/bin/chromium', '/opt/mine'];
  const env = { PATH: '/usr/bin' };
  expect(findBrowser(machine('linux', programs, { ...env, THROUGHLINE_BROWSER: '/opt/mine' }))).toBe('/opt/mine');
  expect(findBrowser(machine('linux', programs, { ...env, THROUGHLINE_BROWSER: '/opt/none' }))).toBeUndefined();
});

test('none is none', () => {
  expect(findBrowser(machine('linux', [], { PATH: '/usr/bin' }))).toBeUndefined();
});
