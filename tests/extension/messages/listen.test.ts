import '../fake-browser.ts';
import { beforeEach, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { ask, type Wire } from '../../../extension/messages/ask.ts';
import { type Handlers, listen } from '../../../extension/messages/listen.ts';
import { NotFoundError } from '../../../shared/errors.ts';

const handlers = {
  siteHealths: async () => [],
  report: async () => {
    throw new NotFoundError({ code: 'row-unknown', what: 'No such row.', cause: new Error('inner') });
  },
  paths: async () => {
    throw new TypeError('undefined is not a function');
  },
} as unknown as Handlers;

beforeEach(() => {
  fakeBrowser.reset();
  listen(handlers, async () => ({ isPaired: true, port: 4517, isSample: false }));
});

const popup = { id: 'test-extension-id', url: 'chrome-extension://test-extension-id/popup.html' };

function send(message: unknown, sender: object = popup): Promise<Wire | 'unheard'> {
  return new Promise(resolve => {
    void fakeBrowser.runtime.onMessage
      .trigger(message, sender, (wire: Wire) => resolve(wire))
      .then((results: unknown[]) => {
        if (!results.includes(true)) resolve('unheard');
      });
  });
}

test('an answer goes back as a reply', async () => {
  expect(await send({ throughline: 'siteHealths', ask: null })).toEqual({ reply: [] });
});

test('an error goes back with what, code and remedy, and without its cause', async () => {
  expect(await send({ throughline: 'report', ask: {} })).toEqual({
    error: { code: 'row-unknown', what: 'No such row.' },
  });
});

test('a bug is told as a bug', async () => {
  expect(await send({ throughline: 'paths', ask: {} })).toMatchObject({
    error: { code: 'bug', found: 'undefined is not a function' },
  });
});

test('messages of others are left to them', async () => {
  expect(await send({ type: 'hello' })).toBe('unheard');
  expect(await send(null)).toBe('unheard');
});

test('a name that is no message is refused, be it one that every object has', async () => {
  expect(await send({ throughline: 'toString', ask: null })).toMatchObject({ error: { code: 'message-unknown' } });
});

test('a page of no site is refused', async () => {
  const sender = { id: 'test-extension-id', url: 'https://news.example/', frameId: 0 };
  expect(await send({ throughline: 'report', ask: {} }, sender)).toMatchObject({ error: { code: 'sender' } });
});

test('a page whose extension is gone is told to load again', async () => {
  fakeBrowser.reset();
  await expect(ask('board', null)).rejects.toMatchObject({ details: { code: 'extension-gone' } });
});
