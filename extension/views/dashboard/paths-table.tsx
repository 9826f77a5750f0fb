// The commonest ways to a conversion, each with what it brought and how long it took.

import type { PathsAnswer } from '#shared/schema/index.ts';
import { formatCount, formatMoney, formatPercent } from '../../format.ts';
import { goalById } from '../figures.ts';
import { Path } from './path.tsx';

export function PathsTable({ answer }: { answer: PathsAnswer }) {
  const { others, totals } = answer;
  const { currency, goal } = answer.meta;
  if (answer.rows.length === 0) return <p class="empty">No conversion on this basis has a path.</p>;
  const set = goalById(goal).set;
  const what = set === 'leads' ? 'Leads' : set === 'opportunities' ? 'Opportunities' : 'Won';
  const hasMoney = set !== 'leads';
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
    <section class="table-scroll" tabIndex={0} aria-label="Top paths, table">
      <table class="paths">
        <thead>
          <tr>
            <th scope="col">Path</th>
            <th scope="col">{what}</th>
            <th scope="col">Share</th>
            {hasMoney && <th scope="col">{set === 'won' ? 'Revenue' : 'Pipeline'}</th>}
            <th scope="col">Median days</th>
          </tr>
        </thead>
        <tbody>
          {answer.rows.map(row => (
            <tr key={row.path.join(' > ')}>
              <th scope="row">
                <Path steps={row.path} />
              </th>
              <td>{formatCount(row.conversions)}</td>
              <td>{formatPercent(row.share)}</td>
              {hasMoney && <td>{formatMoney(row.revenue, currency)}</td>}
              <td>
                {row.medianDaysToClose === null
                  ? formatCount(null)
                  : formatCount(Math.round(row.medianDaysToClose * 10) / 10)}
              </td>
            </tr>
          ))}
        </tbody>
        {others.paths > 0 && (
          <tfoot>
            <tr>
              <th scope="row">
                {formatCount(others.paths)} other {others.paths === 1 ? 'path' : 'paths'}
              </th>
              <td>{formatCount(others.conversions)}</td>
              <td>{formatPercent(totals.conversions > 0 ? others.conversions / totals.conversions : null)}</td>
              {hasMoney && <td>{formatMoney(others.revenue, currency)}</td>}
              <td />
            </tr>
          </tfoot>
        )}
      </table>
    </section>
  );
}
