import { defineConfig } from 'vitest/config';

const root = new URL('..', import.meta.url).pathname;

export default defineConfig({
  test: {
    root,
    include: ['tests/**/*.test.{ts,tsx}'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // .ci/run counts from this file.
    reporters: ['default', ['json', { outputFile: `${root}node_modules/.cache/throughline/tests.json` }]],
  },
});
