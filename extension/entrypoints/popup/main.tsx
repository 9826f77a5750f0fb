// The popup's wiring: signals in, choices out. It shows what is kept at once, and figures when they come.

import { render } from 'preact';
import { ask } from '../../messages/ask.ts';
import { liveAnswer } from '../../state/answer.ts';
import { basisOf } from '../../state/basis.ts';
import { clock } from '../../state/clock.ts';
import { liveBoard } from '../../state/live-board.ts';
import { liveChoices } from '../../state/live-choices.ts';
import { pair } from '../../state/pairing.ts';
import { standingOf } from '../../state/standing.ts';
import { Popup } from '../../views/popup.tsx';

const [{ choices, change }, { board }] = await Promise.all([liveChoices(), liveBoard()]);
const now = clock();
const report = liveAnswer(ask, 'report', () => {
  if (board.value.connection === 'unpaired') return null;
  return {
    what: { ...basisOf(choices.value), by: ['campaign'], models: [choices.value.model] },
    standing: standingOf(board.value),
  };
});
const healths = liveAnswer(ask, 'siteHealths', () => ({ what: null, standing: '' }));

function App() {
  return (
    <Popup
      choices={choices.value}
      board={board.value}
      report={report.shown.value}
      healths={healths.shown.value.last ?? []}
      now={now.value}
      onChange={change}
      onPair={pair}
      onAgain={report.again}
    />
  );
}

render(<App />, document.getElementById('app') as HTMLElement);
// The board that is kept may be old: the worker looks anew, and every page sees what it finds.
ask('board', null).catch(() => {});
