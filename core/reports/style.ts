/** Looks of the report: one column on a phone, two charts a row on A4; nothing is loaded from outside. */
export const STYLE = `
:root{color-scheme:light}
*{box-sizing:border-box}
body{margin:0;background:#fff;color:#1F2A37;font:15px/1.45 -apple-system,'Segoe UI',Roboto,'Liberation Sans',Arial,sans-serif}
main{max-width:760px;margin:0 auto;padding:20px 16px 32px}
h1{font-size:24px;line-height:1.2;margin:0 0 4px}
h2{font-size:18px;margin:28px 0 8px}
p{margin:6px 0}
.quiet{color:#55606E;font-size:13px}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:10px;margin:16px 0}
.tile{border:1px solid #D5DCE5;border-radius:8px;padding:10px 12px}
.tile b{display:block;font-size:26px;line-height:1.15}
.tile.late b{color:#B23A08}
.tile span{font-size:13px;color:#55606E}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(300px,1fr));gap:8px 28px}
.charts section{break-inside:avoid}
figure{margin:0;break-inside:avoid}
figcaption{font-size:13px;color:#55606E;margin-bottom:4px}
svg{display:block;width:100%;height:auto}
svg text{font:10px 'Segoe UI',Roboto,'Liberation Sans',Arial,sans-serif;fill:#55606E}
svg.share{height:5px;margin-top:3px}
i{display:inline-block;width:10px;height:10px;border-radius:2px;margin:0 4px 0 10px}
i:first-child{margin-left:0}
table{border-collapse:collapse;width:100%;font-size:14px}
th,td{padding:5px 6px;border-bottom:1px solid #D5DCE5;text-align:right;vertical-align:top;font-variant-numeric:tabular-nums}
th:first-child,td:first-child{text-align:left;padding-left:0;overflow-wrap:anywhere}
th{font-weight:600;font-size:12px;color:#55606E;vertical-align:bottom}
td.words,th.words{text-align:left;overflow-wrap:anywhere}
td.late{color:#B23A08;font-weight:600}
p.alarm{border-left:4px solid #B23A08;padding:8px 12px;background:#FDF1EC;font-weight:600}
a.again{display:inline-block;padding:11px 20px;background:#1F6FB2;color:#fff;text-decoration:none;border-radius:6px}
ul{margin:6px 0;padding-left:20px}
.late-case{border-bottom:1px solid #D5DCE5;padding:7px 0;break-inside:avoid;overflow-wrap:anywhere}
.late-case b.days{color:#B23A08}
.groups{table-layout:fixed}
.groups th:first-child{width:28%}
@media (max-width:480px){main{padding:14px 12px 24px}h1{font-size:21px}.tiles{grid-template-columns:1fr 1fr;gap:8px}.tile b{font-size:22px}table{font-size:13px}th,td{padding:5px 3px}th{font-size:11px}.groups tr{display:grid;grid-template-columns:repeat(6,1fr);border-bottom:1px solid #D5DCE5}.groups td,.groups th{border:0}.groups td:first-child{grid-column:1/-1;padding-bottom:0}.groups th:first-child{display:none}}
@page{size:A4;margin:14mm}
@media print{body{font-size:12px}main{max-width:none;padding:0}h2{break-after:avoid;margin-top:20px}tr,.tile{break-inside:avoid}thead{display:table-header-group}.charts{grid-template-columns:1fr 1fr}.tiles{grid-template-columns:repeat(4,1fr)}.tile b{font-size:20px}table{font-size:11px}th{font-size:10px}svg,i,.tile{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
`.trim();
