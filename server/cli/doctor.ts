// throughline doctor: what is connected, missing, unmatched, stale, and what to do about it.

import type { Command } from './command.ts';
import { countText } from './figures.ts';
import { paint } from './io.ts';
import { documentOptions, printJson, printTable, sampleLine, wantsJson } from './output.ts';
import { plain } from './table.ts';

export const doctor = {
  id: 'doctor',
  about: 'What is connected, missing, unmatched, stale, and what to do about it.',
  words: [0, 0],
  options: documentOptions,
  async run(call) {
    const { io } = call;
    return call.withEngine(async engine => {
      const answer = await engine.doctor();
      if (wantsJson(call)) {
        printJson(call, answer);
        return 0;
      }
      const { bold, dim, amber, red } = paint(io);
      const { workspace } = await engine.status();
      if (workspace.sample) io.out(`${amber(sampleLine)}\n\n`);
      if (answer.sources.length > 0) {
        printTable(
          call,
          [
            { label: 'Format' },
            { label: 'Files', align: 'right' },
            { label: 'Rows', align: 'right' },
            { label: 'From' },
            { label: 'To' },
            { label: 'Last import' },
          ],
          answer.sources.map(s => [
            s.format,
            countText(s.files),
            countText(s.rows),
            s.from?.slice(0, 10) ?? '–',
            s.to?.slice(0, 10) ?? '–',
            s.lastImport.slice(0, 16).replace('T', ' '),
          ]),
        );
        io.out('\n');
      }
      const colour = { error: red, warning: amber, info: bold };
      for (const finding of answer.findings) {
        const many = finding.count > 0 ? ` (${countText(finding.count)})` : '';
        io.out(`${colour[finding.severity](finding.severity)}  ${plain(finding.what)}${many}\n`);
        for (const example of finding.examples) io.out(dim(`    ${plain(example)}\n`));
        if (finding.remedy) io.out(`    → ${plain(finding.remedy)}\n`);
      }
      if (answer.findings.length === 0) io.out('Nothing is amiss.\n');
      return 0;
    });
  },
} satisfies Command;
