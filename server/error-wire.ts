// Errors on their way through a thread or a socket: the class crosses as its name, so that the far side can still tell
// who must act. What isn't a ThroughlineError is a bug and arrives as a plain Error.

import {
  AccessError,
  ConnectionError,
  DataError,
  describeError,
  type ErrorDetails,
  NotFoundError,
  SettingsError,
  ThroughlineError,
  UsageError,
} from '#shared/errors.ts';

const classes = { DataError, SettingsError, UsageError, NotFoundError, ConnectionError, AccessError };

export type ErrorKind = keyof typeof classes | 'Bug';

export interface WireError extends Omit<ErrorDetails, 'cause'> {
  kind: ErrorKind;
}

export function errorToWire(error: unknown): WireError {
  if (error instanceof ThroughlineError) {
    const kind = (Object.keys(classes) as (keyof typeof classes)[]).find(name => error instanceof classes[name]);
    return { kind: kind ?? 'Bug', ...error.toJSON() };
  }
  return {
    kind: 'Bug',
    code: 'bug',
    what: 'Throughline failed where it should not have.',
    found: describeError(error),
    remedy: 'This is a bug: please report it with what you asked for.',
  };
}

export function errorFromWire(wire: WireError): Error {
  const { kind, ...details } = wire;
  if (kind in classes) return new classes[kind as keyof typeof classes](details);
  return new Error(details.found ?? details.what);
}
