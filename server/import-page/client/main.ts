// The import page: files dropped or chosen become cards, looked at one after the other. A folder is one card.

import { Card } from './card.ts';
import type { Sendable } from './companion.ts';
import { byId } from './dom.ts';
import { keepFresh, refresh } from './workspace.ts';

const cards: Card[] = [];
let queue: Promise<void> = Promise.resolve();

function changed(): void {
  byId('cards-section').hidden = !cards.some(({ state }) => state !== 'left');
  byId('import-all').hidden = cards.filter(({ state }) => state === 'ready').length < 2;
  if (cards.some(({ state }) => state === 'done')) void refresh();
}

function add(sendables: readonly Sendable[]): void {
  for (const sendable of sendables) {
    const card = new Card(sendable, changed);
    cards.push(card);
    byId('cards').append(card.element);
    // One after the other: the disk and the reader are one each.
    queue = queue.then(() => card.look());
  }
  changed();
}

const one = (file: File): Sendable => ({
  name: file.name,
  bytes: file.size,
  files: [{ path: file.name, file }],
  isFolder: false,
});

/** Files of a folder that was chosen: their paths begin with its name. */
function folderOf(files: readonly File[]): Sendable[] {
  const folders = new Map<string, File[]>();
  for (const file of files) {
    const name = file.webkitRelativePath.split('/', 1)[0] || file.name;
    folders.set(name, [...(folders.get(name) ?? []), file]);
  }
  return [...folders].map(([name, within]) => ({
    name,
    bytes: within.reduce((sum, { size }) => sum + size, 0),
    files: within.map(file => ({ path: file.webkitRelativePath.split('/').slice(1).join('/') || file.name, file })),
    isFolder: true,
  }));
}

async function dropped(entry: FileSystemEntry): Promise<Sendable> {
  const files: Sendable['files'] = [];
  const walk = async (at: FileSystemEntry, path: string): Promise<void> => {
    if (at.isFile) {
      const file = await new Promise<File>((resolve, reject) => (at as FileSystemFileEntry).file(resolve, reject));
      files.push({ path, file });
      return;
    }
    const reader = (at as FileSystemDirectoryEntry).createReader();
    for (;;) {
      // It answers a hundred at a time.
      const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
      if (some.length === 0) return;
      for (const within of some) await walk(within, path ? `${path}/${within.name}` : within.name);
    }
  };
  await walk(entry, '');
  if (entry.isFile) return one(files[0].file);
  return { name: entry.name, bytes: files.reduce((sum, { file }) => sum + file.size, 0), files, isFolder: true };
}

function listen(): void {
  const files = byId('files') as HTMLInputElement;
  const folder = byId('folder') as HTMLInputElement;
  byId('choose-files').addEventListener('click', () => files.click());
  byId('choose-folder').addEventListener('click', () => folder.click());
  files.addEventListener('change', () => {
    add([...(files.files ?? [])].map(one));
    files.value = '';
  });
  folder.addEventListener('change', () => {
    add(folderOf([...(folder.files ?? [])]));
    folder.value = '';
  });
  byId('import-all').addEventListener('click', () => {
    for (const card of cards.filter(({ state }) => state === 'ready')) void card.accept();
  });

  // Anywhere on the page: a file that misses the box must not open in place of the page.
  let inside = 0;
  const mark = () => byId('drop').classList.toggle('over', inside > 0);
  document.addEventListener('dragenter', event => {
    event.preventDefault();
    inside++;
    mark();
  });
  document.addEventListener('dragleave', () => {
    inside = Math.max(0, inside - 1);
    mark();
  });
  document.addEventListener('dragover', event => event.preventDefault());
  document.addEventListener('drop', event => {
    event.preventDefault();
    inside = 0;
    mark();
    // Asked for at once: after the event the list is empty.
    const entries = [...(event.dataTransfer?.items ?? [])].map(item => item.webkitGetAsEntry());
    const plain = [...(event.dataTransfer?.files ?? [])];
    if (entries.some(entry => entry?.isDirectory))
      void Promise.all(entries.filter(entry => entry !== null).map(dropped)).then(add);
    else add(plain.map(one));
  });
  window.addEventListener('beforeunload', event => {
    if (cards.some(({ state }) => state === 'sending' || state === 'importing')) event.preventDefault();
  });
}

listen();
keepFresh();
