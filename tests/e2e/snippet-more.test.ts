// The snippet's second part: hidden fields, chats, bookings and phone numbers, on pages that have something of the kind, and
// no request for it on those that don't.

import type { Page } from 'puppeteer';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { call, Site } from './snippet/site.ts';

const front = 'http://www.acme.test/';

let site: Site;
beforeAll(async () => {
  site = await Site.open();
}, 120_000);
afterAll(() => site?.close());
beforeEach(() => {
  site.clear();
  site.serve('www.acme.test/', {});
});

const partsAsked = (page: Page) =>
  page.evaluate(
    () => performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('/tl-more.js')).length,
  );
const fieldOf = (page: Page, name: string) =>
  page.$eval(`input[name=${name}]`, field => (field as HTMLInputElement).value);

test('a page without any of it asks for no second part', async () => {
  const device = await site.device();
  const page = await site.tab(device);
  await page.goto(front);
  await site.came('page');
  await new Promise(resolve => setTimeout(resolve, 700));
  expect(await partsAsked(page)).toBe(0);
  await device.close();
});

describe('hidden fields', () => {
  const fields = [
    'visitor',
    'first_source',
    'first_medium',
    'first_campaign',
    'last_source',
    'last_campaign',
    'gclid',
    'msclkid',
    'landing',
    'referrer',
  ]
    .map(name => `<input type="hidden" name="tl_${name}">`)
    .join('');

  test('carry the first and the last source, click ids and the landing page; a direct visit changes neither', async () => {
    site.serve('www.acme.test/', { body: `<form>${fields}</form>` });
    site.serve('news.example/', {
      body: `<a id="a" href="${front}?gclid=AbC-1_d&utm_source=google&utm_medium=cpc&utm_campaign=Brand+UK">A</a>`,
    });
    const device = await site.device();
    const page = await site.tab(device);
    await page.goto('http://news.example/');
    site.clear();
    await Promise.all([page.waitForNavigation(), page.click('#a')]);
    const [{ visitor }] = await site.came('page');
    await page.goto(`${front}?utm_source=newsletter&utm_campaign=spring`);
    await page.goto(front);
    await expect.poll(() => fieldOf(page, 'tl_visitor')).toBe(visitor);
    expect({
      first: [
        await fieldOf(page, 'tl_first_source'),
        await fieldOf(page, 'tl_first_medium'),
        await fieldOf(page, 'tl_first_campaign'),
      ],
      last: [await fieldOf(page, 'tl_last_source'), await fieldOf(page, 'tl_last_campaign')],
      ids: [await fieldOf(page, 'tl_gclid'), await fieldOf(page, 'tl_msclkid')],
      began: [await fieldOf(page, 'tl_landing'), await fieldOf(page, 'tl_referrer')],
    }).toEqual({
      first: ['google', 'cpc', 'Brand UK'],
      last: ['newsletter', 'spring'],
      ids: ['AbC-1_d', ''],
      began: [`${front}?gclid=AbC-1_d&utm_source=google&utm_medium=cpc&utm_campaign=Brand+UK`, 'http://news.example/'],
    });
    await device.close();
  });

  test('of a form that comes later are filled; without consent none, and none stays filled', async () => {
    site.serve('www.acme.test/', { config: { a: 0 } });
    const device = await site.device();
    const page = await site.tab(device);
    await page.goto(front);
    await page.evaluate(() =>
      document.body.insertAdjacentHTML('beforeend', '<form><input type="hidden" name="tl_visitor"></form>'),
    );
    await expect.poll(() => partsAsked(page)).toBe(1);
    expect(await fieldOf(page, 'tl_visitor')).toBe('');
    await call(page, 'consent', 'granted');
    await expect.poll(() => fieldOf(page, 'tl_visitor')).toMatch(/^\w{16,}$/);
    await call(page, 'consent', 'withdrawn');
    await expect.poll(() => fieldOf(page, 'tl_visitor')).toBe('');
    await device.close();
  });
});

describe('phone numbers', () => {
  const body = `<p id="national">Call 020 7946 0000 now</p><p id="international">+44 (0)20 7946-0000</p><p id="tight">+442079460000</p>
    <a id="link" href="tel:+442079460000">(020) 7946 0000</a><p id="other">020 7946 0111</p><script id="data">window.own = '020 7946 0000'</script>
    <textarea id="typed">020 7946 0000</textarea>`;

  test('are swapped in every form they are written in, in links, and where the page adds them later', async () => {
    site.serve('www.acme.test/', { body });
    site.answer = { phone: { show: '+442079461234', instead: ['+442079460000', '+442079460009'] } };
    const device = await site.device();
    const page = await site.tab(device);
    await page.goto(front);
    const text = (id: string) => page.$eval(`#${id}`, element => element.textContent);
    await expect.poll(() => text('national')).toBe('Call 020 7946 1234 now');
    expect(await text('international')).toBe('+44 (0)20 7946-1234');
    expect(await text('tight')).toBe('+442079461234');
    expect(await text('link')).toBe('(020) 7946 1234');
    expect(await page.$eval('#link', link => link.getAttribute('href'))).toBe('tel:+442079461234');
    for (const [id, was] of [
      ['other', '020 7946 0111'],
      ['data', "window.own = '020 7946 0000'"],
      ['typed', '020 7946 0000'],
    ])
      expect(await text(id)).toBe(was);
    await page.evaluate(() => {
      document.body.insertAdjacentHTML('beforeend', '<p id="late"><b>020-7946-0009</b></p>');
      (document.querySelector('#other') as Element).textContent = '+44 20 7946 0000';
    });
    await expect.poll(() => text('late')).toBe('020-7946-1234');
    await expect.poll(() => text('other')).toBe('+44 20 7946 1234');
    expect(site.browser.seen.errors).toEqual([]);
    await device.close();
  });
});

describe('chats', () => {
  test('are heard by each one’s own event, once a conversation has begun', async () => {
    const device = await site.device();
    const page = await site.tab(device);
    await page.goto(front);
    await site.came('page');
    // Stand-ins with the widgets' documented interfaces.
    await page.evaluate(() => {
      const on: Record<string, ((told?: unknown) => void)[]> = {};
      const listen = (event: string, hear: () => void) => {
        on[event] = [...(on[event] ?? []), hear];
      };
      Object.assign(window, {
        on,
        Intercom: listen,
        drift: { on: listen },
        LiveChatWidget: { on: listen },
        HubSpotConversations: { on: listen },
        Tawk_API: { onChatStarted: () => Object.assign(window, { ownHeard: true }) },
      });
    });
    await page.waitForFunction(() => 'conversationStarted' in (window as unknown as { on: object }).on);
    await page.evaluate(() => {
      const { on, Tawk_API } = window as unknown as {
        on: Record<string, ((told?: unknown) => void)[]>;
        Tawk_API: { onChatStarted(): void };
      };
      const tell = (event: string, told?: unknown) => {
        for (const hear of on[event]) hear(told);
      };
      tell('onUserEmailSupplied');
      tell('startConversation', { conversationId: 1 });
      tell('emailCapture', { data: { email: 'ada@example.com' } });
      tell('customer_status_changed', { status: 'browsing' });
      tell('customer_status_changed', { status: 'chatting' });
      tell('conversationStarted', { conversation: { conversationId: 2 } });
      Tawk_API.onChatStarted();
    });
    const hits = await site.came('chat', 6);
    expect(hits.map(hit => [hit.name, hit.email])).toEqual([
      ['Intercom', undefined],
      ['Drift', undefined],
      ['Drift', 'ada@example.com'],
      ['LiveChat', undefined],
      ['HubSpot', undefined],
      ['Tawk', undefined],
    ]);
    expect(await page.evaluate(() => (window as unknown as { ownHeard?: boolean }).ownHeard)).toBe(true);
    await device.close();
  });
});

test('bookings are those of Calendly and HubSpot, who alone may say so', async () => {
  site.serve('www.acme.test/', { body: '<iframe title="Book" src="http://calendly.example/ada"></iframe>' });
  const device = await site.device();
  const page = await site.tab(device);
  await page.goto(front);
  await site.came('page');
  // As a frame of that origin posts it; https, which is not served here.
  const post = (origin: string, data: unknown) =>
    page.evaluate(
      (from, told) => dispatchEvent(new MessageEvent('message', { origin: from, data: told })),
      origin,
      data,
    );
  const calendly = { event: 'calendly.event_scheduled', payload: { event: { uri: 'https://api.calendly.com/x' } } };
  const hubspot = {
    meetingBookSucceeded: true,
    meetingsPayload: { bookingResponse: { postResponse: { contact: { email: 'ada@example.com' } } } },
  };
  await expect
    .poll(async () => {
      await post('https://calendly.com', calendly);
      return site.of('booking')[0]?.name;
    })
    .toBe('Calendly');
  await new Promise(resolve => setTimeout(resolve, 300));
  site.clear();
  await post('https://calendly.com', { event: 'calendly.date_and_time_selected' });
  for (const origin of ['https://calendly.com.evil.example', 'http://calendly.com', 'https://meetings.hubspot.com'])
    await post(origin, calendly);
  for (const origin of ['https://evilhubspot.com', 'https://hubspot.com.evil.example', 'https://calendly.com'])
    await post(origin, hubspot);
  await post('https://meetings-eu1.hubspot.com', hubspot);
  await call(page, 'event', 'end');
  await site.came('custom');
  expect(site.of('booking').map(hit => [hit.name, hit.email])).toEqual([['HubSpot', 'ada@example.com']]);
  await device.close();
});
