import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { z } from 'zod';
import type { RECIPE } from '../../dialogs/decide.ts';
import type { Means } from '../../dialogs/means.ts';
import { askConversation } from '../turn/ask-conversation.ts';
import { directoryPhones } from '../turn/directory-phones.ts';
import { createMasker } from '../turn/masking/masker.ts';

const asked = z.object({
  id: z.string(),
  channel: z.enum(['web', 'sms']).default('web'),
  turns: z.array(z.string()).min(1),
});

/**
 * Reads conversations, one JSON object a line, and writes one object a line with a reply a turn, in the same order.
 * @throws {Error} naming the line that is no such object.
 */
export async function askAll(
  means: Means,
  input: Readable,
  output: Writable,
  recipe?: typeof RECIPE,
): Promise<void> {
  const masker = createMasker({ phones: directoryPhones(means.directory) });
  let number = 0;
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    number++;
    if (line.trim() === '') continue;
    output.write(`${JSON.stringify(await askConversation(means, readLine(line, number), recipe, masker))}\n`);
  }
}

/** A conversation of a question set. */
export type Asked = z.infer<typeof asked>;

function readLine(line: string, number: number): Asked {
  try {
    return asked.parse(JSON.parse(line));
  } catch (cause) {
    throw new Error(`line ${number} is no conversation: ${cause instanceof Error ? cause.message : cause}`, {
      cause,
    });
  }
}
