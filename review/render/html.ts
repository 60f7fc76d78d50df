import { Block, inline } from '../report/document';

const STYLE = `
:root { color-scheme: light dark; --line: #8885; --soft: #8881; }
body { font: 15px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 76rem; padding: 1rem 1.5rem 4rem; }
h1 { font-size: 1.6rem; } h2 { margin-top: 2.5rem; border-bottom: 1px solid var(--line); } h3 { margin-top: 2rem; }
code, pre { font: 0.87em/1.45 ui-monospace, monospace; } code { background: var(--soft); padding: 0 .25em; overflow-wrap: anywhere; }
pre { background: var(--soft); padding: .75rem; overflow-x: auto; }
.wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid var(--line); padding: .35rem .6rem; text-align: left; vertical-align: top; }
th { background: var(--soft); } summary { cursor: pointer; } nav ul { columns: 2; padding-left: 1.2rem; }
@media print { details > pre { display: block; } details::details-content { content-visibility: visible; block-size: auto; } body { max-width: none; } }
`.trim();

/** The report as one page that needs nothing else: no script, no font, no request. */
export function toHtml(blocks: readonly Block[]): string {
  const title = blocks.find((block) => block.kind === 'heading' && block.level === 1);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escape(title?.kind === 'heading' ? title.text : 'Review')}</title>
<style>
${STYLE}
</style>
</head>
<body>
${blocks.map((block, index) => render(block, index) + (block === title ? contents(blocks) : '')).join('\n')}
</body>
</html>
`;
}

function contents(blocks: readonly Block[]): string {
  const entries = blocks.flatMap((block, index) => (block.kind === 'heading' && block.level === 2
    ? [`<li><a href="#part-${index}">${text(block.text)}</a></li>`] : []));
  return `\n<nav aria-label="Contents"><ul>${entries.join('')}</ul></nav>`;
}

function render(block: Block, index: number): string {
  switch (block.kind) {
    case 'heading': return `<h${block.level} id="part-${index}">${text(block.text)}</h${block.level}>`;
    case 'text': return `<p>${text(block.text)}</p>`;
    case 'list': return `<ul>${block.items.map((item) => `<li>${text(item)}</li>`).join('')}</ul>`;
    case 'table': return '<div class="wide"><table>' +
      `<thead><tr>${block.head.map((cell) => `<th scope="col">${text(cell)}</th>`).join('')}</tr></thead>` +
      `<tbody>${block.rows.map((row) => `<tr>${row.map((cell) => `<td>${text(cell)}</td>`).join('')}</tr>`).join('')}</tbody></table></div>`;
    case 'details': return `<details><summary>${text(block.summary)}</summary><pre>${escape(block.code)}</pre></details>`;
  }
}

function text(value: string): string {
  return inline(value).map((part) => {
    switch (part.style) {
      case 'code': return `<code>${escape(part.text)}</code>`;
      case 'bold': return `<strong>${escape(part.text)}</strong>`;
      case 'plain': return escape(part.text);
    }
  }).join('');
}

function escape(value: string): string {
  return value.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
