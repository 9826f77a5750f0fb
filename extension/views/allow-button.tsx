// Asks the browser for its leave to speak to the companion. The browser's own question may close the popup: the worker hears
// the answer too, and looks again.

import { useState } from 'preact/hooks';
import { requestHostAccess } from '../state/host-access.ts';

export function AllowButton() {
  const [isRefused, setRefused] = useState(false);
  const allow = async () => {
    try {
      setRefused(!(await requestHostAccess()));
    } catch {
      setRefused(true);
    }
  };
  return (
    <>
      <button type="button" class="button button-main" onClick={() => void allow()}>
        Allow
      </button>
      {isRefused && (
        <p role="status">
          The browser did not allow it. In the browser’s list of extensions, open Throughline’s details and let it read
          data on <code>http://127.0.0.1</code>.
        </p>
      )}
    </>
  );
}
