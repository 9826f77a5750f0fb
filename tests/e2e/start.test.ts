// `throughline serve` and the window that it opens on the sample: where there is no screen it says what to do instead; with
// one, a browser of its own with the extension. Chromium runs headless here behind a script that says so for it.

import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { findBrowser } from '../../server/browser/find-browser.ts';
import { extensionDir } from '../../server/browser/try-sample.ts';
import { writeSmallCompany } from '../server/small-company.ts';
import { Processes, type Running } from './processes.ts';

let processes: Processes;
beforeEach(async () => {
  processes = await Processes.open(inject('sampleData'));
});
afterEach(() => processes.close());

const noScreen = { DISPLAY: undefined, WAYLAND_DISPLAY: undefined, CI: undefined };
const serve = (env: Record<string, string | undefined>, ...words: string[]) =>
  processes.startWith({ ...noScreen, ...env }, 'serve', '--port', '0', ...words);
const printed = (running: Running, text: string) =>
  expect.poll(() => running.printed(), { timeout: 40_000 }).toContain(text);

async function endInOrder({ child, ended }: Running): Promise<string> {
  child.kill('SIGINT');
  const { code, err } = await ended;
  expect([code, err]).toEqual([0, 'Throughline has ended.\n']);
  return (await ended).out;
}

describe.runIf(process.platform === 'linux')('without a screen', () => {
  test('it says so, and what to do by hand', async () => {
    const running = serve({});
    await printed(running, 'No browser window was opened: there is no screen here');
    await printed(running, '/replica/');
    const out = await endInOrder(running);
    expect(out).toContain(`"Load unpacked": ${extensionDir}`);
    expect(out).toContain('npx throughline pair');
    // What is built needs no building.
    expect(out).not.toContain('npm run build');
    expect(out).toMatch(/open http:\/\/127\.0\.0\.1:\d+\/replica\//);
  });

  test('in CI it opens none, screen or not', async () => {
    const running = serve({ CI: 'true', DISPLAY: ':0' });
    await printed(running, 'No browser window was opened: this is a build machine');
    await endInOrder(running);
  });
});

test('with --no-open, and with data of one’s own, there is no word of a window', async () => {
  const noOpen = serve({ DISPLAY: ':0' }, '--no-open');
  await printed(noOpen, 'Ctrl-C ends');
  expect(await endInOrder(noOpen)).not.toContain('browser window');
  const paths = await writeSmallCompany(join(processes.folder, 'exports'));
  expect((await processes.run('import', ...Object.values(paths))).code).toBe(0);
  const own = serve({ DISPLAY: ':0' });
  await printed(own, 'Ctrl-C ends');
  expect(await endInOrder(own)).not.toContain('browser window');
});

test('without a browser it says so, and the companion goes on', async () => {
  const running = serve({ DISPLAY: ':0', THROUGHLINE_BROWSER: join(processes.folder, 'none') });
  await printed(running, 'Ctrl-C ends');
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(running.printed())?.[0];
  await expect.poll(() => running.complained(), { timeout: 20_000 }).toContain('No browser of the Chromium family');
  expect(running.complained()).toContain('/replica/');
  expect((await fetch(`${url}/replica/`)).status).toBe(200);
  running.child.kill('SIGINT');
  expect((await running.ended).code).toBe(0);
});

describe.runIf(process.platform === 'linux')('with a screen', () => {
  /** Chromium without a window, which writes down its own process id. */
  function headlessBrowser(): { program: string; pidFile: string } {
    const program = join(processes.folder, 'browser.sh');
    const pidFile = join(processes.folder, 'browser.pid');
    const script = `#!/bin/sh\necho $$ > '${pidFile}'\nexec '${findBrowser()}' --headless=new --disable-gpu --disable-quic "$@"\n`;
    writeFileSync(program, script);
    chmodSync(program, 0o755);
    return { program, pidFile };
  }
  const readPid = (path: string) => Number(readFileSync(path, 'utf8'));
  const isAlive = (pid: number) => {
    try {
      process.kill(pid, 0);
      return true;
    } catch {
      return false;
    }
  };

  test('a window opens with the extension paired, and ends with the companion', async () => {
    const { program, pidFile } = headlessBrowser();
    const running = serve({ DISPLAY: ':0', THROUGHLINE_BROWSER: program });
    await printed(running, 'A browser window is open on the sample company, with the extension paired.');
    const pid = readPid(pidFile);
    expect(isAlive(pid)).toBe(true);
    expect(existsSync(join(processes.folder, 'data', 'browser'))).toBe(true);
    expect(await endInOrder(running)).not.toContain('is closed');
    expect(isAlive(pid)).toBe(false);
  });

  test('the window’s end is not the companion’s', async () => {
    const { program, pidFile } = headlessBrowser();
    const running = serve({ DISPLAY: ':0', THROUGHLINE_BROWSER: program });
    await printed(running, 'A browser window is open');
    process.kill(readPid(pidFile), 'SIGTERM');
    await printed(running, 'The browser window is closed; the companion goes on.');
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(running.printed())?.[0];
    expect((await fetch(`${url}/`)).status).toBe(200);
    await endInOrder(running);
  });
});
