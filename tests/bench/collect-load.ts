// The load: so many connections, each of which sends its next batch when the one before is acknowledged, over plain sockets,
// so that the load takes little of the machine. Arguments as JSON; prints JSON: acknowledged requests and times.

import { connect } from 'node:net';

interface Load {
  url: string;
  connections: number;
  hits: number;
  seconds: number;
}

const { url, connections, hits, seconds }: Load = JSON.parse(process.argv[2]);
const { hostname, port } = new URL(url);
const userAgent =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';

let serial = 0;
function request(): string {
  const at = Date.now();
  const batch = {
    v: 1,
    sent: at,
    hits: Array.from({ length: hits }, () => ({
      id: `bench-hit-${++serial}`,
      kind: 'page',
      consent: 'granted',
      at: at - 300,
      visitor: `visitor-${serial % 5_000}`,
      url: `https://www.acme.com/landing/${serial % 300}?utm_source=google&utm_medium=cpc&utm_campaign=brand&gclid=Cj0KCQjw${serial}`,
      referrer: 'https://www.google.com/',
      title: 'Widgets for every workshop',
    })),
  };
  const body = JSON.stringify(batch);
  return `POST /v1/collect HTTP/1.1\r\nHost: ${hostname}\r\nOrigin: https://www.acme.com\r\nUser-Agent: ${userAgent}\r\nContent-Type: text/plain;charset=UTF-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

const times: number[] = [];
const started = performance.now();
// The first second warms both sides up.
const countFrom = started + 1_000;
const until = countFrom + seconds * 1_000;

await Promise.all(
  Array.from(
    { length: connections },
    () =>
      new Promise<void>((resolve, reject) => {
        const socket = connect(Number(port), hostname).setNoDelay(true).setEncoding('latin1');
        let asked = 0;
        let reply = '';
        const ask = () => {
          asked = performance.now();
          socket.write(request());
        };
        socket.on('connect', ask);
        socket.on('error', reject);
        socket.on('data', (part: string) => {
          reply += part;
          if (!reply.startsWith('HTTP/1.1 204')) return reject(new Error(reply));
          // No body follows.
          if (!reply.endsWith('\r\n\r\n')) return;
          reply = '';
          const now = performance.now();
          if (asked >= countFrom && now <= until) times.push(now - asked);
          if (now < until) return ask();
          socket.end();
          resolve();
        });
      }),
  ),
);
times.sort((a, b) => a - b);
const at = (q: number) => times[Math.min(times.length - 1, Math.floor(q * times.length))];
console.log(JSON.stringify({ requests: times.length, p50: at(0.5), p99: at(0.99), slowest: at(1) }));
