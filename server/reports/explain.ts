// The receipt with the file and line of every touch, which only the store knows.

import { type Answers, explainWithKeys } from '#shared/report/index.ts';
import type { ExplainAnswer, ExplainQuery } from '#shared/schema/index.ts';
import type { Store } from '../store/store.ts';
import { locateEvents } from './locate.ts';

/** `explain` of shared/report, its paths with 'file:line'. Throws as that does. */
export async function explain(store: Store, answers: Answers, query: ExplainQuery): Promise<ExplainAnswer> {
  const { answer, touchKeys } = explainWithKeys(answers, query);
  const places = await locateEvents(store, touchKeys.flat());
  answer.conversions.forEach((conversion, c) => {
    conversion.path.forEach((step, i) => {
      step.from = places.get(touchKeys[c][i]) ?? '';
    });
  });
  return answer;
}
