// /v1/report and /v1/compare: GET with a query string for a look, POST with a body for programs; the same answer.

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { CompareAnswer, ReportAnswer, ReportQuery } from '#shared/schema/index.ts';
import type { RouteOptions } from './options.ts';
import { ErrorReply, ReportQueryString, readLookback, strict } from './schemas.ts';

export const report: FastifyPluginAsyncTypebox<RouteOptions> = async (app, { engine }) => {
  const reportSchema = {
    tags: ['answers'],
    summary: 'Credited figures by any dimensions, beside cost',
    response: { 200: ReportAnswer, default: ErrorReply },
  };
  app.get('/report', { schema: { ...reportSchema, querystring: ReportQueryString } }, request =>
    engine.report(readLookback(request.query)),
  );
  app.post('/report', { schema: { ...reportSchema, body: strict(ReportQuery) } }, request =>
    engine.report(request.body),
  );

  const compareSchema = {
    tags: ['answers'],
    summary: 'The same rows under every model, with the spread',
    response: { 200: CompareAnswer, default: ErrorReply },
  };
  app.get('/compare', { schema: { ...compareSchema, querystring: ReportQueryString } }, request =>
    engine.compare(readLookback(request.query)),
  );
  app.post('/compare', { schema: { ...compareSchema, body: strict(ReportQuery) } }, request =>
    engine.compare(request.body),
  );
};
