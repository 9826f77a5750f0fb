// A page as a person reads it: no scheme, no query, no www.

/** 'https://www.x.example/pricing?utm_source=a' → 'x.example/pricing'; null where there is no page. */
export function landingPage(url: string | null): string | null {
  const bare = (url ?? '').replace(/^[a-z]+:\/\//i, '').replace(/[?#].*$/, '');
  return bare.replace(/^www\./, '').replace(/\/$/, '') || null;
}
