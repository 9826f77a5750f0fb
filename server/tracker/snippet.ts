// The snippet as a site gets it: its configuration from the settings, in front of the built text. The text is what the last
// build wrote; where there is none it is built once, at the first request.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Settings } from '#shared/settings.ts';
import { buildSnippet, outputFolder, type Snippet, withConfig } from './build.ts';
import type { SnippetConfig } from './client/config.ts';

let built: Promise<Snippet> | undefined;

/** Both parts, without a configuration. */
export function snippetParts(): Promise<Snippet> {
  built ??= read().catch(error => {
    built = undefined;
    throw error;
  });
  return built;
}

async function read(): Promise<Snippet> {
  try {
    const [first, more] = await Promise.all(
      ['tl.js', 'tl-more.js'].map(name => readFile(join(outputFolder, name), 'utf8')),
    );
    return { first, more };
  } catch {
    // Never built here.
    return buildSnippet();
  }
}

/** `origin`: the collector's, that the snippet sends to. */
export async function snippetFor(
  { sites, consent, formFields }: Pick<Settings, 'sites' | 'consent' | 'formFields'>,
  origin: string,
): Promise<string> {
  const config: SnippetConfig = { o: origin, s: sites, a: consent === 'assume' ? 1 : 0, f: formFields };
  return withConfig((await snippetParts()).first, config);
}
