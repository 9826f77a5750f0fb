// How a page asks the background worker. The browser starts the worker where it was stopped; a page left over from an older
// version of the extension has nobody to ask, and is told so.

import { browser } from 'wxt/browser';
import { ConnectionError, type ErrorDetails, ThroughlineError } from '#shared/errors.ts';
import type { Ask, MessageName, Reply } from './messages.ts';

/** What goes over the wire, there and back. */
export interface Question<N extends MessageName = MessageName> {
  throughline: N;
  ask: Ask<N>;
}
export type Wire<N extends MessageName = MessageName> = { reply: Reply<N> } | { error: Omit<ErrorDetails, 'cause'> };

/** @throws ThroughlineError as the worker or the companion gave it; ConnectionError where there is no worker any more. */
export async function ask<N extends MessageName>(name: N, what: Ask<N>): Promise<Reply<N>> {
  let wire: Wire<N> | undefined;
  try {
    wire = await browser.runtime.sendMessage({ throughline: name, ask: what } satisfies Question<N>);
  } catch (cause) {
    throw extensionGone(cause);
  }
  if (!wire) throw extensionGone(undefined);
  if ('error' in wire) throw new ThroughlineError(wire.error);
  return wire.reply;
}

const extensionGone = (cause: unknown) =>
  new ConnectionError({
    code: 'extension-gone',
    what: 'The extension was updated or switched off.',
    remedy: 'Load the page again.',
    cause,
  });
