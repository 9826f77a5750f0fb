// The receipt of one figure: the formula, each conversion with its sum, the steps that led to it, and the files that its
// cost was read from. Its sums are the figure's, to the penny; what isn't listed is named with its value.

import type { ExplainAnswer } from '#shared/schema/index.ts';
import { formatCount, formatDay, formatMoney, formatPercent } from '../../format.ts';
import { basisWords } from '../basis-words.ts';
import { Conservation } from '../conservation.tsx';
import { goalById, goalText } from '../figures.ts';
import { Headline } from '../headline.tsx';
import { platformLabel } from '../platform-label.ts';
import { Path } from './path.tsx';
import { dimensionLabel } from './row-name.ts';

const joins: Readonly<Record<ExplainAnswer['cost']['matchedBy'], string>> = {
  id: 'joined by the platform’s id',
  name: 'joined by name',
  map: 'joined by the campaign map in settings',
  none: 'joined with nothing',
};

export interface ReceiptProps {
  answer: ExplainAnswer;
  platform?: string;
  isLoading: boolean;
}

export function Receipt({ answer, platform, isLoading }: ReceiptProps) {
  const { meta, model, cost, conversions, notListed } = answer;
  const { currency, goal } = meta;
  const text = (value: number) => goalText(value, goal, currency);
  const isUnattributed = answer.value === '(unattributed)';
  return (
    <article class="receipt" aria-busy={isLoading}>
      <h2>
        <bdi>{answer.value}</bdi>{' '}
        <span class="soft">
          {[dimensionLabel(answer.dimension), platform && platformLabel(platform)].filter(Boolean).join(', ')}
        </span>
      </h2>
      <p class="soft">{basisWords(meta)}</p>
      <Headline figures={answer.figures} currency={currency} goal={goal} isLoading={isLoading} />
      <dl class="facts">
        <div>
          <dt>Model</dt>
          <dd>
            {model.label}: {model.formula}
          </dd>
        </div>
        <div>
          <dt>Cost</dt>
          <dd>
            {cost.rows === 0
              ? `No spend file has a row for it${meta.from || meta.to ? ' on these days' : ''}.`
              : `${formatMoney(cost.total, currency)} from ${formatCount(cost.rows)} ${cost.rows === 1 ? 'row' : 'rows'}, ${joins[cost.matchedBy]}: `}
            {cost.files.map(({ file, rows, cost: paid }, i) => (
              <span key={file}>
                {i > 0 && ', '}
                <code>{file}</code> ({formatCount(rows)} {rows === 1 ? 'row' : 'rows'}, {formatMoney(paid, currency)})
              </span>
            ))}
          </dd>
        </div>
      </dl>
      {answer.paths.length > 0 && (
        <>
          <h3>Commonest paths</h3>
          <ul class="receipt-paths">
            {answer.paths.map(({ path, conversions: times, value }) => (
              <li key={path.join(' > ')}>
                <Path steps={path} />
                <span class="soft">
                  {formatCount(times)} {times === 1 ? 'conversion' : 'conversions'}, {text(value)}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>
        {isUnattributed
          ? 'Conversions that no touch was credited with'
          : `Conversions behind the ${goalById(goal).label.toLowerCase()}`}
      </h3>
      {conversions.length === 0 && <p class="empty">Nothing on this basis came through it.</p>}
      <ol class="receipt-conversions">
        {conversions.map(conversion => (
          <li key={conversion.id} class="card">
            <div class="receipt-line">
              <strong>{conversion.label}</strong>
              <span class="soft">
                {conversion.kind}, {formatDay(conversion.at)}, <code>{conversion.from}</code>
              </span>
              <data class="receipt-sum" value={conversion.value}>
                {conversion.arithmetic}
              </data>
            </div>
            {conversion.path.length > 0 && (
              <ol class="steps">
                {conversion.path.map((step, i) => (
                  <li key={i} data-this={step.isThis}>
                    <span class="step-day">{formatDay(step.at)}</span>
                    <span>
                      {step.step}
                      {step.isThis && <span class="visually-hidden"> (this one)</span>}
                    </span>
                    <span class="step-credit">{formatPercent(step.credit)}</span>
                    <span class="step-value">{text(step.value)}</span>
                    <code class="step-from">{step.from}</code>
                  </li>
                ))}
              </ol>
            )}
          </li>
        ))}
      </ol>
      {notListed.conversions > 0 && (
        <p class="soft">
          {formatCount(notListed.conversions)} more {notListed.conversions === 1 ? 'conversion' : 'conversions'},{' '}
          {text(notListed.value)} in all.
        </p>
      )}
      <Conservation meta={meta} sums={answer.conservation} />
    </article>
  );
}
