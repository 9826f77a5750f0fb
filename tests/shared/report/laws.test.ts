// Laws that hold for every model and every grouping, over random workspaces.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fieldOf } from '#shared/report/dimensions.ts';
import { explain } from '#shared/report/explain.ts';
import { paths } from '#shared/report/paths.ts';
import { prepare } from '#shared/report/prepare.ts';
import { report } from '#shared/report/report.ts';
import type { ReportAnswer } from '#shared/schema/answer.ts';
import { defaultSettings } from '#shared/settings.ts';
import { query, sources, workspace } from './any-workspace.ts';
import { buildWorkspace } from './workspace-builder.ts';

const settings = { ...defaultSettings, fx: { EUR: '0.9' } };
const pence = (major: number) => Math.round(major * 100);
const sumOf = (answer: ReportAnswer, field: 'cost' | 'revenue' | 'pipeline') =>
  answer.rows.reduce((sum, row) => sum + pence(row[field]), 0);

test('totals are rows and unattributed together, to the penny, and conservation holds', () => {
  fc.assert(
    fc.property(workspace, query, (spec, asked) => {
      const answer = report(prepare(buildWorkspace(spec), settings), asked);
      const { totals, unattributed, conservation } = answer;
      for (const field of ['cost', 'revenue', 'pipeline'] as const) {
        expect(pence(totals[field])).toBe(sumOf(answer, field) + pence(unattributed[field]));
      }
      for (const field of ['leads', 'opportunities', 'won', 'visits', 'clicks', 'impressions'] as const) {
        const rows = answer.rows.reduce((sum, row) => sum + row[field], 0);
        expect(totals[field]).toBeCloseTo(rows + unattributed[field], 6);
      }
      for (const id of asked.models) {
        const rows = answer.rows.reduce((sum, row) => sum + row.byModel![id], 0);
        expect(totals.byModel![id]).toBeCloseTo(rows + unattributed.byModel![id], 6);
      }
      expect(conservation.holds).toBe(true);
      const { imported, attributed, excluded } = conservation;
      expect(imported).toBeCloseTo(attributed + conservation.unattributed + excluded, 6);
      const reasons = (list: { value: number | null }[]) => list.reduce((sum, r) => sum + (r.value ?? 0), 0);
      expect(reasons(unattributed.reasons)).toBeCloseTo(conservation.unattributed, 6);
      expect(reasons(answer.excluded.reasons)).toBeCloseTo(excluded, 6);
    }),
    { numRuns: 300 },
  );
});

test('the totals do not depend on the grouping, cost least of all', () => {
  fc.assert(
    fc.property(workspace, query, (spec, asked) => {
      const answers = prepare(buildWorkspace(spec), settings);
      const plain = report(answers, { ...asked, by: [] });
      const grouped = report(answers, asked);
      for (const field of ['cost', 'clicks', 'impressions', 'visits', 'revenue', 'pipeline'] as const) {
        expect(grouped.totals[field]).toBe(plain.totals[field]);
      }
    }),
    { numRuns: 200 },
  );
});

test('neither the order of spend rows nor that of the source dictionary changes a byte', () => {
  fc.assert(
    fc.property(workspace, query, fc.shuffledSubarray(sources), (spec, asked, sourcesFirst) => {
      const bare = sourcesFirst.map(({ landingPage: _l, device: _d, country: _c, ...source }) => source);
      const known = new Set((spec.deals ?? []).concat(spec.leads ?? []).flatMap(c => (c.touches ?? []).map(t => t[1])));
      const again = {
        ...spec,
        spend: [...(spec.spend ?? [])].reverse(),
        sourcesFirst: bare.filter((_, i) => known.has(sourcesFirst[i])),
      };
      const first = report(prepare(buildWorkspace(spec), settings), asked);
      const second = report(prepare(buildWorkspace(again), settings), asked);
      expect(JSON.stringify(second)).toBe(JSON.stringify(first));
    }),
    { numRuns: 200 },
  );
});

test('what is kept between questions changes no answer', () => {
  fc.assert(
    fc.property(workspace, fc.array(query, { minLength: 2, maxLength: 4 }), (spec, asked) => {
      const built = buildWorkspace(spec);
      const warm = prepare(built, settings);
      const tight = prepare(built, settings, 1);
      for (const one of asked) {
        const fresh = JSON.stringify(report(prepare(built, settings), one));
        expect(JSON.stringify(report(warm, one))).toBe(fresh);
        expect(JSON.stringify(report(tight, one))).toBe(fresh);
      }
    }),
    { numRuns: 100 },
  );
});

test('a receipt adds up to its row', () => {
  fc.assert(
    fc.property(workspace, query, (spec, asked) => {
      const answers = prepare(buildWorkspace(spec), settings);
      const [by] = asked.by.length > 0 ? asked.by : (['channel'] as const);
      const [model] = asked.models;
      const answer = report(answers, { ...asked, by: [by], models: [model] });
      const names = answer.rows.map(row => row[fieldOf(by)]);
      for (const row of answer.rows) {
        if (names.filter(name => name === row[fieldOf(by)]).length > 1) continue;
        const receipt = explain(answers, { ...asked, by, model, value: String(row[fieldOf(by)]), top: 3 });
        const told = receipt.conversions.reduce((sum, c) => sum + c.value, 0) + receipt.notListed.value;
        expect(told).toBeCloseTo(row.byModel![model], 6);
        expect(receipt.cost.total).toBe(row.cost);
        expect(receipt.figures).toMatchObject({ revenue: row.revenue, leads: row.leads, cost: row.cost });
      }
    }),
    { numRuns: 150 },
  );
});

test('paths hold every conversion that has a touch, and conservation holds', () => {
  fc.assert(
    fc.property(workspace, query, fc.boolean(), (spec, asked, collapse) => {
      const { by: _by, models: _models, ...basis } = asked;
      const answer = paths(prepare(buildWorkspace(spec), settings), { ...basis, collapse, top: 2 });
      expect(answer.conservation.holds).toBe(true);
      expect(answer.totals.conversions).toBe(answer.conservation.conversions.attributed);
      const listed = answer.rows.reduce((sum, row) => sum + row.conversions, 0);
      expect(listed + answer.others.conversions).toBe(answer.totals.conversions);
    }),
    { numRuns: 100 },
  );
});
