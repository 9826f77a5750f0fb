// The attribution models, in the order that people see them. To add one: its file, its line here, its test.

import { UsageError } from '#shared/errors.ts';
import { nearest } from '#shared/nearest.ts';
import { firstTouch } from './first-touch.ts';
import { fullPath } from './full-path.ts';
import { inverseJ } from './inverse-j.ts';
import { jShaped } from './j-shaped.ts';
import { keyStages } from './key-stages.ts';
import { lastNonDirect } from './last-non-direct.ts';
import { lastPaid } from './last-paid.ts';
import { lastTouch } from './last-touch.ts';
import { leadCreation } from './lead-creation.ts';
import { linear } from './linear.ts';
import type { Model } from './model.ts';
import { positionBased } from './position-based.ts';
import { timeDecay } from './time-decay.ts';
import { uShapedLead } from './u-shaped-lead.ts';
import { wShaped } from './w-shaped.ts';
import { wShapedClose } from './w-shaped-close.ts';

export const models = [
  firstTouch,
  lastTouch,
  lastNonDirect,
  lastPaid,
  linear,
  timeDecay,
  positionBased,
  uShapedLead,
  wShaped,
  wShapedClose,
  fullPath,
  keyStages,
  leadCreation,
  jShaped,
  inverseJ,
] as const satisfies readonly Model[];

export type ModelId = (typeof models)[number]['id'];

const byId = new Map<string, Model>(models.map(model => [model.id, model]));

/**
 * The model of an id.
 *
 * @throws UsageError for an unknown id, with the nearest one and the list
 */
export function modelById(id: string): Model {
  const model = byId.get(id);
  if (model) return model;
  const ids = [...byId.keys()];
  const near = nearest(id, ids);
  throw new UsageError({
    code: 'model-unknown',
    what: `Unknown model "${id}". Models: ${ids.join(', ')}`,
    found: `"${id}"`,
    expected: 'the id of a model',
    remedy: near === null ? 'throughline models lists them.' : `Did you mean ${near}?`,
  });
}

/** What can be told of a model: everything but its arithmetic. */
export function aboutModel({
  id,
  label,
  kind,
  about,
  formula,
  edges,
  source,
}: Model): Omit<Model, 'credit' | 'pick' | 'withoutCredit'> {
  return { id, label, kind, about, formula, edges, source };
}
