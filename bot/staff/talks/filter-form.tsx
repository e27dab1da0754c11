import type { ComponentChildren } from 'preact';
import { Choice, Field } from '../page/form.tsx';
import type { Labels } from '../words/labels.ts';
import type { ListQuery } from './list-query.ts';

/** The form that narrows the list; sent by GET, so that its address can be kept. */
export function FilterForm(props: {
  readonly query: ListQuery;
  readonly labels: Labels;
  readonly topics: readonly string[];
  readonly tags: readonly string[];
}) {
  const { query, labels, topics, tags } = props;
  const pick = (name: keyof ListQuery, label: string, kind: string = name) => (
    <Choice
      key={name}
      name={name}
      label={label}
      value={query[name]}
      options={[['', 'Any'], ...labels.all(kind).filter(([code]) => code !== '')]}
    />
  );
  const list = (name: keyof ListQuery, label: string, values: readonly string[]) => (
    <Choice
      name={name}
      label={label}
      value={query[name]}
      options={[['', 'Any'], ...values.map(value => [value, value] as const)]}
    />
  );
  const more = (['plan', 'topic', 'confidence', 'feedback', 'verdict', 'tag', 'gap', 'urgent'] as const).some(
    name => query[name] !== '',
  );
  return (
    <form method="get" action="/staff/talks" class="filters">
      <Field name="text" label="Words the member wrote" type="search" value={query.text} />
      <Field name="reference" label="Reference code" value={query.reference} autocomplete="off" />
      <Field name="from" label="From" type="date" value={query.from} />
      <Field name="to" label="To" type="date" value={query.to} />
      {pick('language', 'Language')}
      {pick('channel', 'Channel')}
      {pick('outcome', 'Outcome')}
      {pick('flag', 'Flag')}
      {pick('review', 'Judged')}
      <More open={more}>
        {pick('plan', 'Plan')}
        {list('topic', 'Topic', topics)}
        {pick('confidence', 'Confidence')}
        {pick('feedback', 'Thumbs')}
        {pick('verdict', 'Judged as')}
        {pick('gap', 'Gap')}
        {pick('urgent', 'Urgent')}
        {list('tag', 'Tag', tags)}
      </More>
      <div class="field row">
        <button type="submit" class="main">
          Show
        </button>
        <a class="button" href="/staff/talks">
          Clear
        </a>
      </div>
    </form>
  );
}

function More({ open, children }: { readonly open: boolean; readonly children: ComponentChildren }) {
  return (
    <details class="more" open={open}>
      <summary>More filters</summary>
      <div class="filters">{children}</div>
    </details>
  );
}
