declare module 'xliff/jsToXliff12' {
  interface Unit {
    readonly source: string;
    readonly target?: string;
  }
  export default function jsToXliff12(document: {
    readonly resources: Readonly<Record<string, Readonly<Record<string, Unit>>>>;
    readonly sourceLanguage: string;
    readonly targetLanguage: string;
  }): Promise<string>;
}

declare module 'xliff/xliff12ToJs' {
  export default function xliff12ToJs(text: string): Promise<unknown>;
}
