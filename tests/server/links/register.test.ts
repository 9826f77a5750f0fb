import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LinkRegister, type NewLink } from '../../../server/links/register.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'throughline-links-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const link = (name: string, more: Partial<NewLink> = {}): NewLink => ({
  url: 'https://acme.com',
  link: `https://acme.com?utm_campaign=${name}`,
  channel: 'Email',
  campaign: name,
  madeAt: '2026-03-01T10:00:00.000Z',
  madeBy: 'ann',
  ...more,
});

test('keeps links in order; the same link again is no change, not one byte', async () => {
  const register = new LinkRegister(folder);
  expect((await register.add([link('a'), link('b')])).map(({ what }) => what)).toEqual(['added', 'added']);
  const before = await readFile(register.path);
  const [again] = await register.add([link('a', { madeAt: '2026-04-01T00:00:00.000Z', madeBy: 'bob' })]);
  expect([again.what, again.link.madeBy]).toEqual(['same', 'ann']);
  expect(await readFile(register.path)).toEqual(before);
  expect((await register.list()).map(({ campaign }) => campaign)).toEqual(['a', 'b']);
});

test('the same link with another label or slug is changed, and keeps its id', async () => {
  const register = new LinkRegister(folder);
  const [first] = await register.add([link('a')]);
  const [second] = await register.add([link('a', { slug: 'go', label: 'Fair' })]);
  expect([second.what, second.link.id, second.link.slug]).toEqual(['changed', first.link.id, 'go']);
  // Left out, they stay.
  expect((await register.add([link('a')]))[0]).toMatchObject({ what: 'same', link: { slug: 'go', label: 'Fair' } });
});

test('a slug leads to one link: a second one is refused, and nothing beside it is kept', async () => {
  const register = new LinkRegister(folder);
  await register.add([link('a', { slug: 'go' })]);
  await expect(register.add([link('b'), link('c', { slug: 'go' })])).rejects.toMatchObject({ code: 'slug-taken' });
  expect(await register.list()).toHaveLength(1);
  expect((await register.bySlug('GO'))?.campaign).toBe('a');
  expect(await register.bySlug('toString')).toBeUndefined();
});

test('what is removed is gone, and its slug is free', async () => {
  const register = new LinkRegister(folder);
  const [{ link: made }] = await register.add([link('a', { slug: 'go' })]);
  expect((await register.remove(made.id)).campaign).toBe('a');
  expect(await register.bySlug('go')).toBeUndefined();
  await expect(register.remove(made.id)).rejects.toMatchObject({ code: 'link-unknown' });
  expect((await register.add([link('b', { slug: 'go' })]))[0].what).toBe('added');
});

test('what another process wrote meanwhile is seen; added at once from two sides, both are there', async () => {
  const [one, two] = [new LinkRegister(folder), new LinkRegister(folder)];
  expect(await one.list()).toEqual([]);
  await two.add([link('a')]);
  expect(await one.list()).toHaveLength(1);
  await Promise.all([one.add([link('b')]), one.add([link('c')])]);
  expect(await two.list()).toHaveLength(3);
});

test('of what several processes add in the same moment nothing is lost', async () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  await Promise.all(names.map(name => new LinkRegister(folder).add([link(name)])));
  const kept = await new LinkRegister(folder).list();
  expect(kept.map(({ campaign }) => campaign).sort()).toEqual(names);
  expect(await readdir(folder)).toEqual(['links.json']);
});

test('a lock that a killed process left is taken away', async () => {
  const register = new LinkRegister(folder);
  await writeFile(`${register.path}.lock`, '');
  await utimes(`${register.path}.lock`, 0, 0);
  await register.add([link('a')]);
  expect(await readdir(folder)).toEqual(['links.json']);
});

test('a file mended by hand into something that leads elsewhere than the web is refused', async () => {
  const register = new LinkRegister(folder);
  await writeFile(register.path, JSON.stringify({ links: [{ id: 'x', slug: 'go', link: 'javascript:alert(1)' }] }));
  await expect(register.bySlug('go')).rejects.toMatchObject({ code: 'json-file' });
});
