/** The whole look: one column of calm paper, charts in two, everything from a handful of colours that hold in the dark. */
export const STYLE = `
:root{color-scheme:light dark;--paper:#faf8f4;--card:#fff;--ink:#1b2430;--soft:#556070;--line:#e5e0d6;--grid:#ece8df;
--enriched:#0e7470;--enriched-2:#7cc0b8;--own:#7d8aa0;--phone:#d39b3a;--sent:#2f5fa8;--held:#c4b8a3;
--good:#0b6b52;--good-bg:#dcf0e8;--warn:#854800;--warn-bg:#fbeed9;--bad:#9f2323;--bad-bg:#f9e1df;--plain-bg:#eceff3}
@media (prefers-color-scheme:dark){:root{--paper:#12171d;--card:#1a212a;--ink:#e9edf2;--soft:#a9b4c2;--line:#2c3642;--grid:#26303b;
--enriched:#4fc0b3;--enriched-2:#2d7f78;--own:#8795aa;--phone:#d9a94f;--sent:#7ba8ea;--held:#66604f;
--good:#7ddcb8;--good-bg:#143a30;--warn:#f2c078;--warn-bg:#3a2a12;--bad:#f4a29b;--bad-bg:#431f1e;--plain-bg:#27303b}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums}
header,main,footer{max-width:1080px;margin:0 auto;padding:0 24px}
header{padding-top:56px}
.kicker{margin:0 0 16px;color:var(--soft);font-size:14px;letter-spacing:.02em}
h1,h2{font-family:ui-serif,Georgia,"Times New Roman",serif;font-weight:600;text-wrap:balance}
h1{margin:0;max-width:24em;font-size:clamp(28px,4.6vw,46px);line-height:1.18;letter-spacing:-.01em}
h1 em{font-style:normal;border-bottom:.09em solid var(--own)}
h1 em.good{color:var(--good);border-color:var(--good)}
h1 em.bad{color:var(--bad);border-color:var(--bad)}
h2{margin:0;font-size:28px;line-height:1.25}
h3{margin:0;font-size:17px;line-height:1.35}
section{padding:44px 0 0;margin:44px 0 0;border-top:1px solid var(--line)}
#story{border:0;margin:0;padding-top:32px}
.lead{margin:6px 0 24px;max-width:46em;color:var(--soft)}
.lead b{color:var(--ink)}
.soft,small{color:var(--soft)}
.soft{font-size:14px}
small{font-size:13px;font-weight:400}
code{font:.9em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;overflow-wrap:anywhere}
.notice{margin:24px 0 0;padding:12px 16px;max-width:60em;border-radius:10px;background:var(--warn-bg);color:var(--warn);font-size:15px}
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:12px;margin:0}
.card{display:flex;flex-direction:column-reverse;justify-content:flex-end;padding:18px;border:1px solid var(--line);border-radius:14px;background:var(--card)}
.card dt{margin-top:2px;font-weight:600;font-size:15px}
.card small{display:block;margin-top:6px;line-height:1.4}
.card dd{margin:0;font:600 30px/1.15 ui-serif,Georgia,serif;letter-spacing:-.01em}
.two{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,340px),1fr));gap:20px;align-items:start}
.grid2{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,420px),1fr));gap:20px;align-items:start}
.grid3{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,300px),1fr));gap:16px;align-items:start}
figure,.segment,.picture{margin:0;padding:20px;border:1px solid var(--line);border-radius:14px;background:var(--card)}
svg{display:block;width:100%;height:auto;overflow:visible}
figcaption{margin-top:12px;font-size:14px;color:var(--soft)}
.says{display:block;margin-top:4px}
.says b{color:var(--ink)}
.keys{margin:12px 0 0}
.key{display:inline-flex;align-items:center;gap:7px;margin-right:16px;font-size:14px;color:var(--soft)}
.swatch{width:16px;height:4px;border-radius:2px;background:var(--own)}
.swatch.enriched{background:var(--enriched)}
.swatch.phone{background:var(--phone)}
.swatch.random{width:20px;height:0;border-top:2px dashed var(--own);background:none}
text{fill:var(--soft);font:12px system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif;font-variant-numeric:tabular-nums}
.grid line{stroke:var(--grid)}
.grid line.axis,line.zero{stroke:var(--soft)}
.axis-label{font-size:12px}
path.line{fill:none;stroke-width:2.5;stroke-linejoin:round}
path.line.own{stroke:var(--own)}
path.line.enriched{stroke:var(--enriched);stroke-width:3.5}
path.line.random{stroke:var(--own);stroke-width:1.5;stroke-dasharray:4 5}
line.marker{stroke:var(--soft);stroke-dasharray:2 4}
.dot{stroke:var(--card);stroke-width:2}
.dot.own{fill:var(--own)}
.dot.enriched{fill:var(--enriched)}
.hover{fill:transparent}
.hover:hover{fill:var(--ink);fill-opacity:.06}
.whisker line{stroke:var(--own);stroke-width:3;stroke-linecap:round}
.whisker circle{fill:var(--own);stroke:var(--card);stroke-width:2}
.whisker.adds line{stroke:var(--enriched)}.whisker.adds circle{fill:var(--enriched)}
.whisker.harms line{stroke:var(--bad)}.whisker.harms circle{fill:var(--bad)}
.whisker.open line{stroke-dasharray:1 6}.whisker.open circle{fill:var(--card);stroke:var(--own);stroke-width:3}
.whisker .name,.whisker .value{fill:var(--ink);font-size:14px;font-weight:600}
.ribbon{fill:var(--own);fill-opacity:.2}
.ribbon.enriched{fill:var(--enriched);fill-opacity:.22}
.ribbon.sent{fill:var(--sent);fill-opacity:.35}
.ribbon.held{fill:var(--held);fill-opacity:.45}
.ribbon:hover{fill-opacity:.6}
.block{fill:var(--own)}.block.enriched{fill:var(--enriched)}.block.sent{fill:var(--sent)}.block.held{fill:var(--held)}
.sankey text,.whisker text{paint-order:stroke;stroke:var(--card);stroke-width:4px;stroke-opacity:.8;stroke-linejoin:round}
.whisker text{stroke-opacity:1}
.sankey .count{fill:var(--ink);font-size:15px;font-weight:600}
.sankey .label{font-size:12.5px}
/* The picture's words, for screen readers; a phone shows them instead of the picture. */
.steps{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.bars{margin:0;padding:0;list-style:none;display:grid;gap:11px}
.bars li{display:grid;grid-template-columns:minmax(0,1fr) auto;column-gap:12px;font-size:14.5px;line-height:1.35}
.bar-label{overflow-wrap:anywhere}
.bar-value{text-align:right;font-weight:600;white-space:nowrap}
.bar-track{grid-column:1/-1;display:flex;height:8px;margin-top:4px;border-radius:4px;background:var(--grid);overflow:hidden}
.bar-track i{background:var(--own)}
.bar-track .enriched{background:var(--enriched)}.bar-track .phone{background:var(--phone)}.bar-track .sent{background:var(--sent)}.bar-track .held{background:var(--held)}
.plain{margin:8px 0 0;padding:0;list-style:none;color:var(--soft);font-size:14px}
.verdicts{margin:0;padding:0;list-style:none;display:grid;gap:18px}
.verdicts .soft,.left .soft{display:block}
.badge{display:inline-block;padding:1px 10px;border-radius:99px;background:var(--plain-bg);color:var(--ink);font-size:13px;font-weight:600}
.badge.adds{background:var(--good-bg);color:var(--good)}
.badge.harms{background:var(--bad-bg);color:var(--bad)}
.badge.promise{font-weight:500}
.gate{margin:24px 0 0;padding:12px 16px;border-radius:10px;max-width:60em}
.gate p{margin:0}.gate ul{margin:6px 0 0;padding-left:20px}
.passed{background:var(--good-bg);color:var(--good)}
.failed{background:var(--bad-bg);color:var(--bad)}
.table{margin:24px 0 8px;overflow-x:auto;border:1px solid var(--line);border-radius:14px;background:var(--card)}
table{width:100%;border-collapse:collapse;font-size:14px}
caption{padding:14px 16px 6px;text-align:left;font-weight:600}
th,td{padding:9px 16px;border-top:1px solid var(--line);text-align:left;vertical-align:top}
thead th{border-top:0;color:var(--soft);font-weight:500;white-space:nowrap}
tbody th{font-weight:600}
th.num,td.num{text-align:right;white-space:nowrap}
.segment p{margin:2px 0 0}.segment .size{margin:10px 0 14px}.size b{font:600 26px/1 ui-serif,Georgia,serif}
.segment .bars+p{margin-top:12px}
.lost{margin-right:6px}
.left{margin:12px 0 0;padding:0;list-style:none;display:grid;gap:14px;font-size:15px}
.columns{margin-top:4px}
.insight .table{margin-top:10px}
#appendix h3{margin:28px 0 14px}
footer{margin-top:64px;padding-bottom:48px;color:var(--soft);font-size:14px}
:focus-visible{outline:2px solid var(--sent);outline-offset:2px}
@media (max-width:760px){header{padding-top:32px}header,main,footer{padding-left:16px;padding-right:16px}section{padding-top:32px;margin-top:32px}
.picture{display:none}.steps{position:static;width:auto;height:auto;overflow:visible;clip-path:none}.cards{grid-template-columns:1fr 1fr}.card{padding:14px}.card dd{font-size:25px}figure,.segment{padding:16px}}
@media print{:root{--paper:#fff;--card:#fff;color-scheme:light}body{font-size:11pt}header{padding-top:0}figure,.segment,.card,.table,.picture{break-inside:avoid}h2,h3,.lead{break-after:avoid}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
`;
