// POST /v1/overlay: the figures of the rows that an ad page shows, by platform id or name, in the order they were asked.

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { OverlayAnswer, OverlayQuery } from '#shared/schema/index.ts';
import type { RouteOptions } from './options.ts';
import { ErrorReply, strict } from './schemas.ts';

export const overlay: FastifyPluginAsyncTypebox<RouteOptions> = async (app, { engine }) => {
  app.post(
    '/overlay',
    {
      schema: {
        tags: ['answers'],
        summary: 'Figures for the visible rows of an ad page',
        body: strict(OverlayQuery),
        response: { 200: OverlayAnswer, default: ErrorReply },
      },
    },
    request => engine.overlay(request.body),
  );
};
