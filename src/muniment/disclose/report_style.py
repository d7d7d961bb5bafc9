"""The looks of a report: one style sheet, inside the file, for screen and for paper.

Loads nothing: no font, picture or script. Colours keep a contrast of at least 4.5:1 (WCAG 2.2 AA)
in both schemes; nothing is told by colour alone.
"""

from __future__ import annotations

STYLE = """
:root{color-scheme:light dark;--paper:#fbfaf6;--card:#fff;--ink:#24282c;--soft:#565c62;--rule:#d9d5ca;
--mark:#1d5557;--tint:#eef3f1;--gap:#7a4100;--gap-tint:#fdf1de}
@media screen and (prefers-color-scheme:dark){:root{--paper:#1b1d1f;--card:#222528;--ink:#dedbd3;
--soft:#aaa9a2;--rule:#3c4043;--mark:#8fc4bf;--tint:#25302f;--gap:#f0c07e;--gap-tint:#382c1c}}
*{box-sizing:border-box}
html{font-size:100%;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);line-height:1.6;
font-family:"Charter","Bitstream Charter","Noto Serif","Georgia","Noto Naskh Arabic",
"Noto Serif Hebrew",serif}
main,header,footer{max-width:56rem;margin:0 auto;padding:0 1.5rem}
header{padding-top:3rem}footer{padding-bottom:4rem;color:var(--soft);font-size:.9rem}
h1,h2,h3,h4,th,dt,.label{font-family:"Noto Sans","Segoe UI","Helvetica Neue",Arial,"Noto Sans Arabic",
"Noto Sans Hebrew",sans-serif}
h1{font-size:1.9rem;line-height:1.25;font-weight:600;margin:.2rem 0 1.2rem}
h2{font-size:1.3rem;font-weight:600;margin:3rem 0 .8rem;padding-top:1rem;border-top:2px solid var(--mark)}
h3{font-size:1.08rem;font-weight:600;margin:0 0 .8rem;line-height:1.4}
h4{font-size:.95rem;font-weight:600;margin:1.4rem 0 .4rem}
p,ul,ol{margin:.5rem 0}li{margin:.35rem 0}
a{color:var(--mark)}a:focus-visible{outline:3px solid var(--mark);outline-offset:2px}
.label{color:var(--soft);font-size:.9rem;margin:0}
.skip{position:absolute;inset-inline-start:-100vw}.skip:focus{inset-inline-start:1rem;top:1rem}
code,.code{font-family:"Noto Sans Mono","DejaVu Sans Mono",Consolas,Menlo,monospace;font-size:.86em;
overflow-wrap:anywhere}
.code{display:block;margin:.8rem 0;padding:.7rem 1rem;background:var(--tint);
border-inline-start:4px solid var(--mark)}
.fingerprint{font-size:1.05em;letter-spacing:.03em}
dl{display:grid;grid-template-columns:minmax(8rem,13rem) 1fr;gap:.3rem 1.2rem;margin:.6rem 0}
dt{color:var(--soft);font-size:.88rem;line-height:1.8}dd{margin:0;min-width:0;overflow-wrap:anywhere;
white-space:pre-line}
.facing{display:grid;grid-template-columns:1fr 1fr;gap:1.2rem}
.facing>section{background:var(--card);border:1px solid var(--rule);padding:.9rem 1.2rem}
.facing h3{margin-bottom:.3rem}.facing ul{padding-inline-start:1.1rem}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.93rem}
caption{text-align:start;color:var(--soft);padding-bottom:.5rem}
th,td{text-align:start;vertical-align:top;padding:.45rem .8rem .45rem 0;border-bottom:1px solid var(--rule)}
thead th{font-size:.84rem;color:var(--soft);border-bottom:2px solid var(--rule);white-space:nowrap}
td{overflow-wrap:break-word;min-width:5.5rem}td.long{overflow-wrap:anywhere;min-width:9rem}
td.title{overflow-wrap:anywhere;width:38%;min-width:13rem}tbody th{font-weight:600;white-space:nowrap}
.exhibit{background:var(--card);border:1px solid var(--rule);padding:1.1rem 1.4rem;margin:1.2rem 0}
.exhibit:target{border-color:var(--mark);box-shadow:inset 4px 0 0 var(--mark)}
blockquote{margin:.4rem 0 .9rem;padding:.3rem 1rem;border-inline-start:4px solid var(--rule);white-space:pre-line}
.number{color:var(--mark);margin-inline-end:.7rem;white-space:nowrap}
.state{font-style:italic;color:var(--soft)}
.aside{color:var(--soft);font-size:.92rem;margin:.4rem 0}
.custody{list-style:none;padding:0;margin:.3rem 0}
.custody li{margin:0;padding:.25rem 0 .45rem 1.3rem;border-inline-start:2px solid var(--mark);
padding-inline:1.1rem 0;white-space:pre-line}
.custody .when{font-weight:600;margin-inline-end:.6rem}
.custody .gap{border-inline-start:3px dashed var(--gap);background:var(--gap-tint);color:var(--gap)}
.findings li{color:var(--gap)}
@media (max-width:40rem){.facing,dl{grid-template-columns:1fr}dl{gap:0}dd{margin-bottom:.5rem}
main,header,footer{padding-inline:1rem}.exhibit{padding:.9rem}}
@page{size:A4;margin:20mm 18mm 22mm;@bottom-right{content:"page " counter(page) " of " counter(pages);
font:8pt "Noto Sans",Arial,sans-serif;color:#565c62}}
@media print{:root{--paper:#fff;--card:#fff;--tint:#f4f4f1}
html{font-size:10pt}body{line-height:1.45}main,header,footer{max-width:none;padding:0}
header{padding-top:0}.skip{display:none}.scroll{overflow:visible}td,td.long,td.title{min-width:0}
a{color:inherit;text-decoration:none}h2{margin-top:1.8rem}
h2,h3,h4,caption{break-after:avoid}thead{display:table-header-group}tr,li,dl>*{break-inside:avoid}
.facing{break-inside:avoid}.exhibit{padding:.4rem 0 .8rem;border:0;border-top:1px solid var(--rule)}
.exhibit h3,.exhibit h3+dl{break-inside:avoid;break-after:avoid}.code,.custody .gap{print-color-adjust:exact}
p,li{orphans:3;widows:3}}
"""
