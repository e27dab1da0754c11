import { join } from 'node:path';
import { crc32, gunzipSync, gzipSync } from 'node:zlib';
import { readManifest } from '../../../bot/editions/fetch-edition.ts';
import type { Manifest } from '../../../bot/editions/manifest.ts';
import { EditionError, hashesOf, packContents, unpackContents } from '../../../bot/editions/pack.ts';
import { editionSigner } from '../../../bot/editions/signature.ts';
import { loadKnowledge } from '../../../knowledge/bundle/load-knowledge.ts';
import { loadLanguageModel } from '../../../knowledge/bundle/load-language-model.ts';
import { buildIndex } from '../../../knowledge/engine/build-index.ts';
import { IndexError } from '../../../knowledge/engine/index-error.ts';
import { decodeIndex } from '../../../knowledge/engine/index-format.ts';
import { KnowledgeError } from '../../../knowledge/knowledge-error.ts';
import { loadPassages } from '../../../knowledge/passages/load-passages.ts';
import { PassageBuilder } from '../../../knowledge/passages/passage-builder.ts';
import { readBuiltLocales } from '../../../locales/load-locales.ts';
import { createWords } from '../../../locales/words.ts';
import { fileParser } from '../file-parser.ts';
import { BrokenPromise, oneOf, type Parser, promised, rawText } from '../parser.ts';

const index = await buildIndex(
  ['en', 'es', 'ru'].map(id => ({
    id,
    kind: 'topic',
    language: id,
    title: id,
    questions: [`about ${id}`, `more of ${id} and its words`],
    keywords: [],
    body: '',
  })),
);
const builder = new PassageBuilder();
for (const text of ['see a doctor', 'lost my card', 'el plan de salud', '看醫生']) builder.add(text);
const passages = builder.finish();

const signer = editionSigner([Buffer.alloc(32, 3)]);
const contents = { 'topics.json': Buffer.from('{"form":1,"topics":[]}'), 'index.bin': Buffer.alloc(64, 7) };
const manifest: Manifest = {
  form: 1,
  id: '0123456789ab',
  parent: null,
  base: 'b',
  operations: [],
  files: hashesOf(contents),
  madeBy: 'ada',
  madeAt: '2026-03-01T10:00:00.000Z',
};
const packed = packContents(contents);
const text = JSON.stringify(manifest);
const signature = signer.sign(text);

/** A file that was changed and still counts is one that is half-loaded. */
const refusesChanged = (original: Uint8Array, load: (bytes: Uint8Array) => void) => (input: Uint8Array) => {
  load(input);
  promised(Buffer.compare(input, original) === 0, 'a damaged file was loaded');
  return true;
};

/** The same bytes with the checksum that fits them, so that what comes behind the check is reached too. */
function withChecksum(bytes: Uint8Array, place: number): Uint8Array {
  const copy = bytes.slice();
  if (copy.length >= place + 4)
    new DataView(copy.buffer).setUint32(place, crc32(copy.subarray(place + 4)), true);
  return copy;
}

/** What the build writes and every start reads. */
export const INDEX_PARSERS: readonly Parser[] = [
  {
    name: 'index',
    seeds: [index],
    long: false,
    refuses: oneOf(IndexError),
    run: refusesChanged(index, decodeIndex),
  },
  {
    name: 'index with a right checksum',
    seeds: [index, index.subarray(0, 2_000)],
    refuses: oneOf(IndexError),
    run: input => {
      decodeIndex(withChecksum(input, 8));
      return true;
    },
  },
  {
    name: 'passage index',
    seeds: [passages],
    long: false,
    refuses: oneOf(IndexError),
    run: refusesChanged(passages, loadPassages),
  },
  {
    name: 'passage index with a right checksum',
    seeds: [passages, passages.subarray(0, 200)],
    refuses: oneOf(IndexError),
    run: input => {
      loadPassages(withChecksum(input, 8));
      return true;
    },
  },
  fileParser({
    name: 'language model',
    file: 'languages.bin',
    seeds: [index],
    beside: { 'chinese.json': '{"traditional":"體","simplified":"体"}' },
    long: false,
    read: folder => loadLanguageModel(folder)?.guess('about en', ['en', 'es']) !== undefined,
  }),
  fileParser({
    name: 'Chinese characters',
    file: 'chinese.json',
    seeds: ['{"traditional":"體","simplified":"体"}'],
    beside: { 'languages.bin': index },
    read: folder => (loadLanguageModel(folder)?.chineseScript('體') ?? null) !== null,
  }),
  fileParser({
    name: 'built topics',
    file: 'topics.json',
    seeds: ['{"form":1,"fingerprint":"f","topics":[{"id":"care.card","texts":{}}],"stale":[]}'],
    beside: { 'index.bin': index },
    refuses: oneOf(KnowledgeError),
    read: folder => {
      const { topics } = loadKnowledge(folder);
      promised(
        [...topics.keys()].every(id => typeof id === 'string'),
        'a topic without an id',
      );
      return true;
    },
  }),
  fileParser({
    name: 'built words',
    file: 'locales.json',
    seeds: [
      '{"fingerprint":"f","locales":[["en",{"language":{"tag":"en","name":"English","englishName":"English","direction":"ltr","script":"Latin","intl":"en-US","names":[]},"words":{},"strings":{"chat":{"a":"b"}}}]]}',
      '{"fingerprint":"f","locales":[]}',
    ],
    read: folder => {
      const built = readBuiltLocales(join(folder, 'locales.json'));
      if (!built) return false;
      const locales = new Map(built.locales);
      promised(locales.has('en'), 'built words without English');
      createWords(locales).in('en')('chat:a');
      return true;
    },
  }),
  {
    name: 'edition: files',
    seeds: [packed],
    refuses: oneOf(EditionError),
    run: input => {
      const unpacked = unpackContents(input, manifest);
      promised(
        Buffer.compare(unpacked['topics.json'], contents['topics.json']) === 0 &&
          Buffer.compare(unpacked['index.bin'], contents['index.bin']) === 0,
        'other files than were signed',
      );
      return true;
    },
  },
  {
    name: 'edition: what is packed',
    seeds: [gunzipSync(packed)],
    refuses: oneOf(EditionError),
    run: input => {
      unpackContents(gzipSync(input, { level: 1 }), manifest);
      return true;
    },
  },
  edition('edition: manifest under a signature of another', (given, read) => read(given, signature)),
  edition('edition: signed manifest', (given, read) => read(given, signer.sign(given))),
  {
    name: 'edition: signature',
    seeds: [signature, '', 'AAAA'],
    run: input => {
      const given = Buffer.from(rawText(input), 'base64url');
      const believed = signer.verify(text, rawText(input));
      promised(
        believed === (Buffer.compare(given, Buffer.from(signature, 'base64url')) === 0),
        'a signature that nobody made',
      );
      return believed;
    },
  },
];

function edition(
  name: string,
  take: (text: string, read: (text: string, signature: string) => Promise<Manifest>) => Promise<Manifest>,
): Parser {
  return {
    name,
    seeds: [text],
    refuses: oneOf(EditionError),
    run: async input => {
      const given = rawText(input);
      const read = (signed: string, by: string) => {
        const row = { id: manifest.id, manifest: signed, signature: by };
        // Of the store only `find` is asked.
        const store = { find: async () => row } as unknown as Parameters<typeof readManifest>[0]['store'];
        return readManifest({ store, signer, folder: '/nowhere' }, manifest.id);
      };
      const { id } = await take(given, read);
      if (id !== manifest.id) throw new BrokenPromise('the manifest of another edition');
      if (name.endsWith('another')) promised(given === text, 'a manifest that nobody signed');
      return true;
    },
  };
}
