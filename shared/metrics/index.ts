// The metrics, in the order that people see them. To add one: its file, its line here, its field in answers, its test.

import { cac } from './cac.ts';
import { conversionRate } from './conversion-rate.ts';
import { cpc } from './cpc.ts';
import { cpl } from './cpl.ts';
import { cpo } from './cpo.ts';
import type { Metric } from './metric.ts';
import { opportunityRate } from './opportunity-rate.ts';
import { roas } from './roas.ts';
import { roi } from './roi.ts';

export const metrics = [
  roas,
  roi,
  cpc,
  cpl,
  cpo,
  cac,
  conversionRate,
  opportunityRate,
] as const satisfies readonly Metric[];

export type MetricId = (typeof metrics)[number]['id'];
export type { Metric, Parts } from './metric.ts';
