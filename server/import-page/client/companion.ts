// What the page asks the companion: files sent to be looked at, taken in, stopped; what the workspace holds. The session's
// cookie goes along by itself.

import type { FilePreview, ImportAnswer, PreviewAnswer, StatusAnswer } from '#shared/schema/index.ts';

export type WireError = NonNullable<FilePreview['error']> & { kind?: string };

/** What the companion answered instead of what was asked for; `error.code` 'away' where it doesn't answer at all. */
export class Refused extends Error {
  readonly error: WireError;

  constructor(error: WireError) {
    super(error.what);
    this.error = error;
  }
}

export const stopped: WireError = { code: 'stopped', what: 'Stopped: nothing of it was taken in.' };
const away: WireError = {
  code: 'away',
  what: 'The companion does not answer.',
  remedy: 'Start it again (npx throughline serve) and open the link that it prints.',
};

export interface ImportOptions {
  format?: string;
  map?: Record<string, string>;
  zone?: string;
  currency?: string;
  dateOrder?: 'dmy' | 'mdy';
}

/** What is sent as one: a file, or a folder with the files in it by their paths. */
export interface Sendable {
  name: string;
  bytes: number;
  files: { path: string; file: File }[];
  isFolder: boolean;
}

/** Any question; what isn't answered as asked is thrown as Refused. */
export async function ask(
  method: string,
  path: string,
  body?: unknown,
  accept = 'application/json',
): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(`/v1/${path}`, {
      method,
      headers: { accept, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    throw new Refused(away);
  }
  if (!response.ok) throw new Refused(errorIn(await response.text()));
  return response;
}

function errorIn(text: string): WireError {
  try {
    return (JSON.parse(text) as { error: WireError }).error;
  } catch {
    return { code: 'reply', what: 'The companion answered something unexpected.', found: text.slice(0, 200) };
  }
}

export const status = async (): Promise<StatusAnswer> => (await ask('GET', 'status')).json();

/** Sends files to be looked at; XMLHttpRequest, since fetch says nothing of how far a body is. */
export function send(
  { files, isFolder, name }: Sendable,
  onSent: (bytes: number, total: number) => void,
  signal: AbortSignal,
): Promise<PreviewAnswer> {
  const form = new FormData();
  if (isFolder) form.append('folder', name);
  for (const { path, file } of files) form.append(isFolder ? path : 'file', file, file.name);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    signal.addEventListener('abort', stop, { once: true });
    request.upload.addEventListener('progress', event => onSent(event.loaded, event.total));
    request.addEventListener('load', () => {
      if (request.status === 200) resolve(JSON.parse(request.responseText));
      else reject(new Refused(errorIn(request.responseText)));
    });
    request.addEventListener('error', () => reject(new Refused(away)));
    request.addEventListener('abort', () => reject(new Refused(stopped)));
    request.addEventListener('loadend', () => signal.removeEventListener('abort', stop));
    request.open('POST', '/v1/imports/preview');
    request.setRequestHeader('accept', 'application/json');
    request.send(form);
  });
}

/** Looks again at what was sent, with other options. */
export const lookAgain = async (upload: string, options: ImportOptions): Promise<PreviewAnswer> =>
  (await ask('POST', 'imports/preview', { files: [{ upload }], ...options })).json();

export async function drop(upload: string): Promise<void> {
  await ask('DELETE', `imports/uploads/${upload}`);
}

export interface TakingIn {
  started(id: string): void;
  progress(step: string, done: number, total: number): void;
}

/** Takes in what was sent; resolves with what became of it. */
export async function takeIn(upload: string, options: ImportOptions, on: TakingIn): Promise<ImportAnswer> {
  const response = await ask('POST', 'imports', { files: [{ upload }], ...options }, 'text/event-stream');
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let pending = '';
  for (;;) {
    const { done, value } = await reader.read().catch(() => ({ done: true, value: undefined }));
    if (done) throw new Refused(away);
    pending += value;
    for (let end = pending.indexOf('\n\n'); end >= 0; end = pending.indexOf('\n\n')) {
      const block = pending.slice(0, end);
      pending = pending.slice(end + 2);
      const event = /^event: (\w+)$/m.exec(block)?.[1];
      const data = /^data: (.*)$/m.exec(block)?.[1];
      if (!event || data === undefined) continue;
      const said = JSON.parse(data);
      if (event === 'started') on.started(said.id);
      if (event === 'progress') on.progress(`${said.file}: ${said.step}`, said.bytesDone, said.bytesTotal);
      if (event === 'done') return said;
      if (event === 'error') throw new Refused(said.error);
    }
  }
}

export async function stop(id: string): Promise<void> {
  await ask('DELETE', `imports/running/${id}`);
}
