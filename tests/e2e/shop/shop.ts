// A little shop of our own under real host names: two domains, a search engine with an ad, a payment provider, a booking
// tool, and the collector behind TLS as a proxy would put it. One server answers them all; the browser is told that every
// name is this machine. The certificate is for these tests alone and is trusted by nobody.

import { readFileSync } from 'node:fs';
import {
  request as ask,
  createServer as createPlainServer,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';

export const collectorOrigin = 'https://collect.kettle.test';
/** The shop's own sites, as the setting has them. */
export const ownSites = 'kettle.test, kettle-tea.test';

const pem = (name: string) => readFileSync(new URL(`./test-only-${name}.pem`, import.meta.url));

export interface Shop {
  /** For openBrowser: all names lead here. */
  args: string[];
  /** Where the collector listens; undefined: it is down, and its name answers nothing. */
  collector: number | undefined;
  /** The collector's own name over plain http on loopback, for this machine's command line, which knows no such name. */
  pullUrl: string;
  close(): Promise<void>;
}

export async function openShop(): Promise<Shop> {
  const server = createServer({ key: pem('key'), cert: pem('cert') });
  const door = createPlainServer();
  const port = await listening(server);
  const shop: Shop = {
    args: [
      `--host-resolver-rules=MAP * 127.0.0.1:${port}, EXCLUDE 127.0.0.1`,
      '--ignore-certificate-errors',
      // Names of real companies are served here too; none of them may insist on its own certificate.
      '--disable-features=HttpsUpgrades',
    ],
    collector: undefined,
    pullUrl: `http://127.0.0.1:${await listening(door)}`,
    async close() {
      for (const one of [server, door]) {
        one.closeAllConnections();
        await new Promise(resolve => one.close(resolve));
      }
    },
  };
  door.on('request', (request: IncomingMessage, response: ServerResponse) => {
    request.headers.host = new URL(collectorOrigin).host;
    pass(request, response, shop.collector);
  });
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', `https://${request.headers.host}`);
    if (url.origin === collectorOrigin) return pass(request, response, shop.collector);
    const html = page(url);
    response
      .writeHead(html === undefined ? 404 : 200, {
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
      })
      .end(html ?? 'nothing here');
  });
  return shop;
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** As Caddy or nginx would: the name and the visitor's address go along. */
function pass(request: IncomingMessage, response: ServerResponse, port: number | undefined): void {
  if (port === undefined) {
    request.socket.destroy();
    return;
  }
  const headers = { ...request.headers, 'x-forwarded-for': '203.0.113.7', 'x-forwarded-proto': 'https' };
  const upstream = ask({ host: '127.0.0.1', port, path: request.url, method: request.method, headers }, answer => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  upstream.on('error', () => request.socket.destroy());
  request.pipe(upstream);
}

/** The ad that the story begins with: auto-tagged by the ad platform. */
export const adLanding =
  'https://www.kettle.test/?gad_source=1&gad_campaignid=7001&gclid=Cj0KCQiA-TeSt_ClickId-0123456789abcdefghijKLMNOP';
export const mailLanding =
  'https://www.kettle.test/guide?utm_source=newsletter&utm_medium=email&utm_campaign=spring-offer';

const stub = 'window.throughline=window.throughline||function(){(throughline.q=throughline.q||[]).push(arguments)}';

const ownPage = (title: string, body: string, head = '') => `<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>${title}</title><link rel="icon" href="data:,">${head}
<script>${stub}</script><script async src="${collectorOrigin}/tl.js"></script></head>
<body><main><h1>${title}</h1>${body}</main></body></html>`;

const plainPage = (title: string, body: string) => `<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>${title}</title><link rel="icon" href="data:,"></head><body><main><h1>${title}</h1>${body}</main></body></html>`;

/** What stands at an address; undefined: nothing. */
function page(url: URL): string | undefined {
  const at = `${url.hostname}${url.pathname}`;
  switch (at) {
    case 'search.example.test/':
      return plainPage('Search', `<a id="ad" href="${adLanding}">Kettle: tea makers</a>`);
    case 'www.kettle.test/':
      return ownPage(
        'Kettle',
        `<a id="guide" href="/guide">The guide</a> <a id="shop" href="https://shop.kettle.test/basket">Shop</a>
         <a id="tea" href="https://kettle-tea.test/">Our teas</a> <a id="tel" href="tel:+442079460999">020 7946 0999</a>`,
      );
    case 'www.kettle.test/guide':
      return ownPage(
        'The guide',
        `<form id="guide-form" action="/thanks" method="get">
           <label>E-mail <input type="email" name="email"></label>
           <label>Company <input name="company"></label>
           <label>Password <input type="password" name="password"></label>
           <label>Card <input name="card" autocomplete="cc-number"></label>
           <label>Note <input name="note"></label>
           <input type="hidden" name="tl_visitor"><input type="hidden" name="tl_first_source"><input type="hidden" name="tl_gclid">
           <button>Send</button></form>`,
      );
    case 'www.kettle.test/thanks':
      return ownPage('Thank you', '<a id="book" href="/book">Book a call</a>');
    case 'www.kettle.test/book':
      return ownPage(
        'Book a call',
        '<iframe id="calendly" title="Booking" src="https://calendly.com/kettle/call"></iframe>',
      );
    case 'calendly.com/kettle/call':
      // As Calendly's own embed tells the page around it.
      return plainPage(
        'Pick a time',
        `<button id="pick" onclick="parent.postMessage({event:'calendly.event_scheduled',payload:{event:{uri:'https://api.calendly.com/scheduled_events/E1'},invitee:{uri:'https://api.calendly.com/scheduled_events/E1/invitees/I1'}}},'*')">Monday, ten</button>`,
      );
    case 'shop.kettle.test/basket':
      return ownPage('Basket', '<a id="pay" href="https://checkout.stripe.com/c/pay/kettle">Pay</a>');
    case 'checkout.stripe.com/c/pay/kettle':
      return plainPage('Pay', '<a id="done" href="https://shop.kettle.test/paid?order=K-1001">Done</a>');
    case 'shop.kettle.test/paid':
      return ownPage(
        'Paid',
        `<script>throughline('order', {id: ${JSON.stringify(url.searchParams.get('order'))}, amount: 49.9, currency: 'GBP'})</script>`,
      );
    case 'kettle-tea.test/':
      return ownPage('Teas', '<a id="back" href="https://www.kettle.test/guide">Guide</a>');
    default:
      return undefined;
  }
}
