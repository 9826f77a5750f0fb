// The companies of people who were forgotten: their addresses are gone, and what is left of them is the domain, as a link
// between the mark that stands in place of a person and the company's domain.

/** What such a link's other end begins with. */
export const companyPrefix = 'domain:';

/** SQL: person (the key that a mark is), domain. */
export const forgottenCompanies = `(SELECT a AS person, substr(b, ${companyPrefix.length + 1}) AS domain FROM identity_link WHERE starts_with(b, '${companyPrefix}'))`;
