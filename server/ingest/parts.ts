// What a path stands for: a file, or the files in a folder, an archive, a workbook, each taken in as a file of its own with
// its place in the name (`exports.zip/deals.csv`). What in there is no data is left and said, in one answer of the container.

import { closeSync, mkdirSync, mkdtempSync, openSync, readdirSync, readSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { DataError } from '#shared/errors.ts';
import type { Format } from '#shared/formats/format.ts';
import { formats as allFormats } from '#shared/formats/index.ts';
import type { Store } from '../store/store.ts';
import type { ArchiveMember } from './archive.ts';
import { Budget } from './budget.ts';
import { fileKind } from './file-kind.ts';
import { columnFiles } from './headless.ts';
import { packingOf } from './inspect.ts';

export interface Part {
  /** Where it lies, perhaps only for now. */
  readonly path: string;
  readonly name: string;
}

interface Answered {
  readonly error?: { readonly code: string };
}

export interface Unpacking<Answer extends Answered> {
  readonly store: Store;
  readonly formats?: readonly Format[];
  readonly signal?: AbortSignal;
  /** Takes a part in, or looks at it; what is wrong with the file is an answer with `error`. */
  take(part: Part): Promise<Answer>;
  /** An answer that says something of a container as a whole. */
  said(file: string, notes: string[], error?: DataError): Answer;
  /** Where others use the store too: work that needs it waits for its turn. */
  inTurn?<T>(work: () => Promise<T>): Promise<T>;
}

/** Archives within archives are opened to this depth. */
const mostDepth = 2;
const namesListed = 5;

/** Names that systems and people leave beside data. */
const noData = /(^|\/)(\.|__MACOSX\/|Thumbs\.db$|desktop\.ini$)/i;
/** A file of such a name is meant as data: where no format knows it, that is an error and not a leaflet. */
const dataName = /\.(csv|tsv|json|jsonl|ndjson|xlsx|parquet)(\.gz|\.zst)?$/i;

const run = <T>(work: () => Promise<T>): Promise<T> => work();

/** The answers of every part of a path, in the order of their names. */
export async function* eachPart<Answer extends Answered>(
  part: Part,
  unpacking: Unpacking<Answer>,
  depth = 0,
): AsyncGenerator<Answer> {
  const { signal, said } = unpacking;
  signal?.throwIfAborted();
  const kind = containerKind(part.path);
  if (kind === null || (depth > mostDepth && kind !== 'parquet')) {
    yield await unpacking.take(part);
    return;
  }
  const { temporaryFolder } = unpacking.store;
  const folder = kind === 'folder' ? '' : mkdtempSync(join(temporaryFolder, 'parts-'));
  try {
    if (kind === 'folder') yield* partsOfFolder(part, unpacking, depth);
    else if (kind === 'parquet') {
      const { parquetAsText } = await import('./parquet.ts');
      const { store, formats = allFormats, inTurn = run } = unpacking;
      const path = await inTurn(() => parquetAsText(store, part.path, part.name, folder, formats));
      yield await unpacking.take({ ...part, path });
    } else yield* partsOfArchive(part, kind, folder, unpacking, depth);
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    yield said(part.name, [], error);
  } finally {
    if (folder) rmSync(folder, { recursive: true, force: true });
  }
}

async function* partsOfFolder<Answer extends Answered>(
  { path, name }: Part,
  unpacking: Unpacking<Answer>,
  depth: number,
): AsyncGenerator<Answer> {
  const within = readdirSync(path, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() || (entry.isSymbolicLink() && isFile(join(entry.parentPath, entry.name))))
    .map(entry =>
      join(entry.parentPath, entry.name)
        .slice(path.length)
        .replace(/^[\\/]+/, '')
        .replaceAll('\\', '/'),
    )
    .sort((a, b) => (a < b ? -1 : 1));
  const members = within.map(member => ({ name: member, at: async () => join(path, member) }));
  yield* partsOf(name, members, unpacking, depth);
}

async function* partsOfArchive<Answer extends Answered>(
  part: Part,
  kind: 'zip' | 'tar',
  folder: string,
  unpacking: Unpacking<Answer>,
  depth: number,
): AsyncGenerator<Answer> {
  const { path, name } = part;
  const bytes = statSync(path).size;
  const budget = new Budget(bytes, name);
  // Loaded only here: few files are archives.
  const { tarMembers, zipMembers } = await import('./archive.ts');
  const { officeKind } = await import('./workbook.ts');
  const { members, close } =
    kind === 'tar'
      ? { members: await tarMembers(path, name, folder, budget), close: () => undefined }
      : await zipMembers(path, name, budget);
  try {
    const office = kind === 'zip' ? officeKind(members.map(member => member.name)) : null;
    // Refused by name where it is read as a text.
    if (office === 'other') yield await unpacking.take(part);
    else if (office === 'workbook') yield* partsOfWorkbook(part, folder, members, unpacking);
    else {
      const placed = place(members, folder, unpacking.formats ?? allFormats);
      yield* partsOf(name, placed, unpacking, depth);
    }
  } finally {
    close();
  }
}

async function* partsOfWorkbook<Answer extends Answered>(
  { path, name }: Part,
  folder: string,
  members: readonly ArchiveMember[],
  { said, take }: Unpacking<Answer>,
): AsyncGenerator<Answer> {
  const { sheetFiles } = await import('./workbook.ts');
  const sheets = await sheetFiles(
    path,
    name,
    folder,
    members.reduce((sum, member) => sum + member.bytes, 0),
  );
  if (sheets.length === 1) {
    yield await take({ path: sheets[0].path, name });
    return;
  }
  const left: string[] = [];
  let taken = 0;
  for (const sheet of sheets) {
    const answer = await take({ path: sheet.path, name: `${name}/${sheet.sheet}` });
    if (isUnknown(answer)) left.push(sheet.sheet);
    else {
      taken++;
      yield answer;
    }
  }
  if (taken === 0) throw nothingIn(name, 'sheets', left);
  if (left.length > 0) yield said(name, [`${counted(left.length, 'sheet')} of no known format left: ${listed(left)}.`]);
}

interface Placed {
  readonly name: string;
  /** Puts it where it can be read; answers the path. */
  at(): Promise<string>;
  /** Takes it away again. */
  remove?(): void;
}

/** Members of one folder lie in one folder when they are unpacked, together with the file that names their columns. */
function place(members: readonly ArchiveMember[], folder: string, formats: readonly Format[]): Placed[] {
  const beside = new Set(columnFiles(formats));
  const folders = new Map<string, string>();
  const folderOf = (member: ArchiveMember): string => {
    const inside = dirname(member.name);
    const at = folders.get(inside) ?? join(folder, `folder-${folders.size}`);
    folders.set(inside, at);
    mkdirSync(at, { recursive: true });
    return at;
  };
  return members.map((member, i) => {
    const isBeside = beside.has(basename(member.name));
    return {
      name: member.name,
      async at() {
        const at = folderOf(member);
        for (const other of members) {
          const path = join(at, basename(other.name));
          if (beside.has(basename(other.name)) && dirname(other.name) === dirname(member.name) && !isFile(path))
            await other.unpack(path);
        }
        const path = isBeside ? join(at, basename(member.name)) : join(at, `${i}`);
        if (!isBeside) await member.unpack(path);
        return path;
      },
      remove: () => {
        if (!isBeside) rmSync(join(folderOf(member), `${i}`), { force: true });
      },
    };
  });
}

async function* partsOf<Answer extends Answered>(
  name: string,
  members: readonly Placed[],
  unpacking: Unpacking<Answer>,
  depth: number,
): AsyncGenerator<Answer> {
  const { formats = allFormats, signal, said } = unpacking;
  const columns = new Set(columnFiles(formats));
  const feeds = new Set(
    members.filter(member => columns.has(basename(member.name))).map(member => dirname(member.name)),
  );
  const left: string[] = [];
  let taken = 0;
  for (const member of members) {
    signal?.throwIfAborted();
    if (noData.test(member.name)) continue;
    if (columns.has(basename(member.name))) continue;
    const path = await member.at();
    try {
      const bytes = head(path);
      const isNoData =
        statSync(path).size === 0 ||
        (containerKind(path) === null && fileKind(bytes) !== null && packingOf(bytes) === null);
      if (isNoData && !dataName.test(member.name)) {
        left.push(member.name);
        continue;
      }
      for await (const answer of eachPart({ path, name: `${name}/${member.name}` }, unpacking, depth + 1)) {
        // Beside a feed lie the tables that its numbers are looked up in; beside exports, texts of all kinds.
        if (isUnknown(answer) && (feeds.has(dirname(member.name)) || !dataName.test(member.name)))
          left.push(member.name);
        else {
          taken++;
          yield answer;
        }
      }
    } finally {
      member.remove?.();
    }
  }
  if (taken === 0) throw nothingIn(name, 'files', left);
  if (left.length > 0)
    yield said(name, [`${counted(left.length, 'file')} that hold no known data left: ${listed(left)}.`]);
}

function isUnknown({ error }: Answered): boolean {
  return error?.code === 'format-unknown' || error?.code === 'file-binary' || error?.code === 'file-html';
}

function nothingIn(name: string, what: string, left: readonly string[]): DataError {
  return new DataError({
    code: 'container-empty',
    what: `${name} holds no ${what} that are known here.`,
    where: name,
    found: left.length === 0 ? `no ${what}` : listed(left),
    expected: 'exports as CSV, JSON, Parquet or Excel workbooks',
    remedy: 'throughline formats lists what is known.',
  });
}

function counted(count: number, what: string): string {
  return count === 1 ? `1 ${what}` : `${count} ${what}s`;
}

function listed(names: readonly string[]): string {
  const more = names.length - namesListed;
  return names.slice(0, namesListed).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function head(path: string): Buffer {
  const bytes = Buffer.alloc(4096);
  const descriptor = openSync(path, 'r');
  try {
    return bytes.subarray(0, readSync(descriptor, bytes, 0, bytes.length, 0));
  } finally {
    closeSync(descriptor);
  }
}

const startsWith = (bytes: Buffer, ...magic: number[]): boolean => magic.every((byte, i) => bytes[i] === byte);

/** What of several files a path is, by its first bytes; null for a single file, or where there is none. */
function containerKind(path: string): 'folder' | 'zip' | 'tar' | 'parquet' | null {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat?.isDirectory()) return 'folder';
  if (!stat?.isFile()) return null;
  let bytes: Buffer;
  try {
    bytes = head(path);
  } catch {
    return null; // whoever takes it in says why it can't be read
  }
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04)) return 'zip';
  if (startsWith(bytes, 0x50, 0x41, 0x52, 0x31)) return 'parquet';
  return isTar(packingOf(bytes) === 'gzip' ? firstUnpacked(bytes) : bytes) ? 'tar' : null;
}

function isTar(bytes: Buffer): boolean {
  return bytes.subarray(257, 262).toString('latin1') === 'ustar';
}

/** The beginning of what a cut piece of gzip unpacks to. */
function firstUnpacked(bytes: Buffer): Buffer {
  try {
    return gunzipSync(bytes, { finishFlush: 2 });
  } catch {
    return Buffer.alloc(0);
  }
}
