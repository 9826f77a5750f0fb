// The panel's look: calm, small, light and dark. Lengths are in px, as rem would follow the page; colours are named once.

export const css = `
:host, * { box-sizing: border-box; }
div:has(> .panel, > .tab) {
  --ink: #17233a; --faint: #56617a; --paper: #ffffff; --well: #f4f6fa; --line: #dde3ec; --accent: #1f5bd1; --accent-ink: #ffffff;
  --good: #147a45; --warn: #8a5200; --warn-paper: #fff6e5; --bad: #b3261e; --shadow: 0 8px 32px rgb(20 30 60 / 18%), 0 0 0 1px rgb(20 30 60 / 8%);
  --search: #1f5bd1; --social: #8a3ffc; --email: #b35900; --referral: #147a45; --direct: #56617a; --ai: #c21e6b; --video: #b3261e; --deed: #0b7285; --other: #56617a;
  font: 13px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; color: var(--ink);
  position: absolute; inset: 0 0 0 auto; pointer-events: none; text-align: start; -webkit-font-smoothing: antialiased;
}
@media (prefers-color-scheme: dark) {
  div:has(> .panel, > .tab) {
    --ink: #e6ebf5; --faint: #a3aec4; --paper: #171d2b; --well: #1f2738; --line: #313b50; --accent: #7ea8ff; --accent-ink: #0c1526;
    --good: #5fd39a; --warn: #ffc766; --warn-paper: #33270f; --bad: #ff8a80; --shadow: 0 8px 32px rgb(0 0 0 / 55%), 0 0 0 1px rgb(255 255 255 / 12%);
    --search: #7ea8ff; --social: #c29bff; --email: #ffb066; --referral: #5fd39a; --direct: #a3aec4; --ai: #ff8fc0; --video: #ff8a80; --deed: #5cd0e0; --other: #a3aec4;
  }
}
.panel {
  pointer-events: auto; position: absolute; top: 64px; right: 12px; width: 360px; max-height: calc(100vh - 80px);
  display: flex; flex-direction: column; background: var(--paper); border-radius: 12px; box-shadow: var(--shadow); overflow: hidden;
}
h2, h3, h4, p, ol, ul { margin: 0; padding: 0; font: inherit; }
ol, ul { list-style: none; }
.faint { color: var(--faint); font-weight: 400; }
.only-read { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

header { padding: 10px 12px 10px 16px; border-bottom: 1px solid var(--line); }
.top { display: flex; align-items: center; gap: 6px; font-size: 12px; color: var(--faint); }
.workspace { flex: 1; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.mark-sign { flex: none; fill: none; stroke: var(--accent); stroke-width: 1.6; stroke-linecap: round; stroke-linejoin: round; }
.mark-sign circle { fill: var(--accent); stroke: none; }
h2 { font-size: 16px; line-height: 1.3; font-weight: 650; margin-top: 2px; overflow-wrap: anywhere; }
.type { font-size: 12px; font-weight: 400; color: var(--faint); white-space: nowrap; }
.basis { display: flex; flex-wrap: wrap; font-size: 12px; color: var(--faint); margin-top: 3px; }
.basis > span + span::before { content: "·"; margin: 0 5px; }
.link::before { content: ""; display: inline-block; width: 7px; height: 7px; border-radius: 50%; margin-inline-end: 5px; background: var(--faint); }
.link.is-connected::before { background: var(--good); }
.link.is-away::before { background: var(--warn); }
.link.is-refused::before { background: var(--bad); }

button, select, input { font: inherit; color: inherit; }
button { cursor: pointer; }
.fold { display: inline-flex; align-items: center; gap: 4px; border: 0; background: none; padding: 4px 4px 4px 8px; border-radius: 6px; color: var(--faint); }
.fold svg { fill: none; stroke: currentcolor; stroke-width: 1.6; stroke-linecap: round; stroke-linejoin: round; }
.key { font-size: 12px; line-height: 1.3; border: 1px solid var(--line); border-radius: 4px; padding: 0 4px; }
.fold:hover, .more:hover { background: var(--well); color: var(--ink); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: -2px; }
.tab:focus-visible { outline-offset: 2px; }

.tab {
  pointer-events: auto; position: absolute; right: 0; top: 50%; translate: 0 -50%; writing-mode: vertical-rl;
  display: flex; align-items: center; gap: 8px; padding: 12px 7px; border: 0; border-radius: 10px 0 0 10px;
  background: var(--paper); color: var(--ink); box-shadow: var(--shadow); font-size: 12px; font-weight: 600;
}
.tab:hover { padding-right: 10px; }

.body { overflow-y: auto; overscroll-behavior: contain; padding: 14px 16px 16px; display: flex; flex-direction: column; gap: 18px; scrollbar-width: thin; }
.summary { font-size: 14px; line-height: 1.5; }
.notice { font-size: 12px; padding: 8px 10px; border-radius: 8px; background: var(--well); margin-bottom: -6px; overflow-wrap: anywhere; }
.notice.is-stale { background: var(--warn-paper); color: var(--warn); }
h3 { font-size: 12px; font-weight: 650; color: var(--ink); margin-bottom: 8px; display: flex; justify-content: space-between; }

.icon { flex: none; display: inline-grid; place-items: center; width: 24px; height: 24px; border-radius: 7px; background: color-mix(in srgb, var(--hue) 13%, var(--paper)); }
.icon svg { fill: none; stroke: var(--hue); stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round; }
.icon.is-paid { background: var(--hue); }
.icon.is-paid svg { stroke: var(--paper); }
.hue-search { --hue: var(--search); } .hue-social { --hue: var(--social); } .hue-email { --hue: var(--email); } .hue-referral { --hue: var(--referral); }
.hue-direct { --hue: var(--direct); } .hue-ai { --hue: var(--ai); } .hue-video { --hue: var(--video); } .hue-other { --hue: var(--other); }
.hue-form, .hue-booking, .hue-call, .hue-chat, .hue-offline, .hue-lead, .hue-opportunity, .hue-order, .hue-refund { --hue: var(--deed); }
.hue-won { --hue: var(--good); }

.words { min-width: 0; flex: 1; display: flex; flex-direction: column; overflow-wrap: anywhere; }
.way { display: flex; justify-content: space-between; gap: 8px; }
.way time { flex: none; font-size: 12px; font-variant-numeric: tabular-nums; }
.way .faint, .words > .faint, .fact, .who .faint, .worth .faint { font-size: 12px; }
.fact { color: var(--faint); }
.fact .label::after { content: ":"; }
.money { font-variant-numeric: tabular-nums; }

.milestones { border: 1px solid var(--line); border-radius: 10px; overflow: hidden; }
.milestones li { padding: 8px 10px; display: flex; flex-direction: column; gap: 4px; }
.milestones li + li { border-top: 1px solid var(--line); }
.moment { display: flex; justify-content: space-between; gap: 8px; }
.moment b { font-weight: 600; }
.moment time { font-variant-numeric: tabular-nums; color: var(--faint); font-size: 12px; }
.touch { display: flex; gap: 9px; }
.milestones .touch { font-size: 12px; }
.milestones > li > .faint { font-size: 12px; }

.model { display: flex; align-items: center; gap: 8px; margin-bottom: 10px; font-size: 12px; color: var(--faint); }
select { flex: 1; min-width: 0; color: var(--ink); background: var(--paper); border: 1px solid var(--line); border-radius: 7px; padding: 4px 6px; text-overflow: ellipsis; }
.body > .model { margin-bottom: 0; }
.credit { display: flex; flex-direction: column; gap: 10px; }
.credit li { display: grid; grid-template-columns: 1fr auto; gap: 3px 10px; align-items: baseline; }
.who { min-width: 0; display: flex; align-items: baseline; gap: 6px; flex-wrap: wrap; overflow-wrap: anywhere; }
.name { font-weight: 500; }
.worth { display: flex; gap: 8px; align-items: baseline; }
.worth .money { font-weight: 600; }
.worth .faint { min-width: 40px; text-align: end; font-variant-numeric: tabular-nums; }
.is-none .name, .is-none .money { color: var(--faint); font-weight: 400; }
.bar { grid-column: 1 / -1; height: 6px; border-radius: 3px; background: var(--well); overflow: hidden; }
.bar i { display: block; height: 100%; border-radius: 3px; background: var(--hue); transition: width 160ms ease-out; }

.dot { display: inline-block; flex: none; width: 9px; height: 9px; border-radius: 50%; border: 2px solid var(--hue); background: var(--paper); }
.dot.is-paid { background: var(--hue); }
.lanes { display: flex; flex-direction: column; gap: 2px; }
.lanes li { display: grid; grid-template-columns: 108px 1fr; gap: 8px; align-items: center; position: relative; }
.person { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; font-size: 12px; color: var(--faint); }
.person.is-own { color: var(--ink); font-weight: 600; }
.lane { position: relative; height: 24px; background: linear-gradient(var(--line), var(--line)) center / 100% 1px no-repeat; }
.lane .dot { position: absolute; top: 6px; width: 12px; height: 12px; margin-left: -6px; }
.mark { position: absolute; top: 0; bottom: 0; width: 0; border-left: 2px dotted var(--deed); }
.mark.is-won { border-left: 2px solid var(--good); }
.scale { display: flex; justify-content: space-between; font-size: 12px; color: var(--faint); padding-left: 116px; }
.legend { display: flex; flex-wrap: wrap; gap: 2px 12px; font-size: 12px; color: var(--faint); margin-top: 6px; }
.legend .mark { position: static; display: inline-block; height: 11px; vertical-align: -1px; margin-right: 3px; }

.day + .day, .more + .day { margin-top: 10px; }
.day h4 { font-size: 12px; color: var(--faint); margin-bottom: 6px; }
.day ol { display: flex; flex-direction: column; gap: 8px; }
.step { display: flex; gap: 9px; }
.step.is-conversion { background: var(--well); border-radius: 9px; padding: 8px; margin-inline: -8px; }
.step.is-conversion .way > span:first-child { font-weight: 600; }
.more { display: block; width: 100%; margin: 10px 0; padding: 6px; border: 1px dashed var(--line); border-radius: 8px; background: none; color: var(--faint); }
.state .more { width: auto; padding-inline: 14px; border-style: solid; color: var(--ink); }

.state { display: flex; flex-direction: column; gap: 10px; }
.state h3 { font-size: 14px; margin: 0; }
.todo { list-style: decimal; padding-inline-start: 20px; display: flex; flex-direction: column; gap: 6px; }
code { font: 12px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; background: var(--well); border-radius: 5px; padding: 1px 5px; overflow-wrap: anywhere; }
.line { display: block; padding: 7px 10px; }
.ghost { display: block; height: 14px; border-radius: 7px; background: var(--well); animation: wait 1.2s ease-in-out infinite alternate; }
.ghost.is-short { width: 60%; }
@keyframes wait { to { opacity: 0.45; } }

footer { border-top: 1px solid var(--line); padding: 8px 16px 10px; display: flex; flex-direction: column; gap: 6px; font-size: 12px; background: var(--paper); }
.conservation { color: var(--faint); font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
.switch { display: flex; align-items: center; gap: 7px; cursor: pointer; }
.switch input { appearance: none; flex: none; width: 30px; height: 18px; margin: 0; border-radius: 9px; background: var(--faint); position: relative; cursor: pointer; transition: background 120ms; }
.switch input::after { content: ""; position: absolute; inset: 2px auto 2px 2px; width: 14px; border-radius: 7px; background: var(--paper); transition: translate 120ms; }
.switch input:checked { background: var(--accent); }
.switch input:checked::after { translate: 12px 0; }
.switch input:focus-visible { outline-offset: 2px; }

@media (prefers-reduced-motion: reduce) { *, *::after { animation: none !important; transition: none !important; } }
@media (forced-colors: active) {
  .panel, .tab { border: 1px solid CanvasText; }
  .dot, .bar i, .icon, .link::before, .switch input, .switch input::after, .mark { forced-color-adjust: none; }
  .bar { border: 1px solid CanvasText; }
  .switch input { background: GrayText; }
  .switch input:checked { background: Highlight; }
  .switch input::after { background: Canvas; }
}
`;
