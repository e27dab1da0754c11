import type { ComponentChildren, InputHTMLAttributes } from 'preact';
import { useContext } from 'preact/hooks';
import { undisguised } from './said.tsx';
import { ViewerContext } from './viewer.ts';

/** Name of the hidden field that shows that a form is ours. */
export const FORM_TOKEN = 'form-token';

/** A form that is sent by POST and carries its token. */
export function Form(props: {
  readonly action: string;
  readonly class?: string;
  readonly id?: string;
  readonly children: ComponentChildren;
}) {
  const { formToken } = useContext(ViewerContext);
  const { action, children, ...rest } = props;
  return (
    <form method="post" action={action} {...rest}>
      <input type="hidden" name={FORM_TOKEN} value={formToken} />
      {children}
    </form>
  );
}

/** A labelled field for one line of text, with a hint and an error that screen readers read with it. */
export function Field(props: {
  readonly name: string;
  readonly label: string;
  readonly value?: string;
  readonly type?: 'text' | 'password' | 'search' | 'date' | 'number';
  readonly hint?: string;
  readonly error?: string | null;
  readonly required?: boolean;
  readonly autocomplete?: string;
  readonly inputMode?: 'numeric' | 'text';
  /** Where a page has two fields of one name. */
  readonly id?: string;
}) {
  const { name, label, hint, error, type = 'text', value, required = false, autocomplete, inputMode } = props;
  const { id = name } = props;
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  const attributes = {
    id,
    name,
    type,
    required,
    ...(value === undefined ? {} : { value }),
    ...(described ? { 'aria-describedby': described } : {}),
    ...(error ? { 'aria-invalid': true } : {}),
    ...(autocomplete ? { autocomplete } : {}),
    ...(inputMode ? { inputMode } : {}),
  } as InputHTMLAttributes<HTMLInputElement>; // preact knows each type of input apart, not their union
  return (
    <div class={error ? 'field wrong' : 'field'}>
      <label for={id}>{label}</label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="error" id={`${id}-error`}>
          {error}
        </p>
      )}
      <input {...attributes} />
    </div>
  );
}

/** A labelled choice of one out of few. */
export function Choice(props: {
  readonly name: string;
  readonly label: string;
  readonly value?: string;
  /** Value and words of each; a plain text is both. */
  readonly options: readonly (string | readonly [value: string, label: string])[];
  readonly id?: string;
}) {
  const { name, label, value, options, id = name } = props;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} name={name}>
        {options.map(option => {
          const [of, words] = typeof option === 'string' ? [option, option] : option;
          return (
            <option key={of} value={of} selected={of === value}>
              {undisguised(words)}
            </option>
          );
        })}
      </select>
    </div>
  );
}
