// Finds a browser of the Chromium family on this machine: the one named, the system's own, else the one that Puppeteer
// fetched earlier. It only looks at files; it starts and fetches nothing.

import { accessSync, constants, readdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/** Names on PATH, the unbranded ones first: they take an extension by every way there is. */
const onPath = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
];

const macApps = ['Chromium', 'Google Chrome', 'Microsoft Edge'];
const windowsPrograms = [
  'Chromium\\Application\\chrome.exe',
  'Google\\Chrome\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
];
/** Where the browser lies inside a build that Puppeteer fetched. */
const insideBuild: Partial<Record<NodeJS.Platform, string[]>> = {
  linux: ['chrome-linux64/chrome', 'chrome-linux/chrome'],
  darwin: [
    'chrome-mac-arm64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
    'chrome-mac-x64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
    'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: ['chrome-win64\\chrome.exe', 'chrome-win32\\chrome.exe'],
};

export interface Surroundings {
  platform: NodeJS.Platform;
  env: Record<string, string | undefined>;
  home: string;
  isProgram(path: string): boolean;
  /** Names in a folder, none where there is no such folder. */
  list(folder: string): string[];
}

/** The path of its program; undefined where there is none. THROUGHLINE_BROWSER names one and wins. */
export function findBrowser(given: Partial<Surroundings> = {}): string | undefined {
  const surroundings: Surroundings = {
    platform: process.platform,
    env: process.env,
    home: homedir(),
    isProgram,
    list: listFolder,
    ...given,
  };
  const named = surroundings.env.THROUGHLINE_BROWSER;
  if (named) return surroundings.isProgram(named) ? named : undefined;
  return [...systemPaths(surroundings), ...fetchedPaths(surroundings)].find(surroundings.isProgram);
}

function systemPaths({ platform, env, home }: Surroundings): string[] {
  if (platform === 'darwin') {
    return ['/Applications', join(home, 'Applications')].flatMap(folder =>
      macApps.map(app => join(folder, `${app}.app`, 'Contents', 'MacOS', app)),
    );
  }
  if (platform === 'win32') {
    const folders = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter(
      folder => folder !== undefined,
    );
    return windowsPrograms.flatMap(program => folders.map(folder => `${folder}\\${program}`));
  }
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
  return onPath.flatMap(name => folders.map(folder => join(folder, name)));
}

/** Puppeteer's cache, the newest build first. */
function fetchedPaths({ platform, env, home, list }: Surroundings): string[] {
  const cache = env.PUPPETEER_CACHE_DIR ?? join(home, '.cache', 'puppeteer');
  return ['chrome', 'chromium'].flatMap(browser =>
    list(join(cache, browser))
      .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))
      .flatMap(build => (insideBuild[platform] ?? []).map(inside => join(cache, browser, build, inside))),
  );
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    // Not there, or not ours to run.
    return false;
  }
}

function listFolder(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    // Puppeteer never fetched one.
    return [];
  }
}
