// /v1/identity: who is who by hand. Anybody paired may look and see what a change would move; only the command line on this
// machine may change it.

import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import {
  IdentityAppliedAnswer,
  IdentityChangesAnswer,
  IdentityPersonAnswer,
  IdentityPreviewAnswer,
  IdentityRequest,
} from '#shared/schema/index.ts';
import type { RouteOptions } from './options.ts';
import { ErrorReply, strict } from './schemas.ts';

export const identity: FastifyPluginAsyncTypebox<RouteOptions> = async (app, { engine }) => {
  const tags = ['identity'];

  app.get(
    '/identity',
    {
      schema: {
        tags,
        summary: 'What was decided by hand, the oldest first',
        response: { 200: IdentityChangesAnswer, default: ErrorReply },
      },
    },
    () => engine.identityChanges(),
  );

  app.get(
    '/identity/keys/:key',
    {
      schema: {
        tags,
        summary: 'The person behind a key, and why their keys are one',
        params: Type.Object({ key: Type.String({ minLength: 1 }) }),
        response: { 200: IdentityPersonAnswer, default: ErrorReply },
      },
    },
    request => engine.identityPerson({ key: request.params.key }),
  );

  app.post(
    '/identity/preview',
    {
      schema: {
        tags,
        summary: 'What a merge, a split or an undo would move',
        body: strict(IdentityRequest),
        response: { 200: IdentityPreviewAnswer, default: ErrorReply },
      },
    },
    request => engine.identityPreview(request.body),
  );

  app.post(
    '/identity',
    {
      config: { folderOnly: true },
      schema: {
        tags,
        summary: 'Merge, split or undo',
        body: strict(IdentityRequest),
        response: { 200: IdentityAppliedAnswer, default: ErrorReply },
      },
    },
    request => engine.identityApply(request.body),
  );
};
