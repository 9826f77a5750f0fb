// QR codes of links: an SVG that scales, with a name for those who don't see it, and blocks for a terminal. Error
// correction M and four modules of quiet around, as ISO/IEC 18004 asks for print.

import { correction, generate } from 'lean-qr';
import { toSvgPath } from 'lean-qr/extras/svg';

const quiet = 4;

function codeOf(link: string) {
  return generate(link, { minCorrectionLevel: correction.M });
}

/** Black on white whatever surrounds it: scanners want that. */
export function qrSvg(link: string, title = 'QR code'): string {
  const code = codeOf(link);
  const size = code.size + 2 * quiet;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${-quiet} ${-quiet} ${size} ${size}" width="${size * 8}" height="${size * 8}" role="img" aria-labelledby="t d" shape-rendering="crispEdges">`,
    `<title id="t">${escaped(title)}</title>`,
    `<desc id="d">QR code that opens ${escaped(link)}</desc>`,
    `<path fill="#fff" d="M${-quiet} ${-quiet}h${size}v${size}h${-size}z"/>`,
    `<path fill="#000" d="${toSvgPath(code)}"/>`,
    '</svg>\n',
  ].join('\n');
}

/** For a terminal, two modules a letter: colours are named, so that it scans on a dark ground too. */
export function qrText(link: string, isColoured: boolean): string {
  const code = codeOf(link);
  const blocks = [' ', '▀', '▄', '█'];
  const lines: string[] = [];
  for (let y = -quiet; y < code.size + quiet; y += 2) {
    let line = '';
    for (let x = -quiet; x < code.size + quiet; x++) {
      const top = code.get(x, y) ? 1 : 0;
      const bottom = code.get(x, y + 1) ? 2 : 0;
      line += blocks[isColoured ? top + bottom : 3 - top - bottom];
    }
    lines.push(isColoured ? `\u001b[30;107m${line}\u001b[0m` : line);
  }
  return `${lines.join('\n')}\n`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, letter => `&#${letter.charCodeAt(0)};`);
}
