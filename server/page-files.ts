// Scripts and styles of the companion's own pages, served as they are written, with their types taken out. A page's modules
// lie beside each other under its path, wherever they come from: so no two may have one name.

import { readFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import type { FastifyInstance } from 'fastify';
import { NotFoundError } from '#shared/errors.ts';

/** Serves files (styles, and scripts in TypeScript) under `prefix` by their names: `x.ts` as `x.js`. */
export function servePageFiles(app: FastifyInstance, prefix: string, files: readonly URL[]): void {
  const byName = new Map(
    files.map(file => [file.pathname.slice(file.pathname.lastIndexOf('/') + 1).replace(/\.ts$/, '.js'), file]),
  );
  const served = new Map<string, string>();
  app.get<{ Params: { file: string } }>(`${prefix}/:file`, { schema: { hide: true } }, async (request, reply) => {
    const name = request.params.file;
    const file = byName.get(name);
    if (!file) throw new NotFoundError({ code: 'route-unknown', what: `There is nothing at ${request.url}.` });
    let text = served.get(name);
    if (text === undefined) {
      const written = await readFile(file, 'utf8');
      text = name.endsWith('.js') ? asScript(written) : written;
      served.set(name, text);
    }
    const type = name.endsWith('.css') ? 'text/css' : 'text/javascript';
    return reply.type(`${type}; charset=utf-8`).header('cache-control', 'no-cache').send(text);
  });
}

/** TypeScript as the browser reads it: no types, and modules by the names they are served under. */
function asScript(text: string): string {
  return withoutTypes(text).replace(/from '(?:#shared|\.{1,2})\/(?:[\w.-]+\/)*([\w-]+)\.ts'/g, "from './$1.js'");
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
