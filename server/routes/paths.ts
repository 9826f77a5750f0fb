// /v1/paths: the commonest ways to a conversion, with revenue and time to close.

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { PathsAnswer, PathsQuery } from '#shared/schema/index.ts';
import type { RouteOptions } from './options.ts';
import { asQueryString, ErrorReply, readLookback, strict } from './schemas.ts';

export const paths: FastifyPluginAsyncTypebox<RouteOptions> = async (app, { engine }) => {
  const schema = {
    tags: ['answers'],
    summary: 'The commonest paths, with revenue and time to close',
    response: { 200: PathsAnswer, default: ErrorReply },
  };
  app.get('/paths', { schema: { ...schema, querystring: asQueryString(PathsQuery) } }, request =>
    engine.paths(readLookback(request.query)),
  );
  app.post('/paths', { schema: { ...schema, body: strict(PathsQuery) } }, request => engine.paths(request.body));
};
