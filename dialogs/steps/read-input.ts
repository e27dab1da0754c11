import { LONGEST_MESSAGE } from '../member-message.ts';
import { end, type Step } from '../turn.ts';

const ONLY_SIGNS = /^[^\p{L}\p{N}]*$/u;

/** Answers what can't be read: nothing, signs and emoji only, files, far too much. Says which identifiers were removed. */
export const readInput: Step = turn => {
  const { text, attachments, masked } = turn.message;
  const kinds = [...new Set(masked)];
  if (kinds.length > 0) {
    turn.opening.unshift({
      kind: 'note',
      key: 'chat:masked.note',
      values: {
        count: kinds.length,
        kinds: { key: kinds.map(kind => `chat:masked.kinds.${kind}`).join(' ') },
      },
    });
  }
  if (text.trim() === '') {
    return end(turn, 'control', {
      blocks: [{ kind: 'say', key: attachments ? 'chat:input.attachment' : 'chat:input.empty' }],
    });
  }
  if (ONLY_SIGNS.test(text))
    return end(turn, 'control', { blocks: [{ kind: 'say', key: 'chat:input.emoji' }] });
  if (text.length >= LONGEST_MESSAGE)
    return end(turn, 'control', { blocks: [{ kind: 'say', key: 'chat:input.tooLong' }] });
  if (attachments) turn.opening.push({ kind: 'note', key: 'chat:input.attachment' });
  return null;
};
