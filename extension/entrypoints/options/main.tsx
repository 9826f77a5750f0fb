// The options' wiring. A pairing code in the address (options.html?code=123456&port=4517) is redeemed at once and taken out of
// the address before anything else, so that a reload doesn't try it again.

import { render } from 'preact';
import { browser } from 'wxt/browser';
import { ask } from '../../messages/ask.ts';
import { autoPair, codeInAddress } from '../../state/auto-pair.ts';
import { clock } from '../../state/clock.ts';
import { liveBoard } from '../../state/live-board.ts';
import { liveChoices } from '../../state/live-choices.ts';
import { forget, pair, unpair } from '../../state/pairing.ts';
import { Options } from '../../views/options.tsx';

const given = codeInAddress(location.search);
if (given) history.replaceState(null, '', location.pathname);
const [{ choices, change }, { board }] = await Promise.all([liveChoices(), liveBoard()]);
const pairing = autoPair(given, board.value.port, pair);
const now = clock();
const { version } = browser.runtime.getManifest();

function App() {
  return (
    <Options
      choices={choices.value}
      board={board.value}
      autoPair={pairing.value}
      version={version}
      now={now.value}
      onChange={change}
      onPair={pair}
      onForget={forget}
      onUnpair={unpair}
    />
  );
}

render(<App />, document.getElementById('app') as HTMLElement);
if (!given) ask('board', null).catch(() => {});
