// /v1/imports: files in. A multipart request streams its files into the data folder and takes them in from there; the
// command line, with the folder's own token, may name paths instead. Asked for as text/event-stream, the reply tells its
// progress and ends with `done` (the answer) or `error`.

import { PassThrough, Readable } from 'node:stream';
import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Value } from 'typebox/value';
import { csvLine } from '#shared/csv.ts';
import { UsageError } from '#shared/errors.ts';
import { ImportAnswer, ImportRequest, ImportsAnswer, RejectsAnswer, RejectsQuery } from '#shared/schema/index.ts';
import { writeServerSentEvent } from '../companion/server-sent-events.ts';
import type { ImportProgress } from '../engine.ts';
import { errorToWire } from '../error-wire.ts';
import { requireFolderToken } from '../plugins/token.ts';
import { rejectPages } from '../reject-pages.ts';
import type { RouteOptions } from './options.ts';
import { ErrorReply, strict } from './schemas.ts';
import { receiveUpload } from './upload.ts';

/** A silent stream is cut by some clients after a few minutes. */
const heartbeatMs = 15_000;

const PathsBody = strict(ImportRequest);
const ImportId = Type.Object({ id: RejectsQuery.properties.import });

export const imports: FastifyPluginAsyncTypebox<RouteOptions> = async (app, { engine, folder }) => {
  const watchers = new Set<PassThrough>();
  app.addHook('preClose', async () => {
    for (const watcher of watchers) watcher.end();
  });

  function openStream(reply: FastifyReply): PassThrough {
    const stream = new PassThrough();
    const heartbeat = setInterval(() => stream.write(': still here\n\n'), heartbeatMs);
    stream.on('close', () => clearInterval(heartbeat));
    reply.type('text/event-stream');
    return stream;
  }

  async function take(request: FastifyRequest, tell: (progress: ImportProgress) => void): Promise<ImportAnswer> {
    const tellAll = (progress: ImportProgress) => {
      tell(progress);
      for (const watcher of watchers) watcher.write(writeServerSentEvent('progress', progress));
    };
    if (!request.isMultipart()) return engine.import(request.body as ImportRequest, tellAll);
    const upload = await receiveUpload(request, folder);
    try {
      return await engine.import(upload.request, tellAll);
    } finally {
      await upload.remove();
    }
  }

  app.post(
    '/imports',
    {
      schema: {
        tags: ['imports'],
        summary: 'Take files in: multipart, or paths in JSON from the command line',
        description:
          'Parts with a file name are the files; the fields format, zone and currency go with all of them. ' +
          'With `Accept: text/event-stream` the reply is a stream of `progress` events and a last `done` or `error`.',
        consumes: ['multipart/form-data', 'application/json'],
        produces: ['application/json', 'text/event-stream'],
        response: { 200: ImportAnswer, default: ErrorReply },
      },
      preHandler: async request => {
        if (request.isMultipart()) return;
        // A path names any file of this machine's user: not for extensions.
        requireFolderToken(request);
        if (!Value.Check(PathsBody, request.body))
          throw new UsageError({
            code: 'request-shape',
            what: 'The request is not of the documented shape.',
            expected: 'multipart files, or {"files": [{"path": …}], "format", "zone", "currency"}',
            remedy: 'See /docs.',
          });
      },
    },
    async (request, reply) => {
      if (!request.headers.accept?.includes('text/event-stream')) return take(request, () => {});
      const stream = openStream(reply);
      void take(request, progress => stream.write(writeServerSentEvent('progress', progress)))
        .then(answer => stream.end(writeServerSentEvent('done', answer)))
        .catch(error => stream.end(writeServerSentEvent('error', { error: errorToWire(error) })));
      // Typed as the JSON reply is; the stream is the other form of it.
      return reply.send(stream as never);
    },
  );

  app.get(
    '/imports',
    {
      schema: {
        tags: ['imports'],
        summary: 'What was taken in, newest last',
        response: { 200: ImportsAnswer, default: ErrorReply },
      },
    },
    async () => (await engine.status()).imports,
  );

  app.get(
    '/imports/progress',
    {
      schema: { tags: ['imports'], summary: 'Progress of every import, as server-sent events', hide: false },
    },
    async (_request, reply) => {
      const stream = openStream(reply);
      watchers.add(stream);
      stream.on('close', () => watchers.delete(stream));
      stream.write(': progress of imports\n\n');
      return reply.send(stream);
    },
  );

  app.get(
    '/imports/:id/rejects',
    {
      schema: {
        tags: ['imports'],
        summary: 'Rows that were set aside, with the reason; a page of them',
        params: ImportId,
        querystring: strict(
          Type.Object({ offset: RejectsQuery.properties.offset, limit: RejectsQuery.properties.limit }),
        ),
        response: { 200: RejectsAnswer, default: ErrorReply },
      },
    },
    request => engine.rejects({ import: request.params.id, ...request.query }),
  );

  app.get(
    '/imports/:id/rejects.csv',
    {
      schema: {
        tags: ['imports'],
        summary: 'All of them as a CSV file: line, reason, row',
        params: ImportId,
        produces: ['text/csv'],
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      // The first page decides whether there is such an import, while the reply can still be an error.
      const pages = rejectPages(engine, id);
      const first = await pages.next();
      async function* lines() {
        yield csvLine(['line', 'reason', 'row']);
        for (let page = first; !page.done; page = await pages.next())
          yield page.value.rows.map(({ line, reason, raw }) => csvLine([line, reason, raw])).join('');
      }
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="rejects-${id}.csv"`)
        .send(Readable.from(lines()));
    },
  );
};
