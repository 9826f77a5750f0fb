// Bodies of webhooks as values, with what can't be read said in words.

import { DataError } from '#shared/errors.ts';

export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json | undefined;
}

export function unreadable(vendor: string, found: string, expected: string, cause?: unknown): DataError {
  return new DataError({
    code: 'webhook-body',
    what: `The body is not what ${vendor} sends.`,
    found: found.slice(0, 200),
    expected,
    remedy: `See what ${vendor} sends in its own log of deliveries.`,
    cause,
  });
}

/** The JSON of a body. */
export function jsonOf(vendor: string, body: Buffer): Json {
  const text = body.toString('utf8');
  try {
    return JSON.parse(text) as Json;
  } catch (cause) {
    throw unreadable(vendor, text === '' ? 'nothing' : text, 'JSON', cause);
  }
}

/** The JSON object of a body. */
export function objectOf(vendor: string, body: Buffer): JsonObject {
  const value = jsonOf(vendor, body);
  if (!isObject(value)) throw unreadable(vendor, JSON.stringify(value), 'a JSON object');
  return value;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function listOf(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** A text or number as text; undefined for anything else and for nothing. */
export function textOf(value: Json | undefined): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
