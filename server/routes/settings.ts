// /v1/settings: read them all; set some, each by its name and text as on the command line, all of them or none.

import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import { SettingsShape } from '#shared/schema/index.ts';
import { applySetting } from '../setting-keys.ts';
import type { RouteOptions } from './options.ts';
import { ErrorReply } from './schemas.ts';

export const settings: FastifyPluginAsyncTypebox<RouteOptions> = async (app, { engine }) => {
  app.get(
    '/settings',
    {
      schema: {
        tags: ['workspace'],
        summary: 'The workspace settings',
        response: { 200: SettingsShape, default: ErrorReply },
      },
    },
    () => engine.settings(),
  );

  app.patch(
    '/settings',
    {
      schema: {
        tags: ['workspace'],
        summary: 'Set some: {"fx.EUR": "1.08", "lookback": "90d"}',
        body: Type.Record(Type.String(), Type.String()),
        response: { 200: SettingsShape, default: ErrorReply },
      },
    },
    async request => {
      let trial = await engine.settings();
      for (const [key, value] of Object.entries(request.body)) trial = applySetting(trial, key, value);
      let now = await engine.settings();
      for (const [key, value] of Object.entries(request.body)) now = await engine.setSetting(key, value);
      return now;
    },
  );
};
