// Tracking links over HTTP: looked at, kept, listed, removed; many at once from a table; and the vanity paths under /l/,
// which lead only where the register says.

import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import type { FastifyPluginAsync } from 'fastify';
import { sheetLine } from '#shared/csv.ts';
import { DataError } from '#shared/errors.ts';
import { adTemplates, adTemplateText } from '#shared/links/ad-template.ts';
import { readLinks } from '#shared/links/read-links.ts';
import { KeptLink, LinkCheck, LinkRowCheck, LinksAnswer, LinkWish, NamesAnswer } from '#shared/schema/links.ts';
import { isRefused, LinkDesk } from '../links/desk.ts';
import { qrSvg } from '../links/qr-code.ts';
import type { LinkRegister } from '../links/register.ts';
import type { RouteOptions } from './options.ts';
import { ErrorReply, strict } from './schemas.ts';

const page = { config: { page: true } };
const linkTags = { tags: ['links'] };

/** With the QR code beside what was found. */
const Looked = Type.Object({
  ...LinkCheck.properties,
  /** The link's QR code as an SVG document; null where there is no link. */
  qr: Type.Union([Type.String(), Type.Null()]),
});

const Kept = Type.Object({
  ...LinkCheck.properties,
  kept: KeptLink,
  what: Type.Union([Type.Literal('added'), Type.Literal('changed'), Type.Literal('same')]),
});

const force = Type.Optional(Type.Boolean({ description: 'In spite of warnings' }));

export interface LinkRouteOptions extends Pick<RouteOptions, 'engine' | 'now'> {
  register: LinkRegister;
}

export const links: FastifyPluginAsyncTypebox<LinkRouteOptions> = async (app, { engine, now, register }) => {
  const desk = new LinkDesk(engine, register);
  const byOf = (caller: string): string => (caller === 'page' ? 'links page' : 'HTTP');

  app.get(
    '/names',
    {
      schema: {
        tags: ['links'],
        summary: 'Sources, mediums and campaigns in use',
        response: { 200: NamesAnswer, default: ErrorReply },
      },
    },
    () => engine.names(),
  );

  app.get(
    '/links',
    {
      ...page,
      schema: {
        ...linkTags,
        summary: 'The register, and what arrived by each link',
        response: { 200: LinksAnswer, default: ErrorReply },
      },
    },
    () => desk.list(),
  );

  app.get(
    '/links.csv',
    { ...page, schema: { ...linkTags, summary: 'The register as a table' } },
    async (_request, reply) => {
      const { links: all } = await desk.list();
      const lines = all.map(({ id, link, channel, url, source, medium, campaign, content, term, ...rest }) =>
        sheetLine([
          ...[link, channel, url, source, medium, campaign, content, term, rest.campaignId, rest.slug, rest.label],
          ...[id, rest.madeAt, rest.madeBy, rest.arrived.visits, rest.arrived.leads, rest.arrived.revenue],
        ]),
      );
      const head =
        'link,channel,url,source,medium,campaign,content,term,id,slug,label,register_id,made_at,made_by,visits,leads,revenue';
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="links.csv"')
        .send(`${head}\r\n${lines.join('')}`);
    },
  );

  app.get(
    '/links/templates',
    {
      ...page,
      schema: {
        ...linkTags,
        summary: 'What to paste into each ad platform',
        response: {
          200: Type.Array(
            Type.Object({ platform: Type.String(), label: Type.String(), where: Type.String(), text: Type.String() }),
          ),
        },
      },
    },
    async () =>
      adTemplates.map(one => ({
        platform: one.platform,
        label: one.label,
        where: one.where,
        text: adTemplateText(one),
      })),
  );

  app.post(
    '/links/check',
    {
      ...page,
      schema: {
        ...linkTags,
        summary: 'A link with its tags, its channel, its QR code, and what is wrong with it; nothing is kept',
        body: strict(LinkWish),
        response: { 200: Looked, default: ErrorReply },
      },
    },
    async request => {
      const found = await desk.check(request.body);
      const isDrawn = found.link !== null && found.link.length <= longestQr;
      return { ...found, qr: isDrawn ? qrSvg(found.link as string, request.body.label || 'QR code') : null };
    },
  );

  app.post(
    '/links',
    {
      ...page,
      schema: {
        ...linkTags,
        summary: 'Keeps a link in the register; refused where something is wrong with it',
        body: strict(Type.Object({ ...LinkWish.properties, force })),
        response: { 200: Kept, default: ErrorReply },
      },
    },
    async request => {
      const { force: insists = false, ...wish } = request.body;
      const found = await desk.check(wish);
      const worst = found.problems.filter(({ severity }) => severity !== 'note');
      if (isRefused(found.problems, insists)) {
        throw new DataError({
          code: 'link-refused',
          what: worst.map(({ what }) => what).join(' '),
          where: [...new Set(worst.map(({ field }) => field))].join(', '),
          found: worst.map(({ found: text }) => text).join('; '),
          remedy: worst.map(({ remedy }) => remedy).join(' '),
        });
      }
      const [{ link: kept, what }] = await desk.keep([wish], byOf(request.caller), new Date(now()).toISOString());
      return { ...found, kept, what };
    },
  );

  app.post(
    '/links/table',
    {
      ...page,
      schema: {
        ...linkTags,
        summary: 'Many links from a table (CSV or pasted cells): looked at, and with `keep` kept, all or none',
        body: strict(
          Type.Object({ text: Type.String({ maxLength: 4_000_000 }), keep: Type.Optional(Type.Boolean()), force }),
        ),
        response: {
          200: Type.Object({
            rows: Type.Array(LinkRowCheck),
            /** Rows that may not be made as they stand. */
            bad: Type.Number(),
            kept: Type.Number(),
            unknown: Type.Array(Type.String()),
            missing: Type.Array(Type.String()),
          }),
          default: ErrorReply,
        },
      },
    },
    async request => {
      const { text, keep = false, force: insists = false } = request.body;
      const { rows, unknown, missing } = readLinks(text);
      const found = await desk.checkTable(rows);
      const bad = found.filter(({ problems }) => isRefused(problems, insists)).length;
      const isKept = keep && bad === 0 && missing.length === 0;
      const added = isKept
        ? await desk.keep(
            rows.map(({ wish }) => wish),
            byOf(request.caller),
            new Date(now()).toISOString(),
          )
        : [];
      return { rows: found, bad, kept: added.length, unknown: [...unknown], missing: [...missing] };
    },
  );

  app.delete(
    '/links/:id',
    {
      ...page,
      schema: {
        ...linkTags,
        summary: 'Takes a link out of the register; its vanity path leads nowhere from then on',
        params: Type.Object({ id: Type.String({ maxLength: 64 }) }),
        response: { 200: KeptLink, default: ErrorReply },
      },
    },
    request => register.remove(request.params.id),
  );
};

/** Longer ones make codes that no telephone reads. */
const longestQr = 1_000;

/**
 * GET /l/:slug, in the companion and in a public collector alike: to the registered link, or a plain page that says there is
 * none. Nothing that the request carries decides where it leads.
 */
export const vanityLinks: FastifyPluginAsync<{ register: Pick<LinkRegister, 'bySlug'> }> = async (
  app,
  { register },
) => {
  app.get<{ Params: { slug: string } }>(
    '/l/:slug',
    { config: { open: true }, schema: { hide: true } },
    async (request, reply) => {
      const found = await register.bySlug(request.params.slug);
      reply.header('cache-control', 'no-store').header('x-robots-tag', 'noindex');
      if (found) return reply.redirect(found.link, 302);
      return reply
        .code(404)
        .type('text/html; charset=utf-8')
        .header('content-security-policy', "default-src 'none'; frame-ancestors 'none'")
        .send(nothingHere);
    },
  );
};

const nothingHere = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Not found</title></head>
<body><h1>Not found</h1><p>This short link leads nowhere, or no longer.</p></body>
</html>
`;
