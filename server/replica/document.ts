// The HTML document around a replica's content: its data as JSON, its script, its style, and a security policy under which
// nothing can be loaded from anywhere and no text becomes markup or script.

import { randomBytes } from 'node:crypto';

export interface ReplicaDocument {
  title: string;
  style: string;
  /** Markup of ours: what comes from data is escaped, or drawn by the script. */
  body: string;
  /** Statements that see `data`; made of functions of ours by their own text. */
  script?: string;
  data?: unknown;
}

export interface HtmlReply {
  status: number;
  html: string;
  /** The Content-Security-Policy to send with it. */
  policy: string;
}

export function htmlReply({ title, style, body, script, data }: ReplicaDocument, status = 200): HtmlReply {
  const nonce = randomBytes(16).toString('base64');
  const html = `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<style nonce="${nonce}">${style}</style>
</head>
<body>
${body}
${script ? `<script nonce="${nonce}">\n(() => {\nconst data = ${jsonInScript(data)};\n${script}\n})();\n</script>` : ''}
</body>
</html>
`;
  const policy = [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    `script-src 'nonce-${nonce}'`,
    'img-src data:',
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  return { status, html, policy };
}

export function escapeHtml(text: string): string {
  const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, sign => names[sign]);
}

/** JSON that can't end the script it stands in. */
function jsonInScript(data: unknown): string {
  return JSON.stringify(data ?? null).replaceAll('<', '\\u003c');
}
