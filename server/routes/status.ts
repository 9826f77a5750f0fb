// GET /v1/status: what the workspace holds. Never waits for a computation. GET /v1/doctor: what is missing or unmatched.

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { DoctorAnswer, StatusAnswer } from '#shared/schema/index.ts';
import type { RouteOptions } from './options.ts';
import { ErrorReply } from './schemas.ts';

export const status: FastifyPluginAsyncTypebox<RouteOptions> = async (app, { engine, inbox }) => {
  app.get(
    '/status',
    {
      config: { page: true },
      schema: {
        tags: ['workspace'],
        summary: 'Version, workspace, what is in it and how recent it is',
        response: { 200: StatusAnswer, default: ErrorReply },
      },
    },
    async () => {
      const watched = inbox();
      const answer = await engine.status();
      return watched ? { ...answer, inbox: watched } : answer;
    },
  );

  app.get(
    '/doctor',
    {
      schema: {
        tags: ['workspace'],
        summary: 'What is connected, missing, unmatched, stale',
        response: { 200: DoctorAnswer, default: ErrorReply },
      },
    },
    () => engine.doctor(),
  );
};
