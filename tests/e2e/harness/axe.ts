// axe-core over a page and the open shadow roots in it.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, ElementContext } from 'axe-core';
import type { Page } from 'puppeteer';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What it finds serious or critical, a line each: 'color-contrast (serious): #total …'. `within`: what to look at; all of it where left out. */
export async function axe(page: Page, within?: ElementContext): Promise<string[]> {
  // As an expression: the page's own security policy has no say in it.
  await page.evaluate(source);
  const { violations } = (await page.evaluate(
    context => (globalThis as unknown as { axe: typeof import('axe-core') }).axe.run((context ?? document) as never),
    (within ?? null) as never,
  )) as AxeResults;
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, impact, nodes }) =>
      nodes.map(node => `${id} (${impact}): ${node.target.flat().join(' ')} ${node.failureSummary ?? ''}`),
    );
}
