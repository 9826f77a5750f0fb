// GET /: the import page for whom its link was opened by (import-page.ts); for all others a page that says what listens here and
// where to go on, which needs no token and shows no data.

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { importPageHtml, importPagePolicy } from '../import-page/document.ts';
import { sessionIn } from '../import-page/page-keys.ts';
import { version } from '../version.ts';
import type { RouteOptions } from './options.ts';

export const home: FastifyPluginAsyncTypebox<RouteOptions> = async (app, { engine, pageKeys, port }) => {
  app.get('/', { schema: { hide: true } }, async (request, reply) => {
    const session = sessionIn(request.headers.cookie, port());
    if (session !== undefined && pageKeys.has(session)) {
      return reply
        .type('text/html; charset=utf-8')
        .header('content-security-policy', importPagePolicy)
        .header('cache-control', 'no-store')
        .send(importPageHtml());
    }
    const { workspace } = await engine.status();
    return reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
      .header('cache-control', 'no-store')
      .send(page(workspace.sample));
  });
};

function page(isSample: boolean): string {
  const holds = isSample
    ? '<p class="note"><strong>Sample company.</strong> Nothing has been imported yet; every figure is made up until the first file is.</p>'
    : '<p>It holds your own data. Nothing leaves this machine.</p>';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Throughline</title>
<style>
  :root { color-scheme: light dark; }
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 42rem; margin: 10vh auto; padding: 0 1.5rem; }
  h1 { font-size: 1.5rem; margin-bottom: 0; }
  pre { padding: .75rem 1rem; border: 1px solid #8886; border-radius: 6px; overflow-x: auto; }
  .note { border-left: 4px solid #d97706; padding-left: .75rem; }
  footer { margin-top: 3rem; opacity: .7; font-size: .875rem; }
</style>
</head>
<body>
<main>
<h1>Throughline</h1>
<p>Closes the loop between ad clicks and won deals, on this machine.</p>
${holds}
<p>Ask it from a terminal:</p>
<pre><code>npx throughline report --by campaign
npx throughline compare --by channel
npx throughline import FILE…</code></pre>
<p>To import files or build tracking links in this browser, open the link that <code>throughline serve</code> prints, or a fresh one: <code>npx throughline pair --page</code></p>
<p>Programs ask over HTTP: <a href="/docs">the interface, documented</a>.</p>
</main>
<footer>Throughline ${version}</footer>
</body>
</html>
`;
}
