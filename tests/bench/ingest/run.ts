import { measureRun } from './measure-run.ts';

/* One run of `npm run bench:ingest` in a process of its own; prints JSON. */
const [origin = ''] = process.argv.slice(2);
console.log(JSON.stringify(await measureRun(origin)));
