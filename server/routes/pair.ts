// Pairing: the command line asks for a code with the folder's token; the extension sends what the person typed and is
// given a token of its own, this once.

import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
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
      config: { folderOnly: true },
      schema: {
        tags: ['pairing'],
        summary: "A fresh link that opens the import page once; needs the folder's own token",
        response: { 200: Type.Object({ url: Type.String() }), default: ErrorReply },
      },
    },
    async () => ({ url: `http://127.0.0.1:${port()}/open?key=${pageKeys.issue()}` }),
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
