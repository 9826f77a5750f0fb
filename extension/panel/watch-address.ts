// Tells of each change of the page's address, at the very moment that it changes: a page that draws itself must not be a
// frame ahead of us.

import type { ContentScriptContext } from 'wxt/utils/content-script-context';

/** `onChange` may be called where nothing changed; the new address is `location`'s. */
export function watchAddress(ctx: ContentScriptContext, onChange: () => void): void {
  const { navigation } = window as { navigation?: EventTarget };
  const options = { signal: ctx.signal };
  if (navigation) {
    // Fired within pushState itself; the second where a navigation is intercepted and may yet fail.
    navigation.addEventListener('currententrychange', onChange, options);
    navigation.addEventListener('navigatesuccess', onChange, options);
  } else {
    // Here WXT looks at the address once a second, after the fact.
    ctx.addEventListener(window, 'wxt:locationchange', onChange);
  }
  window.addEventListener('popstate', onChange, options);
  window.addEventListener('hashchange', onChange, options);
}
