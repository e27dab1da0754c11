import type { ComponentChildren } from 'preact';
import type { Means } from '../../../dialogs/means.ts';
import { Choice, Field, Form } from '../page/form.tsx';
import type { MemberMessage } from './member-message.ts';
import { languageChoices, topicChoices } from './topic-choices.ts';

/** What a form is filled in with when it opens. */
export interface DraftStart {
  readonly topic: string;
  readonly language: string;
  /** Member's message that the draft is about. */
  readonly message: MemberMessage | null;
}

/** How members ask for a topic, one a line. */
export function SamplesForm({ means, start }: { readonly means: Means; readonly start: DraftStart }) {
  const { topic, language, message } = start;
  return (
    <Form action="/staff/drafts" class="draft">
      <input type="hidden" name="kind" value="add-samples" />
      <About start={start} />
      <Choice name="topic" label="Topic that answers it" value={topic} options={topicChoices(means)} />
      <Choice name="language" label="Language" value={language} options={languageChoices(means)} />
      <Area
        name="samples"
        label="How members ask, one a line"
        hint="Their own words, with their misspellings. No names, no numbers of members."
        value={message?.text ?? ''}
        rows={5}
        lang={language}
      />
      <Why />
    </Form>
  );
}

/** Other words for an article that there is. */
export function ArticleForm({ means, start }: { readonly means: Means; readonly start: DraftStart }) {
  const { topic, language } = start;
  const now = means.knowledge?.topics.get(topic)?.texts[language];
  if (!now) return <p class="empty">There is no article on this topic in this language.</p>;
  return (
    <Form action="/staff/drafts" class="draft">
      <input type="hidden" name="kind" value="edit-article" />
      <input type="hidden" name="topic" value={topic} />
      <input type="hidden" name="language" value={language} />
      <input type="hidden" name="base" value={now.version} />
      <About start={start} />
      <ArticleFields now={now} lang={language} />
      {language === 'en' && (
        <p>
          <label>
            <input type="checkbox" name="translations-fit" value="yes" /> The meaning stays the same:
            translations may stay as they are. Else they are not given any more until somebody has mended
            them; members then get English with an apology.
          </label>
        </p>
      )}
      <Why />
    </Form>
  );
}

/** A topic that there was not. */
export function TopicForm({ means, start }: { readonly means: Means; readonly start: DraftStart }) {
  return (
    <Form action="/staff/drafts" class="draft">
      <input type="hidden" name="kind" value="new-article" />
      <About start={start} />
      <Field
        name="topic"
        label="Short name"
        hint="group.name in small letters, such as care.glasses"
        required
      />
      <ArticleFields now={{ title: '', label: '', body: '', sms: '' }} lang="en" />
      <Area
        name="samples"
        label="How members ask, in English, six or more, one a line"
        value={start.message?.text ?? ''}
        rows={6}
        lang="en"
      />
      <Area
        name="lines"
        label="Phone lines, one a line"
        hint={`plan (the member's own plan), ${[...means.directory.lines.keys()].join(', ')}`}
        value="plan"
        rows={2}
      />
      <Field name="source" label="Page of the site it comes from" hint="https://…" required />
      <Why />
    </Form>
  );
}

function ArticleFields(props: {
  readonly now: {
    readonly title: string;
    readonly label: string;
    readonly body: string;
    readonly sms: string;
  };
  readonly lang: string;
}) {
  const { now, lang } = props;
  return (
    <>
      <Field name="title" label="Title" value={now.title} required />
      <Field name="label" label="As a choice that a member taps" value={now.label} required />
      <Area
        name="body"
        label="Answer"
        hint="First thing first, plain words, 80 words at most. No phone numbers: they come from the directory."
        value={now.body}
        rows={10}
        lang={lang}
      />
      <Area
        name="sms"
        label="As a text message"
        hint="300 characters at most."
        value={now.sms}
        rows={4}
        lang={lang}
      />
    </>
  );
}

function About({ start }: { readonly start: DraftStart }) {
  return (
    <>
      {start.message && <input type="hidden" name="message" value={start.message.id} />}
      <input type="hidden" name="message-language" value={start.language} />
    </>
  );
}

function Why() {
  return (
    <>
      <Field name="why" label="Why" hint="For who approves it, and for the record." required />
      <button type="submit" class="main">
        Try it
      </button>
    </>
  );
}

function Area(props: {
  readonly name: string;
  readonly label: string;
  readonly hint?: ComponentChildren;
  readonly value: string;
  readonly rows: number;
  readonly lang?: string;
}) {
  const { name, label, hint, value, rows, lang } = props;
  return (
    <div class="field">
      <label for={name}>{label}</label>
      {hint && (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      <textarea
        id={name}
        name={name}
        rows={rows}
        dir="auto"
        required
        {...(lang ? { lang } : {})}
        {...(hint ? { 'aria-describedby': `${name}-hint` } : {})}
      >
        {value}
      </textarea>
    </div>
  );
}
