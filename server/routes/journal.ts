// GET /v1/journal: which channels a collector keeps, and where each ends. GET /v1/journal/:channel?after=SEG:OFF: whole
// lines from there on, as they lie on disk. Who asks from a place on has everything before it: of that, what is old enough
// is removed.

import { stat } from 'node:fs/promises';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { NotFoundError } from '#shared/errors.ts';
import type { Journals } from '../collect/journals.ts';
import { ErrorReply } from './schemas.ts';

export interface JournalOptions {
  journals: Journals;
  /** The journal's own id. */
  id: string;
  keepDays: number;
  /** Epoch ms. */
  now: () => number;
}

/** Bytes of an answer, about: small enough to begin anew when a line breaks down, large enough to be quick. */
const chunkBytes = 4 * 1024 * 1024;

export const journal: FastifyPluginAsyncTypebox<JournalOptions> = async (app, { journals, id, keepDays, now }) => {
  app.get(
    '/journal',
    {
      schema: {
        tags: ['collect'],
        summary: 'The channels of the journal, and where each ends',
        response: {
          200: Type.Object({
            id: Type.String(),
            channels: Type.Array(Type.Object({ id: Type.String(), end: Type.String(), bytes: Type.Integer() })),
          }),
          default: ErrorReply,
        },
      },
    },
    async () => {
      const channels = [];
      for (const channel of await journals.ids()) {
        const kept = await journals.channel(channel);
        const { segment, offset } = kept.end();
        const bytes = (await kept.segments()).reduce((sum, part) => sum + part.bytes, 0);
        channels.push({ id: channel, end: `${segment}:${offset}`, bytes });
      }
      return { id, channels };
    },
  );

  app.get(
    '/journal/:channel',
    {
      schema: {
        tags: ['collect'],
        summary: 'Lines of a channel from a place on, as NDJSON; the header x-throughline-next says where to go on',
        params: Type.Object({ channel: Type.String() }),
        querystring: Type.Object({ after: Type.Optional(Type.String({ pattern: '^\\d{1,8}:\\d{1,15}$' })) }),
      },
    },
    async ({ params, query }, reply) => {
      if (!(await journals.ids()).includes(params.channel)) {
        throw new NotFoundError({
          code: 'channel-unknown',
          what: `Nothing was collected under "${params.channel}".`,
          found: params.channel,
          expected: (await journals.ids()).join(', ') || 'a channel; there is none yet',
        });
      }
      const kept = await journals.channel(params.channel);
      const [segment, offset] = (query.after ?? '1:0').split(':').map(Number);
      const { text, next } = await kept.read({ segment, offset }, chunkBytes);
      for (const part of await kept.segments()) {
        if (part.number >= segment || !part.isSealed) break;
        const { mtimeMs } = await stat(part.path);
        if (now() - mtimeMs > keepDays * 86_400_000) await kept.remove(part.number);
      }
      return reply
        .header('content-type', 'application/x-ndjson')
        .header('x-throughline-journal', id)
        .header('x-throughline-next', `${next.segment}:${next.offset}`)
        .send(text as never);
    },
  );
};
