import type { Review } from '../../transcripts/review/reviews.ts';
import { VERDICTS } from '../../transcripts/review/verdicts.ts';
import { Choice, Form } from '../page/form.tsx';
import type { Labels } from '../words/labels.ts';

/** Where a judgement leads to. */
export type AfterJudging = 'queue' | 'talk';

/** The form that judges a turn: by mouse, by tabbing, or with keys 1 to 5 and S. */
export function JudgeForm(props: {
  readonly conversationId: string;
  readonly number: number;
  readonly labels: Labels;
  readonly topics: readonly string[];
  /** One's own earlier judgement. */
  readonly mine: Review | null;
  readonly next: AfterJudging;
  /** Whether single keys work; the hints are shown only then. */
  readonly keys: boolean;
}) {
  const { conversationId, number, labels, topics, mine, next, keys } = props;
  return (
    <Form
      action={`/staff/judge/${encodeURIComponent(conversationId)}/${number}`}
      class="judge"
      id={`judge-${number}`}
    >
      <input type="hidden" name="next" value={next} />
      <fieldset>
        <legend>How was the reply to message {number}?</legend>
        {VERDICTS.map((verdict, place) => (
          <p key={verdict} class="option">
            <input
              type="radio"
              id={`${verdict}-${number}`}
              name="verdict"
              value={verdict}
              required
              checked={mine?.verdict === verdict}
              {...(keys ? { 'data-key': String(place + 1) } : {})}
            />{' '}
            <label for={`${verdict}-${number}`}>
              {labels.of('verdict', verdict)}
              <span class="soft">: {labels.meaning('verdict', verdict)}</span>
              {keys && <kbd>{place + 1}</kbd>}
            </label>
          </p>
        ))}
      </fieldset>
      <Choice
        id={`topic-${number}`}
        name="topic"
        label="Topic that would have been right"
        value={mine?.rightTopic ?? ''}
        options={[['', 'None, or the one given'], ...topics.map(topic => [topic, topic] as const)]}
      />
      <div class="field">
        <label for={`note-${number}`}>Note</label>
        <p class="hint" id={`note-${number}-hint`}>
          No names or numbers of members, please.
        </p>
        <textarea
          id={`note-${number}`}
          name="note"
          maxLength={1000}
          aria-describedby={`note-${number}-hint`}
          value={mine?.note ?? ''}
        />
      </div>
      <button type="submit" class="main" {...(keys ? { 'data-key': 's' } : {})}>
        Save judgement{keys && <kbd>S</kbd>}
      </button>
    </Form>
  );
}
