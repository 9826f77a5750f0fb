// The user's choices as a signal: what is chosen here shows at once, then is kept; what is chosen elsewhere arrives. A page
// never takes its own echo for news, so that quick changes don't jump back.

import { type ReadonlySignal, signal } from '@preact/signals';
import { type Choices, choicesItem, defaultChoices } from './choices.ts';

export interface LiveChoices {
  readonly choices: ReadonlySignal<Choices>;
  change(changes: Partial<Choices>): void;
  stop(): void;
}

export async function liveChoices(): Promise<LiveChoices> {
  const choices = signal({ ...defaultChoices, ...(await choicesItem.getValue()) });
  const sent: string[] = [];
  const stop = choicesItem.watch(value => {
    const echo = sent.indexOf(textOf(value));
    if (echo >= 0) sent.splice(0, echo + 1);
    else choices.value = { ...defaultChoices, ...value };
  });
  return {
    choices,
    stop,
    change(changes) {
      const before = textOf(choices.value);
      choices.value = { ...choices.value, ...changes };
      if (textOf(choices.value) === before) return;
      sent.push(textOf(choices.value));
      void choicesItem.setValue(choices.value);
    },
  };
}

/** The browser gives objects back with their keys in another order. */
const textOf = (choices: Choices) => JSON.stringify(Object.entries(choices).sort(([a], [b]) => (a < b ? -1 : 1)));
