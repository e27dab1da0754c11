import { loadDirectory } from '../../../knowledge/directory/directory.ts';
import type { Words } from '../../../locales/words.ts';

const TOPICS = ['renew', 'card', 'doctor'] as const;

/**
 * A page like a health plan's, with the chat on it, in any language the bot has. It has no script or style
 * of its own inside: the Content Security Policy forbids them.
 */
export function demoPage(words: Words, tag: string): string {
  const { language } = words.locale(tag);
  const inLanguage = words.in(tag);
  const say = (key: string) => escaped(inLanguage(key));
  const directory = loadDirectory();
  const picker = words.languages
    .map(other => {
      const { name, direction } = words.locale(other).language;
      const current = other === tag ? ' aria-current="true"' : '';
      return `<li><a href="/?lang=${other}" lang="${other}" dir="${direction}" hreflang="${other}"${current}>${escaped(name)}</a></li>`;
    })
    .join('');
  const cards = TOPICS.map(
    topic => `<article class="card">
      <h2>${say(`page:demo.${topic}Title`)}</h2>
      <p>${say(`page:demo.${topic}Text`)}</p>
      <button type="button" data-ask="${say(`page:demo.${topic}Ask`)}">${say('page:demo.ask')}</button>
    </article>`,
  ).join('');
  const phones = directory.plans
    .flatMap(({ line }) => directory.lines.get(line) ?? [])
    .map(
      ({ id, number, tty }) => `<li><span>${say(`lines:name.${id}`)}</span>
      <a href="tel:+${number.replaceAll('-', '')}"><bdi dir="ltr">${number}</bdi></a>${
        tty === null ? '' : ` <small>${escaped(inLanguage('lines:tty', { number: tty }))}</small>`
      }</li>`,
    )
    .join('');
  return `<!doctype html>
<html lang="${tag}" dir="${language.direction}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>${say('page:demo.site')}</title>
  <link rel="icon" href="data:,">
  <link rel="stylesheet" href="/demo.css">
  <script src="/widget.js" data-language="${tag}" defer></script>
  <script src="/demo.js" defer></script>
</head>
<body>
  <aside class="note" aria-label="${say('page:demo.site')}"><p>${say('page:demo.note')}</p></aside>
  <header>
    <p class="site">${say('page:demo.site')}</p>
    <nav aria-label="${say('page:demo.site')}"><ul>
      ${['home', 'benefits', 'care', 'help'].map(item => `<li><a href="#${item}">${say(`page:demo.${item}`)}</a></li>`).join('')}
    </ul></nav>
  </header>
  <main>
    <section class="hero" id="home">
      <h1>${say('page:demo.welcome')}</h1>
      <p>${say('page:demo.lead')}</p>
    </section>
    <section class="cards" id="benefits">${cards}</section>
    <section class="phones" id="help">
      <h2>${say('page:demo.phones')}</h2>
      <ul>${phones}</ul>
      <noscript><p>${say('page:noScript')}</p></noscript>
    </section>
  </main>
  <footer>
    <h2>${say('page:language')}</h2>
    <ul class="languages">${picker}</ul>
  </footer>
</body>
</html>
`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
