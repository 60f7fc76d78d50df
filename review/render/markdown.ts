import { Block, inline } from '../report/document';

/** The report as GitHub-flavoured Markdown. */
export function toMarkdown(blocks: readonly Block[]): string {
  return `${blocks.map(block).join('\n\n')}\n`;
}

function block(item: Block): string {
  switch (item.kind) {
    case 'heading': return `${'#'.repeat(item.level)} ${text(item.text)}`;
    case 'text': return text(item.text);
    case 'list': return item.items.map((entry) => `- ${text(entry)}`).join('\n');
    case 'table': return [
      row(item.head),
      `|${item.head.map(() => '---').join('|')}|`,
      ...item.rows.map(row),
    ].join('\n');
    case 'details': return `<details><summary>${text(item.summary)}</summary>\n\n\`\`\`json\n${item.code}\n\`\`\`\n\n</details>`;
  }
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => text(cell).replace(/\|/g, '\\|')).join(' | ')} |`;
}

/** Backticks inside code stand between longer ones. */
function code(content: string): string {
  const longest = Math.max(0, ...[...content.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const space = longest > 0 ? ' ' : '';
  return `${fence}${space}${content}${space}${fence}`;
}

function text(value: string): string {
  return inline(value).map((part) => {
    switch (part.style) {
      case 'code': return code(part.text);
      case 'bold': return `**${part.text}**`;
      case 'plain': return part.text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
    }
  }).join('');
}
