// The links page's document: a form, what comes of it, many at once, templates of ad platforms, the register. Its scripts
// fill it in; it holds no data of the workspace.

import { pagesNav } from '../import-page/document.ts';
import { version } from '../version.ts';

interface Field {
  name: string;
  label: string;
  hint: string;
  attributes?: string;
}

const main: readonly Field[] = [
  {
    name: 'url',
    label: 'Page it opens',
    hint: 'whole, with https://',
    attributes: 'type="url" inputmode="url" required',
  },
  {
    name: 'source',
    label: 'Source',
    hint: 'who sends the visitor: newsletter, partner-acme',
    attributes: 'list="sources" required',
  },
  {
    name: 'medium',
    label: 'Medium',
    hint: 'by what: email, social, cpc, referral, qr',
    attributes: 'list="mediums" required',
  },
  {
    name: 'campaign',
    label: 'Campaign',
    hint: 'in which effort: spring-sale-2026',
    attributes: 'list="campaigns" required',
  },
];

const more: readonly Field[] = [
  { name: 'content', label: 'Content', hint: 'which of several: header, footer' },
  { name: 'term', label: 'Term', hint: 'the search term of a paid search ad' },
  { name: 'campaignId', label: 'Campaign’s id', hint: 'at its ad platform' },
  { name: 'on', label: 'Page it stands on', hint: 'links within your own site get no tags' },
  { name: 'slug', label: 'Vanity path', hint: 'your collector then answers /l/NAME' },
  { name: 'label', label: 'Note', hint: 'for yourself' },
];

const field = ({ name, label, hint, attributes = '' }: Field): string => `<div class="field" data-field="${name}">
<label for="${name}">${label}</label>
<input id="${name}" name="${name}" ${attributes} autocomplete="off" autocapitalize="none" spellcheck="false" aria-describedby="${name}-hint ${name}-told">
<p id="${name}-hint" class="hint soft">${hint}</p>
<div id="${name}-told" class="told"></div>
</div>`;

export function linksPageHtml(): string {
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Links · Throughline</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/import-page/import.css">
<link rel="stylesheet" href="/links-page/links.css">
<script type="module" src="/links-page/links.js"></script>
</head>
<body>
<header class="top">
<h1>Throughline</h1>
${pagesNav('/links')}
</header>
<main>
<p id="trouble" class="trouble" role="alert" hidden></p>
<noscript><p>This page needs scripts. From a terminal: <code>npx throughline link --url …</code></p></noscript>
<section aria-labelledby="make-title">
<h2 id="make-title">A tracking link</h2>
<div class="make">
<form id="form" novalidate>
${main.map(field).join('\n')}
<details id="more"><summary>More: content, vanity path, note …</summary>
<div class="fields">
${more.map(field).join('\n')}
</div>
</details>
<p class="buttons"><button type="submit" class="primary" id="keep">Keep it in the register</button><button type="button" id="insist" hidden>Keep it in spite of the warnings</button><button type="reset">Clear</button></p>
<p id="kept" class="note" hidden></p>
</form>
<div id="preview" class="card" role="region" aria-labelledby="preview-title">
<h3 id="preview-title">What comes of it</h3>
<p id="empty" class="soft">Say where the link leads and who sends the visitor: it appears here as you type.</p>
<div id="made" hidden>
<p class="link"><code id="link"></code></p>
<p class="buttons"><button type="button" id="copy">Copy the link</button></p>
<dl class="facts"><dt>Visits count in</dt><dd id="channel">–</dd></dl>
<figure id="code" hidden><img id="qr" alt="" width="200" height="200"><figcaption><a id="qr-file" download="qr.svg" href="data:,">QR code as SVG</a></figcaption></figure>
</div>
</div>
</div>
</section>
<section aria-labelledby="many-title">
<h2 id="many-title">Many at once</h2>
<p class="soft">Paste cells of a sheet, or choose a CSV file: url, source, medium, campaign in its first line; content, term, id, slug, label where wanted.</p>
<label for="table-text" class="visually-hidden">Table of links</label>
<textarea id="table-text" rows="5" spellcheck="false" placeholder="url,source,medium,campaign&#10;https://acme.example/pricing,newsletter,email,spring-sale"></textarea>
<p class="buttons"><button type="button" id="look">Look at them</button><button type="button" id="choose-table">Choose a CSV file</button></p>
<input type="file" id="table-file" accept=".csv,.tsv,.txt,text/csv" hidden aria-hidden="true" tabindex="-1">
<div id="table"></div>
</section>
<section aria-labelledby="templates-title">
<details><summary id="templates-title">Ads that tag themselves: what to paste into each ad platform</summary>
<div id="templates"><p class="soft">Looking …</p></div>
</details>
</section>
<section aria-labelledby="register-title">
<div class="row"><h2 id="register-title">Register</h2><a id="register-file" href="/v1/links.csv" hidden>Download as CSV</a></div>
<p id="search-row" class="field" hidden><label for="search">Search</label><input id="search" type="search" autocomplete="off"></p>
<div id="register" class="wide" tabindex="0" role="region" aria-label="Register, table"><p class="soft">Looking …</p></div>
</section>
<p id="said" class="visually-hidden" role="status" aria-live="polite"></p>
</main>
<datalist id="sources"></datalist><datalist id="mediums"></datalist><datalist id="campaigns"></datalist>
<footer class="soft">Throughline ${version} · <a href="/docs">the interface, documented</a></footer>
</body>
</html>
`;
}
