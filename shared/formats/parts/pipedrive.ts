// How Pipedrive writes headers: `Deal - Title` in a list view's export, or the bare field where no other entity's columns
// stand beside. The entity's word is the interface language's; fields are matched in English and where known besides.

const words = {
  deal: ['Deal', 'Obchod', 'Negocio', 'Trato', 'Affaire', 'Negócio', 'Affare', 'Sopimus', 'Affär'],
  person: ['Person', 'Osoba', 'Persona', 'Personne', 'Pessoa', 'Persoon', 'Kontakt'],
  organization: [
    'Organization',
    'Organisation',
    'Organizace',
    'Organización',
    'Organização',
    'Organizzazione',
    'Organisatie',
    'Organizacja',
  ],
} as const;

/** `Deal - Field` under every word of the entity, for each field. */
export function prefixed(entity: keyof typeof words, ...fields: readonly string[]): string[] {
  return fields.flatMap(field => words[entity].map(word => `${word} - ${field}`));
}

/** The same, and the bare field after them. */
export function either(entity: keyof typeof words, ...fields: readonly string[]): string[] {
  return [...prefixed(entity, ...fields), ...fields];
}

/** Headers of a custom field, on whichever entity it was made: `gclid`, `utm_source`. */
export const customField = (name: string): string[] => [
  ...prefixed('person', name),
  ...prefixed('deal', name),
  name,
  ...(name === 'gclid' ? [...prefixed('deal', 'Google Click ID'), ...prefixed('person', 'Google Click ID')] : []),
];

const kinds = ['Work', 'Home', 'Mobile', 'Other'];

/** `Person - Email - Work`, the older `Person - Email (Work)`, and `Person - Email`. */
export const perKind = (...fields: readonly string[]): string[] =>
  fields.flatMap(field => [
    field,
    ...kinds.map(kind => `${field} - ${kind}`),
    ...kinds.map(kind => `${field} (${kind})`),
  ]);
