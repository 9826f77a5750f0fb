// What is wrong with a link, told in words under its field, with a button for the one thing that suggests itself.

import type { LinkProblem } from '#shared/schema/index.ts';
import { make } from '../../import-page/client/dom.ts';

const names = { error: 'Not like this', warning: 'Careful', note: 'Note' } as const;

/** `onInstead` hears what is to be written instead; without it there is no button. */
export function problemBox(problem: LinkProblem, onInstead?: (text: string) => void): HTMLElement {
  const { severity, what, remedy, instead } = problem;
  return make(
    'div',
    { class: `problem ${severity}`, 'data-code': problem.code },
    make('p', {}, make('strong', {}, `${names[severity]}: `), what),
    make('p', { class: 'remedy' }, remedy),
    instead && onInstead
      ? make('button', { type: 'button', class: 'small', onclick: () => onInstead(instead) }, `Use ${instead}`)
      : null,
  );
}

/** Refused whatever its user says. */
export const hasErrors = (problems: readonly LinkProblem[]): boolean =>
  problems.some(({ severity }) => severity === 'error');

export const hasWarnings = (problems: readonly LinkProblem[]): boolean =>
  problems.some(({ severity }) => severity === 'warning');
