// /v1/journeys: one person, deal or account, by any key that names it, or by the CRM record on the screen. And
// /v1/journeys.arrow: all of them at once, as tables that shared/report reckons from.

import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import type { FastifyReply } from 'fastify';
import { type TableName, tableNames } from '#shared/columns/table-names.ts';
import { JourneyAnswer, JourneyTablesAnswer, ReportQuery } from '#shared/schema/index.ts';
import type { RouteOptions } from './options.ts';
import { ErrorReply } from './schemas.ts';

export const journeys: FastifyPluginAsyncTypebox<RouteOptions> = async (app, { engine }) => {
  const response = { 200: JourneyAnswer, default: ErrorReply };
  const { links } = ReportQuery.properties;

  app.get(
    '/journeys/:key',
    {
      schema: {
        tags: ['answers'],
        summary: 'How they came, by an email, phone, CRM id or deal id',
        params: Type.Object({ key: Type.String({ minLength: 1 }) }),
        querystring: Type.Object({ links }, { additionalProperties: false }),
        response,
      },
    },
    request => engine.journey({ key: request.params.key, ...request.query }),
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
            type: Type.Enum(['contact', 'account', 'deal']),
            id: Type.String({ minLength: 1 }),
            links,
          },
          { additionalProperties: false },
        ),
        response,
      },
    },
    ({ query: { type, system, id, ...basis } }) => engine.journey({ key: `${type}:${system}:${id}`, ...basis }),
  );

  app.get(
    '/journeys.arrow',
    {
      schema: {
        tags: ['answers'],
        summary: 'The journeys as Apache Arrow tables',
        description:
          'Without `table` the list of them as JSON. With it one table as an Arrow IPC stream; `etag` holds the tag of the list, ' +
          'so that `if-none-match` answers 304 while data and settings are the same, and `x-throughline-data-version` the data version.',
        querystring: Type.Object(
          { table: Type.Optional(Type.Unsafe<TableName>(Type.Enum([...tableNames]))) },
          { additionalProperties: false },
        ),
        response: { 200: JourneyTablesAnswer, default: ErrorReply },
      },
    },
    async ({ query: { table }, headers }, reply) => {
      const unless = headers['if-none-match']?.replace(/^(?:W\/)?"(.*)"$/, '$1');
      const { tag, dataVersion, bytes } = await engine.journeysTable({ table, unless });
      if (table === undefined) return { tag, dataVersion, tables: [...tableNames] };
      reply.header('etag', `"${tag}"`).header('x-throughline-data-version', dataVersion);
      // Bytes and nothing are no JSON that the schema could speak of.
      const plain = reply as unknown as FastifyReply;
      if (bytes === null) return plain.code(304).send();
      return plain.type('application/vnd.apache.arrow.stream').send(Buffer.from(bytes.buffer));
    },
  );
};
