// The import page's own files, and the link that opens it. The page itself is GET / (home.ts): with a session it is the import
// page, without one it says what listens here. Its scripts are served as they are written, with their types taken out.

import { readFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { AccessError, NotFoundError } from '#shared/errors.ts';
import { sessionCookie } from '../import-page/page-keys.ts';
import type { RouteOptions } from './options.ts';

/** What is served, and where it lies. */
const files: Readonly<Record<string, { type: string; path: string }>> = {
  'import.css': { type: 'text/css; charset=utf-8', path: '../import-page/import.css' },
  ...Object.fromEntries(
    ['main', 'dom', 'card', 'findings', 'by-hand', 'companion', 'result', 'workspace'].map(name => [
      `${name}.js`,
      { type: 'text/javascript; charset=utf-8', path: `../import-page/client/${name}.ts` },
    ]),
  ),
  'pace.js': { type: 'text/javascript; charset=utf-8', path: '../../shared/pace.ts' },
};

export const importPage: FastifyPluginAsyncTypebox<RouteOptions> = async (app, { pageKeys, port }) => {
  const served = new Map<string, string>();

  app.get<{ Querystring: { key?: unknown } }>('/open', { schema: { hide: true } }, async (request, reply) => {
    const { key } = request.query;
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
      .redirect('/', 303);
  });

  app.get<{ Params: { file: string } }>('/import-page/:file', { schema: { hide: true } }, async (request, reply) => {
    const { file } = request.params;
    if (!Object.hasOwn(files, file))
      throw new NotFoundError({ code: 'route-unknown', what: `There is nothing at ${request.url}.` });
    const { type, path } = files[file];
    let text = served.get(file);
    if (text === undefined) {
      const written = await readFile(new URL(path, import.meta.url), 'utf8');
      text = path.endsWith('.ts') ? asScript(written) : written;
      served.set(file, text);
    }
    return reply.type(type).header('cache-control', 'no-cache').send(text);
  });
};

/** TypeScript as the browser reads it: no types, and modules by the names they are served under. */
function asScript(text: string): string {
  return withoutTypes(text)
    .replace(/from '#shared\/([\w-]+)\.ts'/g, "from './$1.js'")
    .replace(/from '\.\/([\w-]+)\.ts'/g, "from './$1.js'");
}

/** Node runs all of this program by the same means; that this way in is called experimental is nothing for the terminal. */
function withoutTypes(text: string): string {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return stripTypeScriptTypes(text);
  } finally {
    process.emitWarning = emitWarning;
  }
}
