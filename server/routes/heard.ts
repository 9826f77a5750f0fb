// /v1/heard: what people say of how they heard, beside what was measured.

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { HeardAnswer, HeardQuery } from '#shared/schema/index.ts';
import type { RouteOptions } from './options.ts';
import { asQueryString, ErrorReply, readLookback, strict } from './schemas.ts';

export const heard: FastifyPluginAsyncTypebox<RouteOptions> = async (app, { engine }) => {
  const schema = {
    tags: ['answers'],
    summary: 'What people say of how they heard, beside what was measured, and where the two differ',
    response: { 200: HeardAnswer, default: ErrorReply },
  };
  app.get('/heard', { schema: { ...schema, querystring: asQueryString(HeardQuery) } }, request =>
    engine.heard(readLookback(request.query)),
  );
  app.post('/heard', { schema: { ...schema, body: strict(HeardQuery) } }, request => engine.heard(request.body));
};
