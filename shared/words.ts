// Names and counts as they are said: 'dealPeople' is 'deal people', one of them a 'deal person'.

/** 'dealPeople', 'deal_people' → 'deal people'. */
export function words(name: string): string {
  return name.replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`).replaceAll('_', ' ');
}

/** '1 row', '2,345 rows'; `count` is a whole number. `many` for what doesn't just take an s. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
}

/** Kinds of records whose name isn't what one of them is called, and an s. */
const oddRecords: Readonly<Record<string, readonly [string, string]>> = {
  dealPeople: ['deal person', 'deal people'],
  spend: ['cost row', 'cost rows'],
  fx: ['exchange rate', 'exchange rates'],
};

/** So many records of a kind, by its name in an import's answer: '1 event', '3,000 cost rows'. */
export function recordsText(kind: string, count: number): string {
  const many = words(kind);
  return plural(count, ...(oddRecords[kind] ?? [many.replace(/s$/, ''), many]));
}
