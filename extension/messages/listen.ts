// The worker's end of the wire: hears the questions of the extension's pages and content scripts, asks who may ask, and
// sends back the answer or the error as JSON. It must be called at the worker's first turn, or the browser drops the
// message that woke it.

import { browser } from 'wxt/browser';
import { AccessError, describeError, type ErrorDetails, ThroughlineError, UsageError } from '#shared/errors.ts';
import type { Question, Wire } from './ask.ts';
import type { Ask, MessageName, Reply } from './messages.ts';
import { type Here, mayAsk, type Sender } from './sender.ts';

export type Handlers = { [N in MessageName]: (what: Ask<N>) => Promise<Reply<N>> };

/** What the worker knows of the workspace, for deciding who may ask. */
export type Standing = () => Promise<Pick<Here, 'isPaired' | 'port' | 'isSample'>>;

export function listen(handlers: Handlers, standing: Standing): void {
  browser.runtime.onMessage.addListener(
    (message: unknown, sender: Sender, respond: (wire: Wire | undefined) => void): true | undefined => {
      if (!isQuestion(message)) return undefined;
      void hear(handlers, standing, message, sender).then(respond);
      // The answer comes later.
      return true;
    },
  );
}

async function hear(
  handlers: Handlers,
  standing: Standing,
  { throughline: name, ask }: Question,
  sender: Sender,
): Promise<Wire> {
  try {
    const here = { id: browser.runtime.id, base: new URL('/', browser.runtime.getURL('')).href, ...(await standing()) };
    if (!mayAsk(sender, name, here)) throw refused(name);
    if (!Object.hasOwn(handlers, name)) throw unknown(name);
    const handler = handlers[name] as (what: unknown) => Promise<Reply<MessageName>>;
    return { reply: await handler(ask) };
  } catch (error) {
    return { error: toWire(error) };
  }
}

function isQuestion(message: unknown): message is Question {
  return typeof (message as Partial<Question> | null)?.throughline === 'string';
}

/** Errors as they cross: what a person can act on; a bug is told as one. */
export function toWire(error: unknown): Omit<ErrorDetails, 'cause'> {
  if (error instanceof ThroughlineError) return error.toJSON();
  return {
    code: 'bug',
    what: 'The extension failed where it should not have.',
    found: describeError(error),
    remedy: 'This is a bug: please report it with what you did.',
  };
}

const refused = (name: string) =>
  new AccessError({
    code: 'sender',
    what: 'This page may not ask that.',
    found: name,
    expected: "one of the extension's own pages, or a site that it runs on",
    remedy: 'Open the popup of Throughline and do it there.',
  });

const unknown = (name: string) =>
  new UsageError({ code: 'message-unknown', what: 'There is no such message.', found: name.slice(0, 50) });
