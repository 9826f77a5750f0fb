// POST /v1/pull: brings a remote collector's lines into this folder's journals, which the companion owns. It answers after a
// while even where more is to come, so that no connection waits too long: then it is asked again.

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { Journals } from '../collect/journals.ts';
import { pull } from '../collect/pull.ts';
import { Mutex } from '../mutex.ts';
import { ErrorReply } from './schemas.ts';

/** How long one answer may take, about. */
const patienceMs = 20_000;

export const pullRoute: FastifyPluginAsyncTypebox<{ folder: string; journals: Journals }> = async (
  app,
  { folder, journals },
) => {
  // Two at once would bring the same lines twice.
  const turns = new Mutex();
  app.post(
    '/pull',
    {
      config: { folderOnly: true },
      schema: {
        tags: ['collect'],
        summary: "A remote collector's lines into the local journals; ask again until isDone",
        body: Type.Object({
          url: Type.String({ maxLength: 2_000 }),
          token: Type.Optional(Type.String({ maxLength: 500 })),
          insecure: Type.Optional(Type.Boolean()),
        }),
        response: {
          200: Type.Object({
            url: Type.String(),
            lines: Type.Record(Type.String(), Type.Integer()),
            isAnew: Type.Boolean(),
            isDone: Type.Boolean(),
          }),
          default: ErrorReply,
        },
      },
    },
    ({ body }) =>
      turns.run(() => {
        const giveUpAt = performance.now() + patienceMs;
        return pull(body, { folder, journals, until: () => performance.now() > giveUpAt });
      }),
  );
};
