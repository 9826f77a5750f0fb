// Pairing: the command line asks for a code with the folder's token; the extension sends what the person typed and is
// given a token of its own, this once.

import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import { pageNames } from '../import-page/page-keys.ts';
import type { RouteOptions } from './options.ts';
import { ErrorReply } from './schemas.ts';

export const pair: FastifyPluginAsyncTypebox<RouteOptions> = async (app, { desk, pairings, now, pageKeys, port }) => {
  app.post(
    '/pair/code',
    {
      config: { folderOnly: true },
      schema: {
        tags: ['pairing'],
        summary: "A fresh six-digit code; needs the folder's own token",
        response: { 200: Type.Object({ code: Type.String(), expiresAt: Type.String() }), default: ErrorReply },
      },
    },
    async () => {
      const { code, expiresAt } = desk.issue();
      return { code, expiresAt: new Date(expiresAt).toISOString() };
    },
  );

  app.post(
    '/pair/page',
    {
      // For paired extensions too: the page's cookie opens nothing that their tokens don't.
      schema: {
        tags: ['pairing'],
        summary: 'A fresh link that opens one of the companion’s pages once, the import page where none is named',
        querystring: Type.Object({ to: Type.Optional(Type.Enum(pageNames)) }, { additionalProperties: false }),
        response: { 200: Type.Object({ url: Type.String() }), default: ErrorReply },
      },
    },
    async ({ query: { to } }) => {
      const query = new URLSearchParams({ key: pageKeys.issue(), ...(to && { to }) });
      return { url: `http://127.0.0.1:${port()}/open?${query}` };
    },
  );

  app.post(
    '/pair',
    {
      config: { open: true },
      schema: {
        tags: ['pairing'],
        summary: 'A code for a token; needs no token',
        body: Type.Object(
          {
            code: Type.String({ pattern: '^\\d{6}$' }),
            name: Type.Optional(Type.String({ maxLength: 100, description: 'What asks: "Chrome on the laptop"' })),
          },
          { additionalProperties: false },
        ),
        response: { 200: Type.Object({ token: Type.String() }), default: ErrorReply },
      },
    },
    async request => {
      desk.redeem(request.body.code);
      const token = await pairings.add(request.body.name ?? 'extension', request.headers.origin ?? null, now());
      return { token };
    },
  );
};
