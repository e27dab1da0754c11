import { z } from 'zod';

/** What a load generator is told to do. */
export const loadSpec = z.object({
  /** `echo`: the bare bot; `bot`: ours. */
  bot: z.enum(['echo', 'bot']),
  way: z.enum(['http', 'websocket']),
  /** Ports of its processes; talks are dealt out to them in turn. */
  ports: z.array(z.number().int()).min(1),
  secret: z.string(),
  /** Talks at the same time. */
  talks: z.number().int().min(1),
  /** Seconds to go on. */
  seconds: z.number().positive(),
  /** Turns to end after, if that comes first. */
  turns: z.number().int().positive().optional(),
  /** Messages after which a talk is ended and another begun. */
  messagesATalk: z.number().int().min(1).default(20),
  /** Seconds between two messages of a talk; 0: the next as soon as the reply is there. */
  pause: z.number().min(0).default(0),
});

export type LoadSpec = z.infer<typeof loadSpec>;

/** What a load generator measured. */
export const loadResult = z.object({
  turns: z.number().int(),
  seconds: z.number(),
  failed: z.number().int(),
  /** Milliseconds of each turn, ascending; of paced talks counted from when the message was due. */
  times: z.array(z.number()),
  /** The first failure's message. */
  failure: z.string().nullable(),
});

export type LoadResult = z.infer<typeof loadResult>;
