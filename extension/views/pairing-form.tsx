// The six digits that the companion prints, typed once. The field sends nothing until all six are there; what was wrong with
// a code is said beside it.

import { useState } from 'preact/hooks';
import { plural } from '#shared/words.ts';
import { type Trouble as Details, troubleOf } from '../state/answer.ts';
import { Trouble } from './trouble.tsx';

const codePattern = /^\d{6}$/;

export interface PairingFormProps {
  port: number;
  /** Rejects with what was wrong. */
  onPair(code: string, port: number): Promise<void>;
}

export function PairingForm({ port, onPair }: PairingFormProps) {
  const [code, setCode] = useState('');
  const [ownPort, setOwnPort] = useState<number | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Details | null>(null);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (!codePattern.test(code)) {
      setTrouble({
        code: 'code-incomplete',
        what: 'A pairing code has six digits.',
        found: code === '' ? 'nothing' : plural(code.length, 'digit'),
        remedy: 'Run npx throughline pair and type what it prints.',
      });
      return;
    }
    setBusy(true);
    setTrouble(null);
    try {
      await onPair(code, ownPort ?? port);
    } catch (error) {
      setTrouble(troubleOf(error));
      setCode('');
    } finally {
      setBusy(false);
    }
  };
  return (
    <form class="pairing" onSubmit={submit} noValidate>
      <p>
        In a terminal, run <code>npx throughline pair</code>. It prints six digits that hold for five minutes.
      </p>
      <div class="pairing-row">
        <label for="pairing-code">Pairing code</label>
        <input
          id="pairing-code"
          class="pairing-code"
          type="text"
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={6}
          placeholder="000000"
          required
          value={code}
          aria-invalid={trouble !== null}
          aria-describedby={trouble ? 'pairing-trouble' : undefined}
          onInput={event => {
            const digits = event.currentTarget.value.replaceAll(/\D/g, '').slice(0, 6);
            event.currentTarget.value = digits;
            setCode(digits);
          }}
        />
        <button type="submit" class="button button-main" disabled={isBusy}>
          {isBusy ? 'Pairing…' : 'Pair'}
        </button>
      </div>
      <div id="pairing-trouble">{trouble && <Trouble trouble={trouble} />}</div>
      <details>
        <summary>The companion listens on another port</summary>
        <div class="pairing-row">
          <label for="pairing-port">Port</label>
          <input
            id="pairing-port"
            type="number"
            inputMode="numeric"
            min={1}
            max={65535}
            value={ownPort ?? port}
            onInput={event => {
              const value = event.currentTarget.valueAsNumber;
              setOwnPort(Number.isInteger(value) && value >= 1 && value <= 65535 ? value : null);
            }}
          />
        </div>
      </details>
    </form>
  );
}
