// What stands in the panel where there is no journey to show, each with what to do about it.

import type { ErrorDetails } from '#shared/errors.ts';
import type { CrmPage } from '../sites/crm-site.ts';
import { withCode } from '../views/with-code.tsx';
import { recordWords } from './words.ts';

export function LoadingView() {
  return (
    <div class="state" role="status">
      <p class="only-read">Looking up how they came …</p>
      <i class="ghost" />
      <i class="ghost" />
      <i class="ghost is-short" />
    </div>
  );
}

export function UnpairedView({ isRefused }: { isRefused: boolean }) {
  return (
    <div class="state" role="status">
      <h3>{isRefused ? 'The companion no longer knows this browser' : 'Not paired yet'}</h3>
      <p>The journey comes from the companion on this machine. Pair once:</p>
      <ol class="todo">
        <li>
          Start it: <code>npx throughline serve</code>
        </li>
        <li>
          Ask it for a code: <code>npx throughline pair</code>
        </li>
        <li>Click Throughline’s button in the browser’s toolbar and type the six digits.</li>
      </ol>
    </div>
  );
}

/** What to import so that the record is known, by its type. */
const remedies: Readonly<Record<CrmPage['type'], { what: string; file: string }>> = {
  contact: { what: 'Export the contacts with the column “Record ID” and import the file:', file: 'contacts.csv' },
  account: {
    what: 'Export the contacts with the columns “Record ID” and “Associated Company IDs (Primary)” and import the file:',
    file: 'contacts.csv',
  },
  deal: {
    what: 'Export the deals with the columns “Record ID” and “Associated Contact IDs” and import the file:',
    file: 'deals.csv',
  },
};

export function UnknownView({ page, emails }: { page: CrmPage; emails: readonly string[] }) {
  const { what, file } = remedies[page.type];
  return (
    <div class="state" role="status">
      <h3>Nobody is known by this {recordWords[page.type]}</h3>
      <p>
        The imports hold no {recordWords[page.type]} {page.id}
        {emails.length > 0 ? `, and nobody with the email ${emails.join(' or ')}.` : '.'}
        {page.type === 'contact' && emails.length === 0 && ' The page shows no email to look for either.'}
      </p>
      <p>{what}</p>
      <code class="line">
        npx throughline import {page.system}-{file}
      </code>
    </div>
  );
}

export function FailedView({ error, onRetry }: { error: Omit<ErrorDetails, 'cause'>; onRetry: () => void }) {
  return (
    <div class="state" role="alert">
      <h3>{error.what}</h3>
      {error.found && (
        <p class="faint">
          {error.found}
          {error.expected ? `; expected ${error.expected}` : ''}
        </p>
      )}
      {error.remedy && <p>{withCode(error.remedy)}</p>}
      <button type="button" class="more" onClick={onRetry}>
        Try again
      </button>
    </div>
  );
}
