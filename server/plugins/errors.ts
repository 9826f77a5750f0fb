// Error replies: the one place where a class of error becomes a status, and every reply is
// {error: {kind, code, what, where, found, expected, remedy}}. Bugs are logged in full and told in brief.

import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Pointer } from 'typebox/value';
import { NotFoundError, ThroughlineError, UsageError } from '#shared/errors.ts';
import { type ErrorKind, errorToWire } from '../error-wire.ts';

const statusOf: Record<ErrorKind, number> = {
  UsageError: 400,
  AccessError: 403,
  NotFoundError: 404,
  DataError: 422,
  SettingsError: 422,
  ConnectionError: 503,
  Bug: 500,
};

/** Access errors that say "show a token", not "you may not". */
const unauthorised = new Set(['token-missing', 'token-unknown']);

export function addErrorReplies(app: FastifyInstance): void {
  app.setErrorHandler(replyWithError);

  app.setNotFoundHandler(request => {
    throw new NotFoundError({
      code: 'route-unknown',
      what: `There is nothing at ${request.method} ${request.url.split('?')[0]}.`,
      expected: 'a path that /docs lists',
      remedy: 'Open /docs for all of them.',
    });
  });
}

/** Also for what Fastify meets before there is a route: its option `frameworkErrors`. */
export function replyWithError(
  error: FastifyError | ThroughlineError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const wire = errorToWire(translate(error, request));
  if (wire.kind === 'Bug') request.log.error(error);
  if (unauthorised.has(wire.code)) reply.header('www-authenticate', 'Bearer realm="throughline"');
  return reply.code(unauthorised.has(wire.code) ? 401 : statusOf[wire.kind]).send({ error: wire });
}

/** Fastify's own errors in our words: what the caller sent was wrong. */
function translate(error: FastifyError | ThroughlineError, request: FastifyRequest): unknown {
  if (error instanceof ThroughlineError) return error;
  if (error.validation) return wrongShape(error, request);
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500)
    return new UsageError({ code: 'request', what: cut(error.message), remedy: 'See /docs.', cause: error });
  return error;
}

/** Of several faults the first. */
function wrongShape(error: FastifyError, request: FastifyRequest): UsageError {
  const [first] = error.validation ?? [];
  const context = error.validationContext ?? 'request';
  const where = `${context}${first?.instancePath ?? ''}`;
  const choices = first?.keyword === 'enum' ? (first.params.allowedValues as unknown[]) : undefined;
  // A schema of `false` is how a closed object says it.
  const message = first?.keyword === 'boolean' ? 'is no field of it' : (first?.message ?? 'is wrong');
  return new UsageError({
    code: 'request-shape',
    what: `The request is not of the documented shape: ${where} ${message}.`,
    where,
    // What is missing can't be shown.
    found: first?.keyword === 'required' ? undefined : foundAt(request, context, first?.instancePath ?? ''),
    expected: choices?.join(', ') ?? 'the schema at /docs',
    remedy: 'Mend the request.',
    cause: error,
  });
}

function foundAt(request: FastifyRequest, context: string, path: string): string | undefined {
  const parts: Record<string, unknown> = { body: request.body, querystring: request.query, params: request.params };
  const text = JSON.stringify(Pointer.Get(parts[context], path));
  return text === undefined ? undefined : cut(text);
}

const cut = (text: string): string => (text.length > 300 ? `${text.slice(0, 300)}…` : text);
