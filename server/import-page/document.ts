// The import page's document, and what the companion's pages share. Its scripts fill it in; without scripts it says so. It holds no data of the workspace.

import { version } from '../version.ts';

/** Nothing from anywhere but this companion, nothing inline, and no text becomes markup. */
export const importPagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  'img-src data:',
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Between the companion's pages. */
export function pagesNav(here: '/' | '/links'): string {
  const link = (href: string, name: string) =>
    `<a href="${href}"${href === here ? ' aria-current="page"' : ''}>${name}</a>`;
  return `<nav aria-label="Pages">${link('/', 'Import')} ${link('/links', 'Links')}</nav>`;
}

export function importPageHtml(): string {
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Import · Throughline</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/import-page/import.css">
<script type="module" src="/import-page/main.js"></script>
</head>
<body>
<header class="top">
<h1>Throughline</h1>
${pagesNav('/')}
<p id="workspace" class="soft"></p>
</header>
<main>
<p id="trouble" class="trouble" role="alert" hidden></p>
<section id="drop" class="drop" aria-labelledby="drop-title">
<h2 id="drop-title">Drop exports here</h2>
<p class="soft">Tracking, CRM, ad cost, calls, revenue: CSV, Excel, JSON, Parquet, also zipped or in folders. First you see what is in them; nothing is stored until you say so, and nothing leaves this machine.</p>
<p class="buttons">
<button type="button" id="choose-files" class="primary">Choose files</button>
<button type="button" id="choose-folder">Choose a folder</button>
</p>
<input type="file" id="files" multiple hidden aria-hidden="true" tabindex="-1">
<input type="file" id="folder" webkitdirectory hidden aria-hidden="true" tabindex="-1">
<noscript><p>This page needs scripts. From a terminal: <code>npx throughline import FILE…</code></p></noscript>
</section>
<section aria-labelledby="cards-title" id="cards-section" hidden>
<div class="row"><h2 id="cards-title">Files</h2><button type="button" id="import-all" class="primary" hidden>Import all</button></div>
<div id="cards"></div>
</section>
<section aria-labelledby="holds-title">
<h2 id="holds-title">What the workspace holds</h2>
<div id="holds"><p class="soft">Looking …</p></div>
</section>
<section aria-labelledby="imports-title">
<h2 id="imports-title">Imports</h2>
<div id="imports" class="wide" tabindex="0" role="region" aria-label="Imports, table"><p class="soft">Looking …</p></div>
</section>
<p id="said" class="visually-hidden" role="status" aria-live="polite"></p>
</main>
<footer class="soft">Throughline ${version} · <a href="/docs">the interface, documented</a></footer>
</body>
</html>
`;
}
