import { defineContentScript } from 'wxt/utils/define-content-script';
import { siteMatches } from '../sites/index.ts';
export default defineContentScript({ matches: siteMatches, main() {} });
