// Error replies: the one place where a class of error becomes a status, and every reply is
// {error: {kind, code, what, where, found, expected, remedy}}. Bugs are logged in full and told in brief.

import type { FastifyError, FastifyInstance } from 'fastify';
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
  app.setErrorHandler((error: FastifyError | ThroughlineError, request, reply) => {
    const wire = errorToWire(translate(error));
    if (wire.kind === 'Bug') request.log.error(error);
    if (unauthorised.has(wire.code)) reply.header('www-authenticate', 'Bearer realm="throughline"');
    return reply.code(unauthorised.has(wire.code) ? 401 : statusOf[wire.kind]).send({ error: wire });
  });

  app.setNotFoundHandler(request => {
    throw new NotFoundError({
      code: 'route-unknown',
      what: `There is nothing at ${request.method} ${request.url.split('?')[0]}.`,
      expected: 'a path that /docs lists',
      remedy: 'Open /docs for all of them.',
    });
  });
}

/** Fastify's own errors in our words: what the caller sent was wrong. */
function translate(error: FastifyError | ThroughlineError): unknown {
  if (error instanceof ThroughlineError) return error;
  if (error.validation) {
    const [first] = error.validation;
    const where = `${error.validationContext ?? 'request'}${first?.instancePath ?? ''}`;
    return new UsageError({
      code: 'request-shape',
      what: `The request is not of the documented shape: ${where} ${first?.message ?? 'is wrong'}.`,
      where,
      found: foundIn(first?.params),
      expected: 'the schema at /docs',
      remedy: 'Mend the request.',
      cause: error,
    });
  }
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500)
    return new UsageError({ code: 'request', what: error.message, remedy: 'See /docs.', cause: error });
  return error;
}

function foundIn(params: unknown): string | undefined {
  const text = params && Object.keys(params).length > 0 ? JSON.stringify(params) : undefined;
  return text && text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
