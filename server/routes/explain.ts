// /v1/explain: the receipt of one row: conversions, paths, arithmetic, file and line.

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { ExplainAnswer, ExplainQuery } from '#shared/schema/index.ts';
import type { RouteOptions } from './options.ts';
import { asQueryString, ErrorReply, readLookback, strict } from './schemas.ts';

export const explain: FastifyPluginAsyncTypebox<RouteOptions> = async (app, { engine }) => {
  const schema = {
    tags: ['answers'],
    summary: 'The receipt of one row',
    response: { 200: ExplainAnswer, default: ErrorReply },
  };
  app.get('/explain', { schema: { ...schema, querystring: asQueryString(ExplainQuery) } }, request =>
    engine.explain(readLookback(request.query)),
  );
  app.post('/explain', { schema: { ...schema, body: strict(ExplainQuery) } }, request => engine.explain(request.body));
};
