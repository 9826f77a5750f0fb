// The line "They said": the answer word for word, what it counts as, and whether the path has it.

import { formatDay } from '../format.ts';
import { type Said, verdictWords } from './said.ts';

export function SaidView({ said }: { said: Said }) {
  const { answer, said: ways, at, from, verdict } = said;
  const facts = [ways.join(' + '), at === null ? null : formatDay(at), verdictWords[verdict]].filter(Boolean);
  return (
    <p class="said" data-verdict={verdict} title={from}>
      <span class="label">They said:</span> <q>{answer}</q> <span class="faint">{facts.join(' · ')}</span>
    </p>
  );
}
