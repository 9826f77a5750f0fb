// Bundles the snippet's modules into one classic script that every site's configuration is put in front of, and refuses one
// above 3 kB gzipped. Run as a script it also writes both parts, for `npm start` and for whoever serves them by other means.

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

/** Bytes, gzipped, with a site's configuration in front. */
export const mostBytes = 3_072;

const root = fileURLToPath(new URL('../../', import.meta.url));
/** What is built, by its file's name. */
export const outputFolder = join(root, '.output');

export interface Snippet {
  /** tl.js, which reads its configuration from $C: `withConfig` puts it there. */
  first: string;
  /** tl-more.js, a module: fetched by pages that have something for it. */
  more: string;
}

export const gzippedBytes = (text: string): number => gzipSync(text, { level: 9 }).length;

/** The first part with its configuration: an expression of its own, so that no name is left in the page. */
export const withConfig = (first: string, config: unknown): string =>
  // A closing tag within would end an inline script.
  `($C=>{${first}})(${JSON.stringify(config).replaceAll('<', '\\u003c')})`;

async function bundle(path: string): Promise<string> {
  // Only where it builds: a companion that has the text needn't load a bundler.
  const { rolldown } = await import('rolldown');
  const build = await rolldown({
    input: join(root, 'server', 'tracker', path),
    cwd: root,
    platform: 'browser',
    transform: { target: 'es2022' },
  });
  try {
    const { output } = await build.generate({
      format: 'es',
      minify: { mangle: { toplevel: true }, compress: { target: 'es2022' } },
      comments: false,
    });
    return output[0].code.trim();
  } finally {
    await build.close();
  }
}

/** Throws where the first part is above what it may weigh. */
export async function buildSnippet(): Promise<Snippet> {
  const [first, more] = await Promise.all([bundle('client/main.ts'), bundle('more/main.ts')]);
  const bytes = gzippedBytes(withConfig(first, { o: 'https://collect.example.com', s: ['example.com'], a: 0, f: [] }));
  if (bytes > mostBytes) throw new Error(`The snippet is ${bytes} bytes gzipped; it may be ${mostBytes}.`);
  return { first, more };
}

if (import.meta.main) {
  const { first, more } = await buildSnippet();
  await mkdir(outputFolder, { recursive: true });
  await writeFile(join(outputFolder, 'tl.js'), first);
  await writeFile(join(outputFolder, 'tl-more.js'), more);
  console.log(
    `Snippet: ${gzippedBytes(first)} bytes gzipped of ${mostBytes} allowed, before a site's configuration: its hosts and form fields count too; its second part, fetched where a page needs it: ${gzippedBytes(more)}.`,
  );
}
