// The panel beside a CRM record: whose journey it is and on what basis, the journey in words, its moments, what it earned
// for whom, who else came, and what happened step by step. It is given everything and asks nobody.

import { models } from '#shared/models/index.ts';
import { formatAge, formatDay, formatMoney } from '../format.ts';
import type { Reply } from '../messages/messages.ts';
import type { CrmPage } from '../sites/crm-site.ts';
import type { Board } from '../state/board.ts';
import type { Choices } from '../state/choices.ts';
import { connectionWords } from '../views/standing.tsx';
import { withCode } from '../views/with-code.tsx';
import { conservationText, creditOf } from './credit.ts';
import { CreditView } from './credit-view.tsx';
import { type Deal, dealsOf } from './deals.ts';
import { lanesOf } from './lanes.ts';
import { LanesView } from './lanes-view.tsx';
import { LinksView } from './links-view.tsx';
import { milestonesOf } from './milestones.ts';
import { MilestonesView } from './milestones-view.tsx';
import type { Loading } from './record-journey.ts';
import { saidOf } from './said.ts';
import { SaidView } from './said-view.tsx';
import { FailedView, LoadingView, UnknownView, UnpairedView } from './states.tsx';
import { stepsOf } from './timeline.ts';
import { TimelineView } from './timeline-view.tsx';
import { recordWords } from './words.ts';

const SHORTCUT = 'Alt+Shift+J';

export interface PanelProps {
  /** What people call the CRM. */
  siteLabel: string;
  page: CrmPage;
  /** The record's name as the page has it; null: not known yet. */
  title: string | null;
  /** The record's emails as the page has them. */
  emails: readonly string[];
  loading: Loading;
  board: Board;
  choices: Choices;
  /** Which of several deals is looked at; null: the newest. */
  dealId: string | null;
  /** Epoch ms. */
  now: number;
  onFold: (isFolded: boolean) => void;
  onChoice: (choice: Partial<Choices>) => void;
  onDeal: (id: string) => void;
  onRetry: () => void;
}

export function Panel(props: PanelProps) {
  const { page, loading, board, choices, onFold } = props;
  if (choices.panelFolded) {
    return (
      <button
        type="button"
        class="tab"
        aria-expanded={false}
        aria-keyshortcuts={SHORTCUT}
        title={`Show how they came (${SHORTCUT})`}
        onClick={() => onFold(false)}
      >
        <Mark />
        <span>Journey</span>
      </button>
    );
  }
  const found = loading.state === 'known' ? loading.found : null;
  return (
    <aside class="panel" aria-label="Throughline: how they came">
      <Header {...props} />
      {/* Scrolled with the keyboard too. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll box has to take focus */}
      <section class="body" tabIndex={0} aria-label={`The journey of this ${recordWords[page.type]}`}>
        {board.connection === 'unpaired' || board.connection === 'refused' ? (
          <UnpairedView isRefused={board.connection === 'refused'} />
        ) : found ? (
          <JourneyView {...props} found={found} />
        ) : loading.state === 'unknown' ? (
          <UnknownView page={page} emails={props.emails} />
        ) : loading.state === 'failed' ? (
          <FailedView error={loading.error} onRetry={props.onRetry} />
        ) : (
          <LoadingView />
        )}
      </section>
      <Footer {...props} />
    </aside>
  );
}

/** The deal looked at: the one that was picked, else on a deal's page that deal, else the newest. */
function dealOf(props: PanelProps): Deal | null {
  if (props.loading.state !== 'known') return null;
  const deals = dealsOf(props.loading.found.answer);
  return deals.find(({ id }) => id === props.dealId) ?? deals[0] ?? null;
}

function Header(props: PanelProps) {
  const { page, title, loading, board, choices, now, onFold } = props;
  const { workspace, connection } = board;
  const answer = loading.state === 'known' ? loading.found.answer : null;
  const person = answer?.kind === 'person' ? answer.people[0]?.name : null;
  const name = person ?? title ?? answer?.label;
  const dataTo = [workspace?.dataTo.events, workspace?.dataTo.deals]
    .filter(day => day)
    .sort()
    .at(-1);
  return (
    <header>
      <div class="top">
        <Mark />
        <span class="workspace" title={workspace?.name}>
          {workspace?.name ?? 'Throughline'}
        </span>
        <button
          type="button"
          class="fold"
          aria-keyshortcuts={`Escape ${SHORTCUT}`}
          title={`Fold (Esc, ${SHORTCUT})`}
          onClick={() => onFold(true)}
        >
          <span class="only-read">Fold the panel: </span>
          <span class="key">Esc</span>
          <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <path d="M6 3.5 10.5 8 6 12.5" />
          </svg>
        </button>
      </div>
      <h2>
        {name ?? page.id} <span class="type">{recordWords[page.type]}</span>
      </h2>
      <p class="basis">
        <span class={`link is-${connection}`}>{connectionWords[connection]}</span>
        {dataTo && (
          <span title={workspace?.importedAt ? `Imported ${formatAge(workspace.importedAt, now)}` : undefined}>
            Data to {formatDay(dataTo)}
          </span>
        )}
        {answer?.basis?.links === 'hard' && <span>Hard links only</span>}
        {!choices.salesMode && (
          <span>{[modelLabel(choices.model), ...(answer ? [answer.currency] : [])].join(', ')}</span>
        )}
      </p>
    </header>
  );
}

function JourneyView(props: PanelProps & { found: NonNullable<Reply<'journey'>> }) {
  const { page, found, board, choices, now, onChoice, onDeal } = props;
  const { answer, at, isStale, matchedBy } = found;
  const deals = dealsOf(answer);
  const deal = dealOf(props);
  const lanes = lanesOf(answer, deal);
  const said = saidOf(answer, deal);
  return (
    <>
      {isStale && (
        <p class="notice is-stale" role="status">
          {board.connection === 'blocked'
            ? withCode(`${board.trouble?.what} ${board.trouble?.remedy} This is what it said ${formatAge(at, now)}.`)
            : `The companion is away: this is what it said ${formatAge(at, now)}.`}
        </p>
      )}
      {matchedBy !== 'id' && (
        <p class="notice" role="status">
          Found by the email {matchedBy.email}, as the {props.siteLabel} export lacks this {recordWords[page.type]}’s
          record id.
        </p>
      )}
      <p class="summary">{answer.summary}</p>
      {deals.length > 1 && deal && (
        <label class="model">
          <span>Deal</span>
          <select value={deal.id} onChange={event => onDeal(event.currentTarget.value)}>
            {deals.map(({ id, label, state }) => (
              <option key={id} value={id}>
                {label} ({state})
              </option>
            ))}
          </select>
        </label>
      )}
      {said && <SaidView said={said} />}
      <MilestonesView milestones={milestonesOf(answer, deal)} />
      {!choices.salesMode && deal && (
        <CreditView deal={deal} model={choices.model} models={models} onModel={model => onChoice({ model })} />
      )}
      {lanes && <LanesView lanes={lanes} />}
      <TimelineView steps={stepsOf(answer)} />
      <LinksView links={answer.links} />
    </>
  );
}

function Footer(props: PanelProps) {
  const { choices, onChoice } = props;
  const deal = dealOf(props);
  const credit = !choices.salesMode && deal ? creditOf(deal.conversion, choices.model) : null;
  return (
    <footer>
      {credit && (
        <p class="conservation" data-throughline="conservation">
          {conservationText(credit, formatMoney)}
        </p>
      )}
      <label class="switch">
        <input
          type="checkbox"
          role="switch"
          aria-checked={choices.salesMode}
          checked={choices.salesMode}
          onChange={event => onChoice({ salesMode: event.currentTarget.checked })}
        />
        <span>Sales mode</span>
        <span class="faint">without credit and model</span>
      </label>
    </footer>
  );
}

const modelLabel = (id: string) => models.find(model => model.id === id)?.label ?? id;

/** A line through three points. */
const Mark = () => (
  <svg class="mark-sign" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
    <path d="M2.5 11.5 6.5 7l3 2.5L13.5 4.5" />
    <circle cx="2.5" cy="11.5" r="1.6" />
    <circle cx="13.5" cy="4.5" r="1.6" />
  </svg>
);
