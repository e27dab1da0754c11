import type { Part, ReplyView } from '../../turn/reply/reply-view.ts';
import { languageFor, type PhraseBook } from '../text/phrase-book.ts';
import { alarmCard, alarmNumbers } from './alarm-card.ts';
import { linkList } from './links.ts';
import { make } from './make.ts';
import { phoneLines } from './phone-lines.ts';
import { richText } from './rich-text.ts';

/** A reply of the bot as cards. */
export function replyBody(reply: ReplyView, book: PhraseBook): HTMLElement {
  const alarms = reply.parts.flatMap(part =>
    part.kind === 'text' && part.tone === 'alarm' ? alarmNumbers(part.text) : [],
  );
  const body = make('div', { class: 'body', dir: reply.direction });
  for (const part of reply.parts) {
    const shown = partNode(part, alarms, book, reply.language);
    if (shown) body.append(shown);
  }
  if (reply.prompt) body.append(make('p', { class: 'prompt' }, reply.prompt));
  if (reply.choices.length > 0) {
    // The buttons stand outside of the log; who listens to it hears here what can be chosen.
    const names = reply.choices.map(({ label }) => label).join('; ');
    body.append(make('p', { class: 'unseen' }, `${book.say('choices')}: ${names}`));
  }
  return body;
}

function partNode(part: Part, alarms: readonly string[], book: PhraseBook, language: string): Node | null {
  switch (part.kind) {
    case 'text':
      if (part.tone === 'alarm') return alarmCard(part.text, book);
      return make('div', { class: part.tone === 'note' ? 'note' : 'text' }, richText(part.text));
    case 'answer': {
      const other = part.language !== language;
      return make(
        'div',
        {
          class: 'answer',
          lang: other ? part.language : null,
          dir: other ? (languageFor(part.language)?.dir ?? 'auto') : null,
        },
        make('h3', {}, part.title),
        richText(part.text),
      );
    }
    case 'lines': {
      const lines = part.lines.filter(({ digits }) => !alarms.includes(digits));
      return lines.length > 0 ? phoneLines(lines, book) : null;
    }
    case 'links':
      return linkList(part.links, book);
    case 'reference': {
      const [before = '', after = ''] = part.text.split(part.code);
      return make('p', { class: 'reference' }, before, make('b', { dir: 'ltr' }, part.code), after);
    }
  }
}
