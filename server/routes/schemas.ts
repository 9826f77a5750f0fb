// What the routes share: the shape of an error reply, of a strict request, and of a report asked for by query string.

import { type TObject, type TProperties, Type } from 'typebox';
import { UsageError } from '#shared/errors.ts';
import { ReportQuery } from '#shared/schema/index.ts';

export const ErrorReply = Type.Object({
  error: Type.Object({
    kind: Type.String({ description: 'Who must act: DataError, SettingsError, UsageError, NotFoundError …' }),
    code: Type.String(),
    what: Type.String(),
    where: Type.Optional(Type.String()),
    found: Type.Optional(Type.String()),
    expected: Type.Optional(Type.String()),
    remedy: Type.Optional(Type.String()),
  }),
});

/** The same object, refusing fields it doesn't name: a misspelt option must not be passed over in silence. */
export function strict<T extends TProperties>(schema: TObject<T>): TObject<T> {
  return Type.Object(schema.properties, { additionalProperties: false });
}

const LookbackText = Type.Optional(
  Type.String({ pattern: '^(\\d+(\\.\\d+)?d?|none)$', description: 'Days (90 or 90d) or none' }),
);

/** A query's text form: `lookback` as on the command line, everything else as in the body. */
export function asQueryString<T extends TProperties>(schema: TObject<T>) {
  return Type.Object({ ...schema.properties, lookback: LookbackText }, { additionalProperties: false });
}

export const ReportQueryString = asQueryString(ReportQuery);

export function readLookback<T extends { lookback?: string }>(
  query: T,
): Omit<T, 'lookback'> & { lookback?: number | null } {
  const { lookback, ...rest } = query;
  if (lookback === undefined) return rest;
  if (lookback === 'none') return { ...rest, lookback: null };
  const days = Number.parseFloat(lookback);
  if (!(days > 0)) {
    throw new UsageError({
      code: 'lookback',
      what: 'A lookback of no days leaves nothing.',
      found: lookback,
      expected: 'days above 0 such as 90d, or none',
    });
  }
  return { ...rest, lookback: days };
}
