// Server-sent events, both ways: one event to text, and a stream of bytes to events. Only what we send ourselves is read:
// `event:` and `data:` lines, comments skipped.

export interface ServerSentEvent {
  event: string;
  data: string;
}

export function writeServerSentEvent(event: string, data: unknown): string {
  // JSON has no raw line breaks, so one data line holds it all.
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}

export async function* readServerSentEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerSentEvent> {
  const decoder = new TextDecoder();
  let pending = '';
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    pending += decoder.decode(chunk, { stream: true });
    for (let end = pending.indexOf('\n\n'); end >= 0; end = pending.indexOf('\n\n')) {
      const event = parse(pending.slice(0, end));
      pending = pending.slice(end + 2);
      if (event) yield event;
    }
  }
}

function parse(block: string): ServerSentEvent | null {
  let event = 'message';
  const data: string[] = [];
  for (const line of block.split('\n')) {
    if (line.startsWith('event:')) event = line.slice(6).trim();
    if (line.startsWith('data:')) data.push(line.slice(5).trimStart());
  }
  return data.length > 0 ? { event, data: data.join('\n') } : null;
}
