// An error as its reader needs it: what failed, where, what was found, what was expected, what to do.

import type { Trouble as Details } from '../state/answer.ts';
import { AllowButton } from './allow-button.tsx';
import { withCode } from './with-code.tsx';

export function Trouble({ trouble, onAgain }: { trouble: Details; onAgain?: () => void }) {
  const { code, what, where, found, expected, remedy } = trouble;
  const facts = [
    ['Where', where],
    ['Found', found],
    ['Expected', expected],
    ['What to do', remedy],
  ].filter(([, text]) => text);
  return (
    <div class="trouble" role="alert">
      <p class="trouble-what">{withCode(what)}</p>
      {facts.length > 0 && (
        <dl>
          {facts.map(([name, text]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{withCode(text ?? '')}</dd>
            </div>
          ))}
        </dl>
      )}
      {code === 'permission-refused' && <AllowButton />}
      {onAgain && (
        <button type="button" class="button" onClick={onAgain}>
          Try again
        </button>
      )}
    </div>
  );
}
