import type { TalkMessage } from '../../transcripts/review/read-talk.ts';
import { Said, undisguised } from '../page/said.tsx';
import { When } from '../page/when.tsx';
import type { Labels } from '../words/labels.ts';

/** A message as it was read, in its own language and direction. */
export function MessageView({ message, labels }: { readonly message: TalkMessage; readonly labels: Labels }) {
  const { from, text, language, article, choices, at } = message;
  return (
    <div class={`message ${from}`}>
      <p class="by">
        <strong>{from === 'member' ? 'Member' : 'Bot'}</strong> <When at={at.getTime()} />
        {language !== null && <span class="soft"> {labels.of('language', language)}</span>}
      </p>
      <p dir="auto" class="words">
        <Said text={text} lang={language} />
      </p>
      {choices.length > 0 && (
        <ul class="offered" aria-label="Offered to choose from">
          {choices.map(choice => (
            <li key={choice}>
              <Said text={choice} lang={language} />
            </li>
          ))}
        </ul>
      )}
      {article && (
        <p class="soft">
          Article <span class="code">{undisguised(article.topic)}</span>, version{' '}
          <span class="code">{undisguised(article.version)}</span>
        </p>
      )}
    </div>
  );
}
