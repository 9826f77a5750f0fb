// What stands between backticks in a message is something to type.

/** 'Start it with `npx throughline serve`.', with that part as code. */
export const withCode = (text: string) =>
  text.split('`').map((part, i) => (i % 2 === 1 ? <code key={i}>{part}</code> : part));
