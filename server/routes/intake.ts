// What was collected: taking it in at once, and forgetting people.

import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import type { RouteOptions } from './options.ts';
import { ErrorReply, strict } from './schemas.ts';

const Counts = Type.Object({
  events: Type.Number(),
  deals: Type.Number(),
  amounts: Type.Number({ description: 'Minor units of all currencies added: only good for comparing' }),
  identified: Type.Number({ description: 'Events that say whose they are' }),
  contacts: Type.Number(),
});

export const intake: FastifyPluginAsyncTypebox<RouteOptions> = async (app, { engine }) => {
  app.post(
    '/intake',
    {
      config: { folderOnly: true },
      schema: {
        summary: 'Takes in what the journal holds',
        description: 'It goes in by itself within seconds; this is for whoever cannot wait.',
        tags: ['imports'],
        body: strict(Type.Object({})),
        response: {
          200: Type.Object({
            isChanged: Type.Boolean(),
            kept: Type.Number(),
            withdrawn: Type.Number(),
            segments: Type.Array(Type.Object({ channel: Type.String(), number: Type.Number() })),
            problems: Type.Array(Type.String()),
            buildMs: Type.Number(),
          }),
          default: ErrorReply,
        },
      },
    },
    () => engine.drain(),
  );

  app.post(
    '/identity/forget',
    {
      config: { folderOnly: true },
      schema: {
        summary: 'Forgets the people behind some keys',
        description:
          'Who they are goes from the records and the journal, what they did stays counted; it cannot be undone, and importing their files again does not bring them back.',
        tags: ['identity'],
        body: strict(
          Type.Object({ keys: Type.Array(Type.String({ minLength: 1 }), { minItems: 1, maxItems: 1_000 }) }),
        ),
        response: {
          200: Type.Object({
            people: Type.Number(),
            keys: Type.Number(),
            events: Type.Number(),
            contacts: Type.Number(),
            dealPeople: Type.Number(),
            journalLines: Type.Number(),
            before: Counts,
            after: Counts,
            files: Type.Array(Type.String(), {
              description: 'Files of your own that told of them: those hold it still',
            }),
          }),
          default: ErrorReply,
        },
      },
    },
    ({ body }) => engine.forget(body),
  );
};
