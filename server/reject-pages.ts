// All rejects of an import, page after page, so that a million of them never lie in memory at once.

import type { RejectsAnswer } from '#shared/schema/index.ts';
import type { Engine } from './engine.ts';

const pageSize = 10_000;

/** At least one page, which may be empty. */
export async function* rejectPages(engine: Pick<Engine, 'rejects'>, importId: number): AsyncGenerator<RejectsAnswer> {
  for (let offset = 0; ; offset += pageSize) {
    const page = await engine.rejects({ import: importId, offset, limit: pageSize });
    yield page;
    if (offset + page.rows.length >= page.total || page.rows.length === 0) return;
  }
}
