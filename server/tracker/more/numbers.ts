// The number that the collector chose, in place of those it stands for: on the whole page, and in what the page adds later.

import { type Swap, swapNumbers } from './swap.ts';

const found =
  '//text()[not(ancestor::script|ancestor::style|ancestor::textarea|ancestor::*[@contenteditable])]|//a/@href[starts-with(.,"tel:")]';

let swap: Swap | undefined;

const swapAll = (): void => {
  if (!swap) return;
  // Text and attributes alike, as they stand now.
  const nodes = document.evaluate(found, document, null, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE);
  for (let i = nodes.snapshotLength; i--; ) {
    const node = nodes.snapshotItem(i) as Node;
    const now = node.nodeValue as string;
    const then = swapNumbers(now, swap);
    if (then !== now) node.nodeValue = then;
  }
};

/** Shows the number from now on. */
export const showNumber = (given: Swap): void => {
  if (!swap) {
    let isDue = false;
    new MutationObserver(() => {
      if (isDue) return;
      isDue = true;
      setTimeout(() => {
        isDue = false;
        swapAll();
      }, 50);
    }).observe(document, { childList: true, subtree: true, characterData: true });
  }
  swap = given;
  swapAll();
};
