// /replica/: pages of our own on which to try the extension, fed by the sample company. They need no token, since they show
// nothing but the sample; a workspace with data of one's own has none of them.
// Their code is loaded when asked for: most companions never show one.

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply } from 'fastify';
import type { HtmlReply } from '../replica/document.ts';
import type { PageQuery } from '../replica/options.ts';
import type { RouteOptions } from './options.ts';

export const replica: FastifyPluginAsyncTypebox<RouteOptions> = async (app, { engine }) => {
  const isSample = async () => (await engine.status()).workspace.sample;

  app.get('/replica', { schema: { hide: true } }, async (_request, reply) => reply.redirect('/replica/'));

  app.get('/replica/', { schema: { hide: true } }, async (_request, reply) => {
    const { indexPage, notSamplePage } = await import('../replica/index.ts');
    return sendHtml(reply, (await isSample()) ? indexPage() : notSamplePage());
  });

  app.get<{ Params: { host: string; '*': string } }>(
    '/replica/:host/*',
    { schema: { hide: true } },
    async (request, reply) => {
      const { replicaPage, notSamplePage } = await import('../replica/index.ts');
      if (!(await isSample())) return sendHtml(reply, notSamplePage());
      const { host, '*': path } = request.params;
      return sendHtml(reply, await replicaPage(engine, host, `/${path}`, textsOf(request.query)));
    },
  );
};

/** What is given once, as text; the rest is no option of a page. */
function textsOf(query: unknown): PageQuery {
  const entries = Object.entries(query as Record<string, unknown>);
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

function sendHtml(reply: FastifyReply, { status, html, policy }: HtmlReply): FastifyReply {
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .header('content-security-policy', policy)
    .header('cache-control', 'no-store')
    .send(html);
}
