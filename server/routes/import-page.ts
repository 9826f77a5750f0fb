// The import page's own files, and the link that opens it. The page itself is GET / (home.ts): with a session it is the import
// page, without one it says what listens here.

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { AccessError } from '#shared/errors.ts';
import { pathOfPage, sessionCookie } from '../import-page/page-keys.ts';
import { servePageFiles } from '../page-files.ts';
import type { RouteOptions } from './options.ts';

/** What is served. */
const files = [
  '../import-page/import.css',
  ...['main', 'dom', 'card', 'findings', 'by-hand', 'companion', 'result', 'workspace'].map(
    name => `../import-page/client/${name}.ts`,
  ),
  ...['pace', 'words'].map(name => `../../shared/${name}.ts`),
].map(path => new URL(path, import.meta.url));

export const importPage: FastifyPluginAsyncTypebox<RouteOptions> = async (app, { pageKeys, port }) => {
  app.get<{ Querystring: { key?: unknown; to?: unknown } }>(
    '/open',
    // A program that only looks at a link, as terminals and chats do, must not use it up.
    { exposeHeadRoute: false, schema: { hide: true } },
    async (request, reply) => {
      const { key, to } = request.query;
      const session = typeof key === 'string' ? pageKeys.redeem(key) : null;
      if (session === null) {
        throw new AccessError({
          code: 'page-key',
          what: 'This link has been used, or is of another run of the companion.',
          remedy: 'A fresh one: npx throughline pair --page',
        });
      }
      return reply
        .header('set-cookie', sessionCookie(port(), session))
        .header('cache-control', 'no-store')
        .redirect(pathOfPage(to), 303);
    },
  );

  servePageFiles(app, '/import-page', files);
};
