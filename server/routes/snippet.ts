// GET /tl.js: the tracking snippet with this site's configuration, and GET /tl-more.js, its second part. A public collector
// gives them to every page: they hold what every visitor of the site is sent anyway.

import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { Settings } from '#shared/settings.ts';
import { snippetFor, snippetParts } from '../tracker/snippet.ts';

interface SnippetOptions {
  settings: () => Promise<Settings>;
  /** The collector's origin as browsers reach it: https://collect.acme.com */
  origin: () => string;
  /** Throws for who may not read the configuration: a companion's is not for the other sites that its user visits. */
  admit?: (headers: IncomingHttpHeaders, settings: Settings) => void;
}

export const snippet: FastifyPluginAsync<SnippetOptions> = async (app, { settings, origin, admit }) => {
  const config = { open: true, anyOrigin: true };
  // After the hooks of the app that holds this one: what they say of its own pages isn't so of these.
  app.addHook('onSend', async (_request, reply) => {
    reply.header('cross-origin-resource-policy', 'cross-origin');
  });
  app.get('/tl.js', { config, schema: { hide: true } }, async (request, reply) => {
    const now = await settings();
    admit?.(request.headers, now);
    return script(request, reply, await snippetFor(now, origin()));
  });
  app.get('/tl-more.js', { config, schema: { hide: true } }, async (request, reply) =>
    script(request, reply, (await snippetParts()).more),
  );
};

function script(request: FastifyRequest, reply: FastifyReply, text: string): FastifyReply {
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
  reply
    .header('access-control-allow-origin', '*')
    // A changed setting is everywhere within minutes.
    .header('cache-control', 'public, max-age=300')
    .header('etag', etag);
  // A proxy that packs marks the tag as weak.
  const known = (request.headers['if-none-match'] ?? '').split(',').map(tag => tag.trim().replace(/^W\//, ''));
  if (known.includes(etag)) return reply.code(304).send();
  return reply.type('text/javascript; charset=utf-8').send(text);
}
