/** Characters that turn the direction of what follows; in a member's text they could make it read as another one. */
const BIDI_CONTROLS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Control characters that are no white space, which browsers show as nothing. */
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029]/gu;

/** A text with the characters that could disguise it shown by their numbers, `[U+202E]`. */
export function undisguised(text: string): string {
  const shown = (character: string) =>
    `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;
  return text.replace(BIDI_CONTROLS, shown).replace(CONTROLS, shown);
}

/**
 * Words of somebody else (a member, a colleague, a provider), set apart: in their own language and direction, and
 * with nothing that could change what stands around them. All stored text goes through here.
 */
export function Said(props: { readonly text: string; readonly lang?: string | null }) {
  return (
    <bdi class="said" {...(props.lang ? { lang: props.lang } : {})}>
      {undisguised(props.text)}
    </bdi>
  );
}
