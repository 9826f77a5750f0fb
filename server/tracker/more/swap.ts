// Finds a phone number in text in whichever form it is written, and writes another in the same form. Only digits change.

export interface Swap {
  /** E.164, both. */
  show: string;
  instead: string[];
}

/** The text with every number of `instead` replaced. */
export const swapNumbers = (text: string, { show, instead }: Swap): string =>
  text.replace(/[+(]*\d[\d\s()./\u2010-\u2013-]{5,}\d/g, written => {
    // Zeros in front, and one in brackets, are how it is dialled, not part of the number.
    const digits = written.replace(/^\D*0+|\(0\)|\D/g, '');
    for (const number of instead) {
      // Whole, or without its country code (of up to three digits).
      const code = number.slice(0, -digits.length);
      if (digits.length < 6 || code.length > 4 || code + digits !== number) continue;
      // Of another country or length: it has no such form.
      if (!show.startsWith(code) || show.length !== number.length) return show;
      const rest = [...show.slice(code.length)];
      return written.replace(/(^\D*0+|\(0\))|\d/g, (_, dialled) => dialled ?? rest.shift());
    }
    return written;
  });
