// A browser and an IndexedDB for tests of the extension's parts: `import '…/fake-browser.ts';` comes first, since modules
// of the extension look for both as soon as they are loaded.

import 'fake-indexeddb/auto';
import { fakeBrowser } from 'wxt/testing/fake-browser';

Object.assign(globalThis, { chrome: fakeBrowser });
