import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

const acceptedSchema = z.object({
  url: z.string(),
  section: z.string().nullable(),
  heading: z.string(),
  text: z.string(),
  /** Mark of the section, or of all sections of the page. */
  mark: z.string(),
  /** ISO 8601: when it was seen, or an editor said that the article still fits. */
  at: z.string(),
});

const fileSchema = z.object({ form: z.literal(1), topics: z.record(z.string(), acceptedSchema) });

/** What an article's source said when the article was last compared with it. */
export type Accepted = Readonly<z.infer<typeof acceptedSchema>>;

/** The accepted state of every topic's source, in a file of the data folder: it holds the site's words. */
export class AcceptedSources {
  readonly #file: string;
  readonly #topics: Map<string, Accepted>;

  /** @throws SyntaxError or z.ZodError where the file can't be read */
  constructor(file: string) {
    this.#file = file;
    const kept = existsSync(file) ? fileSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).topics : {};
    this.#topics = new Map(Object.entries(kept));
  }

  of(topic: string): Accepted | undefined {
    return this.#topics.get(topic);
  }

  set(topic: string, accepted: Accepted): void {
    this.#topics.set(topic, accepted);
  }

  save(): void {
    mkdirSync(dirname(this.#file), { recursive: true });
    const content = { form: 1, topics: Object.fromEntries([...this.#topics].sort()) };
    writeFileSync(`${this.#file}.part`, JSON.stringify(content, null, 1));
    renameSync(`${this.#file}.part`, this.#file);
  }
}
