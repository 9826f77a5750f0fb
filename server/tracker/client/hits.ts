// Makes hits, and decides by what the visitor said what becomes of one: sent with who they are; kept in memory until they
// say yes; or not made at all. A landing without consent is counted, once and without identity.

import type { Consent, Hit } from '#shared/schema/collect.ts';
import { config, isOwn } from './config.ts';
import { random } from './guard.ts';
import { clearQueue, queue, resume } from './queue.ts';
import { forget, keep, kept, setCookie, type Touch } from './store.ts';

type Facts = Pick<Hit, 'kind'> & { [name in keyof Hit]?: unknown };

let state: Consent | undefined;
/** What the page's own tools say of consent. */
let signal: Consent | undefined;
/** Google's consent for the use of ad data. */
let adUserData: boolean | undefined;
/** What happened before the visitor said yes. */
let pending: Facts[] = [];
/** The visitor's id on another own site, brought by a link. */
let brought: string | undefined;

export const { referrer } = document;
const comesFrom: string | undefined = referrer.split(/[/:]+/)[1];
const comesFromElsewhere = !isOwn(comesFrom);
/** There is a visit to count. */
let isVisit = comesFromElsewhere;
let landing: Touch;

/** Gone where consent is. */
export const visitor = (): string | undefined => (state === 'granted' ? kept.v : undefined);

const send = (facts: Facts): void => {
  const id = random();
  if (visitor()) {
    kept.t = facts.at as number;
    keep();
  }
  const text = JSON.stringify({ visitor: visitor(), ...facts, id, consent: state, adUserData });
  // A form sent by GET puts its fields into the next page's address, and into the referrer of the one after.
  queue(`tl.${id}`, text.replace(/((pass|card|cv[cv]|iban)\w*=)[^&"\\]*/gi, '$1'), visitor());
};

export const hit = (kind: Hit['kind'], more?: Omit<Facts, 'kind'>): void => {
  const facts = {
    kind,
    at: Date.now(),
    url: location.href,
    title: document.title.slice(0, 200),
    ...more,
  };
  // Without consent only what isn't about anybody, or takes it back.
  if (visitor() || /^[vw]/.test(kind)) send(facts);
  else if (kind === 'page' || state !== 'denied') pending.push(facts);
};

/** Counts a visit that has not said yes. */
export const countVisit = (): void => {
  if (isVisit && !visitor()) hit('visit', { referrer: referrer || undefined });
  isVisit = false;
};

/** Reads where this page load came from; an id that a link of another own site brought is taken in, where it is fresh. */
export const arrive = (): void => {
  const query = new URLSearchParams(location.search);
  const [id, at] = query.get('tl_id')?.split('.') ?? [];
  // By hand: what else stands in the address keeps its bytes.
  const url = location.href.replace(/[?&]tl_id=[^&#]*(?=#|$)|tl_id=[^&#]*&/, '');
  if (id) {
    if (Date.now() - parseInt(at, 36) < 12e4) brought = id;
    history.replaceState(history.state, '', url);
  }
  landing = {
    source: comesFrom ?? '(direct)',
    medium: comesFrom ? 'referral' : '(none)',
    landing: url,
    referrer,
  };
  query.forEach((value, name) => {
    landing[name.replace('utm_', '')] = value;
  });
};

/** Parameters of a campaign, or an ad platform's mark. */
const campaign = /utm_|gad_|clid=|li_fat|_cid=|braid=/i;

const begin = (): void => {
  isVisit = false;
  kept.v = brought ?? kept.v ?? random();
  brought = undefined;
  // Within a session a referrer is the payment provider or the login, no new source.
  if (
    !kept.l ||
    campaign.test(landing.landing) ||
    (comesFrom && comesFromElsewhere && Date.now() - (kept.t ?? 0) > 18e5)
  )
    kept.l = landing;
  kept.f ??= kept.l;
  keep();
  setCookie(kept.v, 63072e3);
  resume();
  pending.map(send);
  pending = [];
};

/** Looks again at what was said and what the page's tools say; acts where that is new. */
export const settle = (): void => {
  const isPrivate = (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl;
  const said = kept.x ?? (isPrivate ? 'denied' : (signal ?? (kept.v || config.a ? 'granted' : 'undecided')));
  if (said === state) return;
  state = said;
  if (said === 'granted') begin();
  if (said === 'denied') {
    clearQueue();
    forget();
    countVisit();
  }
};

/** What a consent tool of the page says; `undecided` leaves what is kept where it is. */
export const hearSignal = (said?: Consent | '', adData?: string): void => {
  signal = said || signal;
  if (adData) adUserData = adData === 'granted';
  settle();
};

/** What the visitor says by a call. */
export const say = (said: 'granted' | 'denied' | 'withdrawn'): void => {
  const { v } = kept;
  kept.x = said === 'granted' ? said : 'denied';
  settle();
  keep();
  if (said === 'withdrawn' && v) hit('withdraw', { visitor: v });
};
