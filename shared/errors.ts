// Errors say what failed, where, what was found, what was expected and what to do about it. The class names who must
// act: the user mends the data, mends a setting, mends the call, or the machine (port, lock, disk) must change.

export interface ErrorDetails {
  /** A stable id such as `file-empty`, for programs. */
  code: string;
  /** What failed, in one sentence. */
  what: string;
  /** File, line, column, setting or address. */
  where?: string;
  found?: string;
  expected?: string;
  /** What the user does next. */
  remedy?: string;
  cause?: unknown;
}

/** The base of every error that a user may see; anything else that is thrown is a bug. */
export class ThroughlineError extends Error {
  readonly details: ErrorDetails;

  constructor(details: ErrorDetails) {
    super(details.what, { cause: details.cause });
    this.name = new.target.name;
    this.details = details;
  }

  get code(): string {
    return this.details.code;
  }

  /** The JSON form that the command line and HTTP print; without the cause. */
  toJSON(): Omit<ErrorDetails, 'cause'> {
    const { cause: _cause, ...rest } = this.details;
    return rest;
  }
}

/** The user mends the data. */
export class DataError extends ThroughlineError {}

/** The user mends a setting. */
export class SettingsError extends ThroughlineError {}

/** The call was wrong: an unknown model, a missing option. Exit code 2, HTTP 400. */
export class UsageError extends ThroughlineError {}

/** Something asked for by name isn't there. Exit code 1, HTTP 404. */
export class NotFoundError extends ThroughlineError {}

/** The machine must change: a port in use, a folder locked, a disk full. */
export class ConnectionError extends ThroughlineError {}

/** The caller hasn't shown a right to ask. HTTP 401 or 403. */
export class AccessError extends ThroughlineError {}

/** An error of any kind as one paragraph of plain text: what, where, found, expected, remedy. */
export function describeError(error: unknown): string {
  if (!(error instanceof ThroughlineError)) return error instanceof Error ? error.message : String(error);
  const { what, where, found, expected, remedy } = error.details;
  const lines = [what];
  if (where) lines.push(`  where:    ${where}`);
  if (found) lines.push(`  found:    ${found}`);
  if (expected) lines.push(`  expected: ${expected}`);
  if (remedy) lines.push(`  remedy:   ${remedy}`);
  return lines.join('\n');
}
