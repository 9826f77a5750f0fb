// /v1/journeys: one person, deal or account, by any key that names it, or by the CRM record on the screen.

import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import { JourneyAnswer } from '#shared/schema/index.ts';
import type { RouteOptions } from './options.ts';
import { ErrorReply } from './schemas.ts';

export const journeys: FastifyPluginAsyncTypebox<RouteOptions> = async (app, { engine }) => {
  const response = { 200: JourneyAnswer, default: ErrorReply };

  app.get(
    '/journeys/:key',
    {
      schema: {
        tags: ['answers'],
        summary: 'How they came, by an email, phone, CRM id or deal id',
        params: Type.Object({ key: Type.String({ minLength: 1 }) }),
        response,
      },
    },
    request => engine.journey({ key: request.params.key }),
  );

  app.get(
    '/journeys',
    {
      schema: {
        tags: ['answers'],
        summary: 'How they came, by the CRM record',
        querystring: Type.Object(
          {
            system: Type.String({ minLength: 1, description: 'hubspot, salesforce …' }),
            type: Type.Union([Type.Literal('contact'), Type.Literal('account'), Type.Literal('deal')]),
            id: Type.String({ minLength: 1 }),
          },
          { additionalProperties: false },
        ),
        response,
      },
    },
    ({ query: { type, system, id } }) => engine.journey({ key: `${type}:${system}:${id}` }),
  );
};
