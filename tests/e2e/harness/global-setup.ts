// What the end-to-end tests of one run share: a browser on this machine.

import { installBrowser } from './install-browser.ts';

export default installBrowser;
