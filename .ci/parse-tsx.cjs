// Loaded before dependency-cruiser: it knows TypeScript through swc, but does not tell swc which files have JSX in them.
const swc = require('@swc/core');

const parseFileSync = swc.parseFileSync;
swc.parseFileSync = (file, options) =>
  parseFileSync(file, { ...options, tsx: file.endsWith('.tsx') });
