// /v1/imports: files in. A multipart request streams its files into the data folder and takes them in from there, or only
// looks at them and keeps them for a second request; the command line, with the folder's own token, may name paths instead.
// Asked for as text/event-stream, the reply says `started` with an id, then progress, and ends with `done` or `error`.

import { PassThrough, Readable } from 'node:stream';
import { type FastifyPluginAsyncTypebox, type Static, Type } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Value } from 'typebox/value';
import { csvLine, sheetLine } from '#shared/csv.ts';
import { NotFoundError, UsageError } from '#shared/errors.ts';
import {
  ImportAnswer,
  ImportRequest,
  ImportsAnswer,
  PreviewAnswer,
  RejectsAnswer,
  RejectsQuery,
} from '#shared/schema/index.ts';
import { writeServerSentEvent } from '../companion/server-sent-events.ts';
import type { ImportProgress } from '../engine.ts';
import { errorToWire } from '../error-wire.ts';
import { requireFolderToken } from '../plugins/token.ts';
import { rejectPages } from '../reject-pages.ts';
import type { RouteOptions } from './options.ts';
import { ErrorReply, strict } from './schemas.ts';
import { KeptUploads, receiveUpload } from './upload.ts';

/** A silent stream is cut by some clients after a few minutes. */
const heartbeatMs = 15_000;

const { files: _files, ...options } = ImportRequest.properties;
/** Files by their paths on this machine, or by the name of an upload that was looked at before. */
const Body = strict(
  Type.Object({
    ...options,
    files: Type.Array(
      Type.Union([
        strict(Type.Object({ path: Type.String(), name: Type.Optional(Type.String()) })),
        strict(Type.Object({ upload: Type.String() })),
      ]),
      { minItems: 1 },
    ),
  }),
);
type Body = Static<typeof Body>;
const Named = Type.Object({ id: Type.String({ maxLength: 100 }) });
const ImportId = Type.Object({ id: RejectsQuery.properties.import });

export const imports: FastifyPluginAsyncTypebox<RouteOptions> = async (app, { engine, folder, running }) => {
  const watchers = new Set<PassThrough>();
  const uploads = new KeptUploads();
  app.addHook('preClose', async () => {
    for (const watcher of watchers) watcher.end();
  });
  app.addHook('onClose', () => uploads.close());

  function openStream(reply: FastifyReply): PassThrough {
    const stream = new PassThrough();
    const heartbeat = setInterval(() => stream.write(': still here\n\n'), heartbeatMs);
    stream.on('close', () => clearInterval(heartbeat));
    reply.type('text/event-stream');
    return stream;
  }

  /** The request with its uploads' paths in the place of their names. */
  function requestOf({ files, ...rest }: Body): ImportRequest {
    return { ...rest, files: files.flatMap(file => ('upload' in file ? uploads.files(file.upload) : [file])) };
  }

  async function take(
    request: FastifyRequest,
    tell: (progress: ImportProgress) => void,
    started: (id: string) => void = () => {},
  ): Promise<ImportAnswer> {
    const begin = (what: ImportRequest) => {
      const { id, answer } = running.start(what, tell);
      started(id);
      return answer;
    };
    if (request.isMultipart()) {
      const upload = await receiveUpload(request, folder);
      return begin(upload.request).finally(() => upload.remove());
    }
    const body = request.body as Body;
    const answer = await begin(requestOf(body));
    // What failed may be asked for again, with other options.
    if (!answer.some(file => file.error))
      for (const file of body.files) if ('upload' in file) await uploads.drop(file.upload);
    return answer;
  }

  /** A body that isn't multipart: of the documented shape, and naming paths only for the command line. */
  async function checkBody(request: FastifyRequest): Promise<void> {
    if (request.isMultipart()) return;
    const files = (request.body as Partial<Body> | null)?.files;
    // A path names any file of this machine's user: not for extensions, nor for the page.
    if (!Array.isArray(files) || files.some(file => !file || typeof file !== 'object' || !('upload' in file)))
      requireFolderToken(request);
    if (!Value.Check(Body, request.body))
      throw new UsageError({
        code: 'request-shape',
        what: 'The request is not of the documented shape.',
        expected: 'multipart files, or {"files": [{"path": …}], "format", "zone", "currency", "dateOrder", "map"}',
        remedy: 'See /docs.',
      });
  }

  app.post(
    '/imports',
    {
      config: { page: true },
      schema: {
        tags: ['imports'],
        summary: 'Take files in: multipart, or paths in JSON from the command line',
        description:
          'Parts with a file name are the files; the fields format, zone and currency go with all of them. ' +
          'With `Accept: text/event-stream` the reply is a stream: `started` with an id, `progress`, and a last `done` or `error`.',
        consumes: ['multipart/form-data', 'application/json'],
        produces: ['application/json', 'text/event-stream'],
        response: { 200: ImportAnswer, default: ErrorReply },
      },
      preHandler: checkBody,
    },
    async (request, reply) => {
      if (!request.headers.accept?.includes('text/event-stream')) return take(request, () => {});
      const stream = openStream(reply);
      const write = (event: string, data: unknown) => stream.write(writeServerSentEvent(event, data));
      void take(
        request,
        progress => write('progress', progress),
        id => write('started', { id }),
      )
        .then(answer => stream.end(writeServerSentEvent('done', answer)))
        .catch(error => stream.end(writeServerSentEvent('error', { error: errorToWire(error) })));
      // Typed as the JSON reply is; the stream is the other form of it.
      return reply.send(stream as never);
    },
  );

  app.post(
    '/imports/preview',
    {
      config: { page: true },
      schema: {
        tags: ['imports'],
        summary: 'The import doctor: what taking files in would do; nothing is stored',
        description:
          'Files that are sent along wait for an hour: each answer names its `upload`, which `POST /v1/imports` and this ' +
          'route take in the place of a path. A field `folder` before the files makes them one folder.',
        consumes: ['multipart/form-data', 'application/json'],
        response: { 200: PreviewAnswer, default: ErrorReply },
      },
      preHandler: checkBody,
    },
    async request => {
      if (!request.isMultipart()) {
        const body = request.body as Body;
        const [only] = body.files;
        const answer = await engine.preview(requestOf(body));
        return body.files.length === 1 && 'upload' in only
          ? answer.map(file => ({ ...file, upload: only.upload }))
          : answer;
      }
      const upload = await receiveUpload(request, folder);
      const { files, ...rest } = upload.request;
      try {
        const answer = await engine.preview({ ...rest, files });
        const id = uploads.keep(upload);
        return answer.map(file => ({ ...file, upload: id }));
      } catch (error) {
        await upload.remove();
        throw error;
      }
    },
  );

  app.delete(
    '/imports/uploads/:id',
    {
      config: { page: true },
      schema: {
        tags: ['imports'],
        summary: 'Throw away files that were only looked at',
        params: Named,
        response: { 204: Type.Null(), default: ErrorReply },
      },
    },
    async (request, reply) => {
      await uploads.drop(request.params.id);
      return reply.code(204).send(null);
    },
  );

  app.delete(
    '/imports/running/:id',
    {
      config: { page: true },
      schema: {
        tags: ['imports'],
        summary: 'Stop an import: nothing of the file under way is taken in',
        params: Named,
        response: { 202: Type.Object({ stopping: Type.Boolean() }), default: ErrorReply },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      if (!running.stop(id))
        throw new NotFoundError({
          code: 'import-not-running',
          what: 'No such import is under way.',
          found: id,
          remedy: 'It may have ended: GET /v1/imports lists what is in.',
        });
      return reply.code(202).send({ stopping: true });
    },
  );

  app.get(
    '/imports',
    {
      config: { page: true },
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
      config: { page: true },
      schema: { tags: ['imports'], summary: 'Progress of every import, as server-sent events', hide: false },
    },
    async (_request, reply) => {
      const stream = openStream(reply);
      watchers.add(stream);
      const unwatch = running.watch(progress => stream.write(writeServerSentEvent('progress', progress)));
      stream.on('close', () => {
        unwatch();
        watchers.delete(stream);
      });
      stream.write(': progress of imports\n\n');
      return reply.send(stream);
    },
  );

  app.get(
    '/imports/:id/rejects',
    {
      config: { page: true },
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
      config: { page: true },
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
          yield page.value.rows.map(({ line, reason, raw }) => sheetLine([line, reason, raw])).join('');
      }
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="rejects-${id}.csv"`)
        .send(Readable.from(lines()));
    },
  );
};
