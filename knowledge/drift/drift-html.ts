import { type DriftReport, FINDING_KINDS, type Finding } from './drift-report.ts';
import { type DiffPart, wordDiff } from './word-diff.ts';

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:72rem;padding:0 1rem;color:#1b1b1b;background:#fff}
h2{margin-top:2rem}article{border:1px solid #767676;border-radius:6px;padding:1rem;margin:1rem 0}
.error{border-inline-start:6px solid #b50909}.warning{border-inline-start:6px solid #936f38}.notice{border-inline-start:6px solid #2e6276}
.two{display:grid;grid-template-columns:1fr 1fr;gap:1rem}.two>div{white-space:pre-wrap;overflow-wrap:anywhere;max-height:24rem;overflow:auto;background:#f6f6f6;padding:.75rem}
del{background:#ffd7d7;color:#6f0505}ins{background:#d0f0d0;color:#0b4a0b;text-decoration:none;font-weight:600}
@media(max-width:40rem){.two{grid-template-columns:1fr}}`;

/** The report as a page that needs nothing else: what was and what is, side by side, differences marked. */
export function driftHtml(report: DriftReport): string {
  const { crawl, topics, findings, made } = report;
  const about = crawl
    ? `Crawl of ${crawl.begun.slice(0, 16)}: ${crawl.pages} pages. ${topics.read} of ${topics.all} articles have their source in it.`
    : 'There is no crawl: only the articles themselves were looked at.';
  const counts = FINDING_KINDS.map(
    kind => [kind, findings.filter(found => found.kind === kind).length] as const,
  )
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => `<li>${kind}: ${count}</li>`)
    .join('');
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Articles and site</title><style>${STYLE}</style></head><body>
<h1>Articles and site</h1><p>${escapeHtml(about)} Made ${escapeHtml(made.slice(0, 16))} UTC.</p>
<ul>${counts || '<li>nothing to do</li>'}</ul>
${findings.map(card).join('\n')}
</body></html>
`;
}

function card(found: Finding): string {
  const { kind, severity, message, topics, url, before, after } = found;
  const link =
    url && /^https?:/.test(url) ? `<a href="${escapeHtml(url)}" rel="noreferrer">${escapeHtml(url)}</a>` : '';
  const two =
    before !== null && after !== null ? sideBySide(before, after) : (before ?? after ?? '') && oneSide(found);
  return `<article class="${severity}" id="${found.id}"><h2>${escapeHtml(kind)}</h2><p>${escapeHtml(message)}</p>
<p>${escapeHtml(topics.slice(0, 12).join(', '))}${topics.length > 12 ? ` and ${topics.length - 12} more` : ''} ${link}</p>${two}</article>`;
}

function sideBySide(before: string, after: string): string {
  const sides = wordDiff(before, after);
  const show = (parts: readonly DiffPart[], tag: 'del' | 'ins') =>
    parts.map(({ text, differs }) => mark(tag, text, differs)).join('');
  return `<div class="two"><div><strong>Before</strong>\n${show(sides.before, 'del')}</div><div><strong>Now</strong>\n${show(sides.after, 'ins')}</div></div>`;
}

function oneSide({ before, after }: Finding): string {
  return `<div class="two"><div><strong>${before === null ? 'Now' : 'Before'}</strong>\n${escapeHtml(before ?? after ?? '')}</div></div>`;
}

function mark(tag: 'del' | 'ins', text: string, marked: boolean): string {
  return marked ? `<${tag}>${escapeHtml(text)}</${tag}>` : escapeHtml(text);
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, sign => `&#${sign.charCodeAt(0)};`);
}
