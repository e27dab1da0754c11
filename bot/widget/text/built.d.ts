/** What the build puts into the bundle, see build.ts. */
declare module 'built:english' {
  export const english: import('./strings.ts').Strings;
}
declare module 'built:languages' {
  export const languages: readonly import('./strings.ts').LanguageName[];
}
declare module '*.css' {
  const text: string;

  export { text };
}
