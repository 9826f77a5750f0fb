// GET /v1/models: what there is to choose from, in the order that people see it.

import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import { aboutModel, models as allModels } from '#shared/models/index.ts';
import type { RouteOptions } from './options.ts';
import { ErrorReply } from './schemas.ts';

const ModelsAnswer = Type.Array(
  Type.Object({
    id: Type.String(),
    label: Type.String(),
    kind: Type.String(),
    about: Type.String(),
    formula: Type.String(),
    edges: Type.String(),
    source: Type.String(),
  }),
);

export const models: FastifyPluginAsyncTypebox<RouteOptions> = async app => {
  app.get(
    '/models',
    {
      schema: {
        tags: ['lists'],
        summary: 'Attribution models with formula, edge cases and source',
        response: { 200: ModelsAnswer, default: ErrorReply },
      },
    },
    async () => allModels.map(aboutModel),
  );
};
