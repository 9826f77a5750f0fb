import { defineConfig } from 'vitest/config';

// A third worker fills the cores while others wait for the disk or a process; three browsers at once would only wait for
// each other.
const afterTheBrowsers = { sequence: { groupOrder: 1 }, maxWorkers: 3 };
/** Whole processes, and no browser. */
const processes = ['bin', 'companion', 'import'].map(name => `tests/e2e/${name}.test.ts`);
const root = new URL('..', import.meta.url).pathname;

export default defineConfig({
  test: {
    root,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    globalSetup: 'tests/sample-data.ts',
    // .ci/run counts from this file.
    reporters: ['default', ['json', { outputFile: `${root}node_modules/.cache/throughline/tests.json` }]],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/e2e/**', 'tests/extension/**'],
          // Their modules keep nothing between files: loading them once for all saves a tenth of the time.
          isolate: false,
          ...afterTheBrowsers,
        },
      },
      { extends: true, test: { name: 'extension', include: ['tests/extension/**/*.test.ts'], ...afterTheBrowsers } },
      { extends: true, test: { name: 'processes', include: processes, ...afterTheBrowsers } },
      // Only these need a browser; it is looked for, and installed where there is none, before the first of them.
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          exclude: processes,
          globalSetup: ['tests/sample-data.ts', 'tests/e2e/harness/global-setup.ts'],
          // Slow machines get their time.
          expect: { poll: { timeout: 15_000 } },
        },
      },
    ],
  },
});
