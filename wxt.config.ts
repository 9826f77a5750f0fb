// The extension's build and manifest in one page. Which pages the overlay runs on comes from the list of sites
// (extension/sites/), so a new site is its file and its line.

import preact from '@preact/preset-vite';
import { defineConfig } from 'wxt';

export default defineConfig({
  srcDir: 'extension',
  entrypointsDir: 'entrypoints',
  publicDir: 'extension/public',
  modulesDir: 'extension/modules',
  outDir: '.output',
  // Names show where they come from.
  imports: false,
  vite: () => ({
    plugins: [preact({ devToolsEnabled: false })],
    build: { target: 'es2022' },
  }),
  manifest: {
    name: 'Throughline',
    description:
      'Attributed revenue beside cost in your ad dashboards, and the journey on your CRM records, from your own machine.',
    permissions: ['storage'],
    // The companion only: the sites' pages are reached by the content script's own matches.
    host_permissions: ['http://127.0.0.1/*'],
  },
});
