// Forms: when one is sent, what it says of who they are, and the fields that the site has named; nothing else leaves.

import { config } from './config.ts';
import { on } from './guard.ts';
import { hit } from './hits.ts';

const never = /^hidden|cc-|pass|card|cv[cv]|iban/i;

const read = (form: HTMLFormElement) => {
  const properties: Record<string, string> = {};
  const said: Record<string, unknown> = { properties };
  for (const field of form.elements as unknown as Iterable<HTMLInputElement>) {
    const { type, name, id, autocomplete, checked } = field;
    const value = field.value?.trim().slice(0, 500);
    // What it is about, as far as its page says.
    const about = `${type} ${name} ${id} ${autocomplete}`;
    if (!value || never.test(about) || field.closest('[data-tl-ignore]') || (/^(rad|che)/.test(type) && !checked))
      continue;
    if (/mail/i.test(about) && /^\S+@\S+\.\S+$/.test(value)) said.email = value;
    else if (/^tel|phone|mobile/i.test(about) && /^[\d\s+()./-]{6,24}$/.test(value)) said.phone = value;
    else if (/heard|hear.?ab|referral.?s/i.test(about)) said.heard = value;
    else if (config.f.includes(name)) properties[name] = properties[name] ? `${properties[name]}, ${value}` : value;
  }
  return said;
};

export const watchForms = (): void => {
  on('submit', ({ target }: { target: HTMLFormElement }) => {
    const { id, name, ariaLabel } = target;
    // A field called "name" stands before the form's own.
    hit('form', { name: [id, name, ariaLabel].find(text => text?.trim?.()), ...read(target) });
  });
};
