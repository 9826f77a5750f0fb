// GET /links: the page that builds tracking links, for whom the companion's page link was opened by; others are sent to GET /,
// which says how to open it.

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { importPagePolicy } from '../import-page/document.ts';
import { sessionIn } from '../import-page/page-keys.ts';
import { linksPageHtml } from '../links-page/document.ts';
import { servePageFiles } from '../page-files.ts';
import type { RouteOptions } from './options.ts';

const files = [
  '../links-page/links.css',
  ...['links', 'form', 'many', 'money-text', 'problems', 'register'].map(name => `../links-page/client/${name}.ts`),
  ...['dom', 'companion'].map(name => `../import-page/client/${name}.ts`),
  ...['currencies', 'errors', 'words'].map(name => `../../shared/${name}.ts`),
].map(path => new URL(path, import.meta.url));

export const linksPage: FastifyPluginAsyncTypebox<Pick<RouteOptions, 'pageKeys' | 'port'>> = async (
  app,
  { pageKeys, port },
) => {
  app.get('/links', { schema: { hide: true } }, async (request, reply) => {
    const session = sessionIn(request.headers.cookie, port());
    if (session === undefined || !pageKeys.has(session)) return reply.redirect('/', 303);
    return reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', importPagePolicy)
      .header('cache-control', 'no-store')
      .send(linksPageHtml());
  });

  servePageFiles(app, '/links-page', files);
};
