// The dashboard's wiring: signals in, choices out. The plots are loaded once there is something to plot.

import { effect, signal } from '@preact/signals';
import { render } from 'preact';
import { models } from '#shared/models/index.ts';
import { ask } from '../../messages/ask.ts';
import { address } from '../../state/address.ts';
import { liveAnswer } from '../../state/answer.ts';
import { basisOf } from '../../state/basis.ts';
import { clock } from '../../state/clock.ts';
import { liveBoard } from '../../state/live-board.ts';
import { liveChoices } from '../../state/live-choices.ts';
import { pair } from '../../state/pairing.ts';
import { standingOf } from '../../state/standing.ts';
import type { Plots } from '../../views/dashboard/charts.tsx';
import { Dashboard } from '../../views/dashboard/dashboard.tsx';

const [{ choices, change }, { board }] = await Promise.all([liveChoices(), liveBoard()]);
const { by, receipt, setBy } = address();
const now = clock();
const plots = signal<Plots | null>(null);

const isPaired = () => board.value.connection !== 'unpaired';
const standing = () => standingOf(board.value);
const compare = liveAnswer(ask, 'compare', () => {
  if (!isPaired() || receipt.value) return null;
  const { model } = choices.value;
  const all = [model, ...models.map(({ id }) => id).filter(id => id !== model)];
  return { what: { ...basisOf(choices.value), by: [by.value], models: all }, standing: standing() };
});
const paths = liveAnswer(ask, 'paths', () => {
  if (!isPaired() || receipt.value) return null;
  return { what: { ...basisOf(choices.value), top: 10 }, standing: standing() };
});
const heard = liveAnswer(ask, 'heard', () => {
  if (!isPaired() || receipt.value) return null;
  return { what: { ...basisOf(choices.value), model: choices.value.model, top: 5 }, standing: standing() };
});
const explain = liveAnswer(ask, 'explain', () => {
  if (!isPaired() || !receipt.value) return null;
  const { range, ...row } = receipt.value;
  const { model } = choices.value;
  return { what: { ...basisOf(choices.value), ...range, ...row, model, top: 100 }, standing: standing() };
});
const again = () => {
  for (const answer of [compare, paths, heard, explain]) answer.again();
};

effect(() => {
  const name = board.value.workspace?.name;
  document.title = [receipt.value?.value, name, 'Throughline'].filter(Boolean).join(' – ');
});
effect(() => {
  if (plots.peek() || !compare.shown.value.last) return;
  import('../../views/dashboard/plots.ts').then(
    ({ plotSpreads, plotValueAndCost }) => {
      plots.value = { plotSpreads, plotValueAndCost };
    },
    error => console.error('The plots could not be loaded.', error),
  );
});

function App() {
  return (
    <Dashboard
      choices={choices.value}
      board={board.value}
      by={by.value}
      compare={compare.shown.value}
      paths={paths.shown.value}
      heard={heard.shown.value}
      receipt={receipt.value}
      explain={explain.shown.value}
      plots={plots.value}
      now={now.value}
      onChange={change}
      onDimension={setBy}
      onPair={pair}
      onAgain={again}
      onLinks={() => ask('openLinks', null)}
    />
  );
}

render(<App />, document.getElementById('app') as HTMLElement);
ask('board', null).catch(() => {});
