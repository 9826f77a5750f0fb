// What all replica pages share to the eye: plain colours of our own, light and dark, and the line that says what they are.

export const baseStyle = `
:root {
  color-scheme: light dark;
  --text: light-dark(#1f2328, #e6e8eb);
  --muted: light-dark(#5a636e, #a3abb5);
  --line: light-dark(#dfe3e8, #373d45);
  --page: light-dark(#f5f6f8, #16191d);
  --card: light-dark(#ffffff, #1f2328);
  --hover: light-dark(#f0f3f7, #2a3037);
  --link: light-dark(#1d4ed8, #93b4ff);
  --note: light-dark(#fff4d6, #3b2f10);
  --note-text: light-dark(#5c4100, #ffdf94);
}
* { box-sizing: border-box; }
html, body { height: 100%; margin: 0; }
body { display: flex; flex-direction: column; font: 14px/1.4 system-ui, 'Segoe UI', Roboto, Arial, sans-serif; color: var(--text); background: var(--page); }
a { color: var(--link); text-decoration: none; }
a:hover { text-decoration: underline; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 1px; }
button, select { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line); border-radius: 6px; padding: 5px 10px; }
button:not(:disabled) { cursor: pointer; }
button:disabled { color: var(--muted); opacity: .6; }
[hidden] { display: none !important; }
.replica-note { flex: none; margin: 0; padding: 5px 16px; font-size: 12.5px; background: var(--note); color: var(--note-text); }
.replica-note a { color: inherit; text-decoration: underline; }
`;

/** `whose`: the page it stands for. */
export const replicaNote = (whose: string) =>
  `<p class="replica-note"><strong>Replica for trying Throughline; not ${whose} page.</strong> A made-up company with made-up figures. <a href="/replica/">All replica pages</a></p>`;
