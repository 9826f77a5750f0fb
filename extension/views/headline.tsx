// The headline figures of an answer; until there is one, their places are held so that nothing jumps.

import type { Figures } from '#shared/schema/index.ts';
import { figureText, headlineFigures } from './figures.ts';

export interface HeadlineProps {
  figures: Figures | null;
  currency: string;
  /** Its figure is set off from the others. */
  goal: string;
  /** A new answer is on its way: the figures shown are the ones before. */
  isLoading: boolean;
}

export function Headline({ figures, currency, goal, isLoading }: HeadlineProps) {
  return (
    <dl class="headline" aria-busy={isLoading} data-loading={isLoading}>
      {headlineFigures.map(({ id, label, kind, value }) => {
        const number = figures && value(figures);
        return (
          <div key={id} class="tile" data-figure={id} data-goal={id === goal}>
            <dt>{label}</dt>
            <dd class={kind === 'percent' && number !== null && number < 0 ? 'bad' : ''}>
              {figures ? (
                <data value={number ?? ''}>{figureText(number, kind, currency)}</data>
              ) : (
                <span class="skeleton">
                  <span class="visually-hidden">{isLoading ? 'Loading' : 'Not known'}</span>
                </span>
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
